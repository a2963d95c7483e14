import { catalogResources, resources } from '../nodes/Litmos/resources';
import { resources as statements } from '../nodes/LitmosLrs/resources';
import { resources as reports } from '../nodes/LitmosReport/resources';
import { events, isCondition, OTHER_FEED } from '../nodes/LitmosTrigger/events';
import type { FeedEvent } from '../nodes/LitmosTrigger/events/types';
import { costOf } from '../nodes/shared/operation/cost';
import type { Operation, Resource } from '../nodes/shared/operation/types';
import { tabulate } from './tabulate';
import { listTables, tabulateTables } from './warehouseTables';

/** One operation with the names it has in the editor and in a workflow. */
export interface Row {
	/** As in a workflow: `user:create`. */
	name: string;
	resource: Resource['option'];
	/** The type of its node, as n8n names it. */
	node: string;
	operation: Operation;
}

/** The nodes that have operations; `shown` is what stands before their resources in the tables. */
const NODES = [
	{ type: 'n8n-nodes-litmos.litmos', of: resources, shown: '' },
	{ type: 'n8n-nodes-litmos.litmosCatalog', of: catalogResources, shown: 'Litmos Catalog: ' },
	{ type: 'n8n-nodes-litmos.litmosReport', of: reports, shown: 'Litmos Report: ' },
	{ type: 'n8n-nodes-litmos.litmosLrs', of: statements, shown: 'Litmos LRS: ' },
];

/** Every operation there is, node by node in the order of the two dropdowns. */
export const rows: readonly Row[] = NODES.flatMap(({ type, of }) => rowsOf(type, of));

/** Whether an operation asks Litmos anything; the others work with what n8n has stored. */
export const asksLitmos = ({ operation }: Row): boolean =>
	operation.request !== undefined || !operation.asksNothing;

function rowsOf(node: string, of: readonly Resource[]): Row[] {
	return of.flatMap(({ option, operations }) =>
		operations.map((operation) => ({
			name: `${option.value}:${operation.value}`,
			resource: option,
			node,
			operation,
		})),
	);
}

/** A resource as the tables name it, with its node. */
const shownName = ({ resource, node }: Row): string =>
	`${NODES.find(({ type }) => type === node)?.shown}${resource.name}`;

/** What people read. */
export function tabulateOperations(): string {
	return tabulate([
		['Resource', 'Operation', 'What it does', 'Requests'],
		...rows.map((row) => [
			shownName(row),
			row.operation.name,
			row.operation.description,
			costOf(row.operation),
		]),
	]);
}

/** The operations of each resource, as a list in Markdown. */
function listResources(): string {
	const names = new Map<string, string[]>();
	for (const row of rows) {
		const name = shownName(row);
		names.set(name, [...(names.get(name) ?? []), row.operation.name]);
	}
	return [...names].map(([name, of]) => `- **${name}**: ${of.join(', ')}`).join('\n');
}

/** What Litmos Trigger can start on, as a table like the other. */
function tabulateEvents(): string {
	return tabulate([
		['Trigger On', 'Starts when', 'Read from'],
		...events.map((event) => [
			event.name,
			event.description,
			isCondition(event) ? LOOKED_AT[event.looksAt] : sourceOf(event),
		]),
	]);
}

const LOOKED_AT = { compliance: 'All results, or the course', sessions: '`/sessions/future`' };

function sourceOf({ value, feed }: FeedEvent): string {
	return value === OTHER_FEED ? 'The feed you choose' : `\`${feed.path}\``;
}

/** Puts a table or list between its markers; undefined where they are missing. */
export function insertTable(
	page: string,
	table: string,
	name: string = 'operations',
): string | undefined {
	const marked = new RegExp(`(<!-- ${name}:start -->)[\\s\\S]*?(<!-- ${name}:end -->)`);
	if (!marked.test(page)) return undefined;
	return page.replace(marked, (_, start: string, end: string) => `${start}\n\n${table}\n\n${end}`);
}

/** What is printed from the operations and events, and on which page. */
export const printed = [
	{ page: 'docs/operations.md', name: 'operations', print: tabulateOperations },
	{ page: 'README.md', name: 'resources', print: listResources },
	{ page: 'docs/triggers.md', name: 'events', print: tabulateEvents },
	{ page: 'docs/warehouse.md', name: 'tables', print: tabulateTables },
	{ page: 'docs/warehouse.md', name: 'sql', print: listTables },
] as const;
