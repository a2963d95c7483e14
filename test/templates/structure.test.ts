/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// What n8n's guidelines for templates ask, and what a person needs who sets one up.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { loadPackage } from '../support/loadedPackage';
import { isForeign } from './support/foreignNodes';
import { lost } from './support/lost';
import { readDescription, readTemplate, TEMPLATES } from './support/template';

const NOTE = 'n8n-nodes-base.stickyNote';
const NEUTRAL = 7;
const NODE_SIZE = 96;
const VERBS = 'Add|Answer|Ask|Assign|Copy|Deactivate|Email|Onboard|Remind|Schedule|Sync|Update';
const SECTIONS = [
	"Who it's for",
	'How it works',
	'How to set up',
	'Requirements',
	'How to customize',
];
/** Triggers that start by themselves, and what works without an account. */
const NEEDS_NOTHING = /scheduleTrigger|manualTrigger|chatTrigger|dataTable$/;

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf({ type, position: [left, top], parameters }: INode): Box {
	const [width, height] =
		type === NOTE ? [Number(parameters.width), Number(parameters.height)] : [NODE_SIZE, NODE_SIZE];
	return { left, top, right: left + width, bottom: top + height };
}

const holds = (outer: Box, inner: Box): boolean =>
	outer.left <= inner.left &&
	outer.top <= inner.top &&
	outer.right >= inner.right &&
	outer.bottom >= inner.bottom;

const overlap = (one: Box, other: Box): boolean =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

/** Whether a person has to choose something here: an account, or an entry of a list. */
const isToChoose = (node: INode): boolean =>
	!NEEDS_NOTHING.test(node.type) && (isForeign(node) || node.type.startsWith('n8n-nodes-litmos.'));

it('there are at least eight, each with its description', () => {
	expect(TEMPLATES.length).toBeGreaterThanOrEqual(8);
	const folder = path.resolve(__dirname, '../../templates');
	const files = readdirSync(folder).filter((file) => file !== 'README.md');
	expect(files.sort()).toEqual(TEMPLATES.flatMap((name) => [`${name}.json`, `${name}.md`]).sort());
});

it('each is run by a test, has a screenshot and is in the list', () => {
	const tests = readdirSync(__dirname)
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => readFileSync(path.join(__dirname, file), 'utf8'))
		.join('\n');
	const images = readdirSync(path.resolve(__dirname, '../../docs/images'));
	const list = readFileSync(path.resolve(__dirname, '../../templates/README.md'), 'utf8');
	for (const name of TEMPLATES) {
		expect(tests).toContain(`describe('${name}'`);
		expect(images).toContain(`template-${name}.png`);
		expect(list).toContain(`[${readTemplate(name).name}](${name}.md)`);
	}
});

describe.each(TEMPLATES)('the template %s', (file) => {
	const { name = '', nodes: all, connections, pinData, ...rest } = readTemplate(file);
	const description = readDescription(file);
	const notes = all.filter(({ type }) => type === NOTE);
	const nodes = all.filter(({ type }) => type !== NOTE);
	const [overview, ...others] = notes.filter(({ parameters }) => parameters.color === undefined);
	const steps = notes.filter(({ parameters }) => parameters.color === NEUTRAL);
	const text = JSON.stringify({ all, connections });

	it('has a title that begins with a verb, and a description with all sections', () => {
		expect(name).toMatch(new RegExp(`^(?:${VERBS}) `));
		expect(name.length).toBeLessThanOrEqual(80);
		expect(description.split('\n')[0]).toBe(`# ${name}`);
		expect([...description.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
		expect(words(description)).toBeGreaterThan(150);
		expect(description).toContain('community node **n8n-nodes-litmos**');
		expect(description).toContain('self-hosted');
		expect(description).toContain(`../docs/images/template-${file}.png`);
	});

	it('has one overview, and numbered notes in order that hold all nodes and overlap nothing', () => {
		expect(others).toEqual([]);
		expect(notes).toHaveLength(steps.length + 1);
		const content = String(overview!.parameters.content);
		expect(content).toMatch(/^## .+\n\n### How it works\n1\. [^]+\n\n### Set up\n- /);
		expect(words(content)).toBeLessThanOrEqual(250);
		steps.forEach(({ parameters }, index) => {
			expect(String(parameters.content)).toMatch(new RegExp(`^## ${index + 1}\\. .+\n.+`));
			expect(words(String(parameters.content))).toBeLessThanOrEqual(50);
		});
		const boxes = notes.map(boxOf);
		boxes.forEach((box, at) =>
			boxes.slice(at + 1).forEach((other) => expect(overlap(box, other)).toBe(false)),
		);
		const lefts = steps.map(({ position: [left] }) => left);
		expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
		for (const node of nodes) {
			expect(steps.filter((step) => holds(boxOf(step), boxOf(node)))).toHaveLength(1);
			for (const other of nodes)
				if (other !== node) expect(overlap(boxOf(node), boxOf(other))).toBe(false);
		}
	});

	it('is connected throughout, with names and ids of its own', () => {
		const links = Object.entries(connections).flatMap(([from, { main = [], ...more }]) =>
			[...main, ...Object.values(more).flat()].flatMap((output) =>
				(output ?? []).map(({ node }): [string, string] => [from, node]),
			),
		);
		const known = nodes.map((node) => node.name);
		for (const link of links) expect(known).toEqual(expect.arrayContaining(link));
		const [start] = known.filter((one) => !links.some(([, to]) => to === one));
		const reached = new Set([start]);
		for (let size = 0; size !== reached.size;) {
			size = reached.size;
			for (const [from, to] of links) {
				if (reached.has(from)) reached.add(to);
				if (reached.has(to)) reached.add(from);
			}
		}
		expect([...reached].sort()).toEqual([...known].sort());
		for (const key of ['name', 'id'] as const)
			expect(new Set(all.map((node) => node[key])).size).toBe(all.length);
	});

	it('holds no credential, no data, no address and no id of an account', () => {
		expect(all.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(pinData).toEqual({});
		expect(Object.keys(rest).sort()).toEqual(['settings']);
		for (const [address] of text.matchAll(/[\w.+-]+@[a-z\d.-]*[a-z]/gi))
			expect(address).toMatch(/^_?[a-z]+@example\.com$/);
		expect(text).not.toMatch(/https?:|127\.0\.0\.1|sandbox/);
		const ids = JSON.stringify(
			all.map((node) => ({ ...node, id: '', webhookId: '' })),
			(key, value: unknown) => (key === 'id' ? '' : value),
		);
		const looksSo = [...ids.matchAll(/"((?=[^"]*\d)[\w-]{12,})"/g)].map(([, id]) => id);
		expect(looksSo.filter((id) => id !== 'enrichInput1')).toEqual([]);
	});

	it('names each node in which something is to be chosen, on the canvas and in the description', () => {
		const setUp = /## How to set up([^]+)## Requirements/.exec(description)?.[1] ?? '';
		const inNote = String(overview!.parameters.content).split('### Set up')[1];
		const foreign = nodes.filter((node) => isToChoose(node) && isForeign(node));
		for (const node of foreign)
			for (const place of [setUp, inNote]) expect(place).toContain(`**${node.name}**`);
		expect(setUp).toMatch(/Litmos/);
		const placeholders = [...text.matchAll(/[a-z]+@example\.com/g)].map(([address]) => address);
		for (const address of placeholders) expect(setUp).toContain(address);
	});

	it('sets only parameters that the nodes of this package have', async () => {
		const { nodeTypes } = await loadPackage();
		for (const node of nodes.filter(({ type }) => type.startsWith('n8n-nodes-litmos.'))) {
			const { description: type } = nodeTypes.getByNameAndVersion(node.type);
			const given = node.parameters as INodeParameters;
			const read = NodeHelpers.getNodeParameters(type.properties, given, true, false, node, type);
			// n8n itself adds the poll times.
			expect(lost(given, read).filter((place) => place !== '.pollTimes')).toEqual([]);
		}
	});
});
