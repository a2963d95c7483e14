// The pages about operations: one for each node and one for each resource, with what the sandbox really answered.
import type { INodeTypeDescription } from 'n8n-workflow';
import { costOf } from '../../nodes/shared/operation/cost';
import { isObject } from '../../nodes/shared/values';
import type { Row } from '../operationList';
import { rows } from '../operationList';
import type { Example } from './examples';
import { runExample } from './examples';
import { cell, enteredTable, fieldTable, table } from './fieldTables';
import { jobsWith } from './jobs';

export interface PrintedPage {
	/** In its address. */
	name: string;
	title: string;
	/** The page of its node; a page of a node has none. */
	node?: string;
	/** It is not below `/operations/`. */
	isTop?: true;
	content: string;
}

const MOST_CHARACTERS = 160;
const MOST_ENTRIES = 2;

export const slug = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** One page for each node with operations, and one for each of its resources. */
export async function printPages(
	nodes: readonly INodeTypeDescription[],
	tell: (page: string) => void,
): Promise<PrintedPage[]> {
	const pages: PrintedPage[] = [];
	for (const { name: type, displayName, description } of nodes) {
		const resources = resourcesOf(`n8n-nodes-litmos.${type}`);
		if (resources.size === 0) continue;
		const node = slug(displayName);
		const content = printNode(`# ${displayName}\n\n${description}.`, resources);
		pages.push({ name: node, title: displayName, content });
		for (const [title, of] of resources) {
			tell(`${displayName}: ${title}`);
			const printed = await printResource(`# ${title}`, displayName, of);
			pages.push({ name: slug(title), title, node, content: printed });
		}
	}
	return pages;
}

function resourcesOf(node: string): Map<string, Row[]> {
	const resources = new Map<string, Row[]>();
	for (const row of rows.filter((one) => one.node === node)) {
		const { name } = row.resource;
		resources.set(name, [...(resources.get(name) ?? []), row]);
	}
	return resources;
}

function printNode(head: string, resources: ReadonlyMap<string, readonly Row[]>): string {
	const lines = [...resources].map(([title, of]) => [
		`[${title}](./${slug(title)}.md)`,
		of.map(({ operation }) => operation.name).join(', '),
	]);
	return [head, table([['Resource', 'Operations'], ...lines])].join('\n\n');
}

async function printResource(head: string, node: string, of: readonly Row[]): Promise<string> {
	const overview = table([
		['Operation', 'What it does', 'Requests'],
		...of.map(({ operation }) => [
			`[${operation.name}](#${slug(operation.name)})`,
			cell(operation.description),
			cell(costOf(operation)),
		]),
	]);
	const operations: string[] = [];
	for (const row of of) operations.push(printOperation(row, await runExample(row)));
	const note = `Node: **${node}**. The number of requests is for one item unless it says otherwise. The examples are real: each was run against the [sandbox](../../sandbox/README.md) that stands in for Litmos, with an invented company.`;
	const jobs = jobsWith(of[0]!.resource.name);
	return [head, note, overview, ...operations, ...jobs].join('\n\n');
}

function printOperation({ operation }: Row, example: Example): string {
	const { name, description, warning } = operation;
	const fields = fieldTable(operation);
	const entered = enteredTable(operation, example);
	const requests = example.requests === 1 ? '1 request' : `${example.requests} requests`;
	const items = example.output.length === 1 ? '1 item' : `${example.output.length} items`;
	return [
		`## ${name} {#${slug(name)}}`,
		`${cell(description)}${description.endsWith('.') ? '' : '.'} Requests: **${cell(costOf(operation))}**.`,
		warning ? `::: warning\n${cell(warning)}\n:::` : '',
		fields ? `**Fields**\n\n${fields}` : '',
		entered ? `**Example input**\n\n${entered}` : '**Example input**: nothing to enter.',
		`**Example output** of 1 item in (${items} out, ${requests}):`,
		`\`\`\`json\n${JSON.stringify(shorten(example.output[0]), undefined, 2)}\n\`\`\``,
	]
		.filter((part) => part !== '')
		.join('\n\n');
}

/** An output that one can read: of long lists and texts only the beginning. */
function shorten(value: unknown): unknown {
	if (typeof value === 'string' && value.length > MOST_CHARACTERS) {
		return `${value.slice(0, MOST_CHARACTERS)} …`;
	}
	if (Array.isArray(value)) {
		const more = value.length - MOST_ENTRIES;
		const shown = value.slice(0, MOST_ENTRIES).map(shorten);
		return more > 0 ? [...shown, `… and ${more} more`] : shown;
	}
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shorten(one)]));
}
