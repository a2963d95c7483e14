// The demo must be able to fail: whatever is changed in what is expected, it must notice.
import { differences } from '../../scripts/demo/differences';
import type { Expected } from '../../scripts/demo/readExample';
import { EXAMPLES, readExample, APART } from '../../scripts/demo/readExample';
import type { Report } from '../../scripts/demo/runExample';
import { credentialsFor, runExample } from '../../scripts/demo/runExample';
import type { Sandbox } from '../../sandbox/server';
import { startSandbox } from '../../sandbox/server';
import { createEngine } from '../support/engine';

let sandbox: Sandbox;
let ofOthers: Sandbox;
const reports = new Map<string, Report>();

beforeAll(async () => {
	sandbox = await runAll(EXAMPLES);
	ofOthers = await runAll(APART);
});
afterAll(async () => await Promise.all([sandbox.close(), ofOthers.close()]));

async function runAll(names: readonly string[]): Promise<Sandbox> {
	const started = await startSandbox({ entities: true });
	const engine = createEngine({ credentials: credentialsFor(started, 'sandbox-key') });
	for (const name of names) {
		reports.set(name, await runExample(readExample(name), engine, started));
	}
	return started;
}

/** The same value, but wrong. */
function falsify(value: unknown): unknown {
	if (typeof value === 'number') return value + 1;
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'string') return `${value}!`;
	return value === null ? {} : ['not there'];
}

/** Every copy of a value in which one fact is wrong, with the way to it. */
function falsified(value: unknown, way = ''): Array<[string, unknown]> {
	const isFact = typeof value !== 'object' || value === null;
	if (isFact || (Array.isArray(value) && value.length === 0)) return [[way, falsify(value)]];
	return Object.entries(value).flatMap(([key, part]) =>
		falsified(part, `${way}/${key}`).map(([place, wrong]): [string, unknown] => {
			const copy: unknown = Array.isArray(value) ? [...value] : { ...value };
			(copy as Record<string, unknown>)[key] = wrong;
			return [place, copy];
		}),
	);
}

describe.each([...EXAMPLES, ...APART])('the example %s', (name) => {
	const { expected } = readExample(name);
	const found = (wrong: Expected) => differences(reports.get(name)!, wrong);

	it('does what is expected of it', () => {
		expect(found(expected)).toEqual([]);
	});

	it('is noticed by the demo whatever else would be expected of it', () => {
		const wrongs = falsified(expected);
		const unnoticed = wrongs.filter(([, wrong]) => found(wrong as Expected).length === 0);
		expect(unnoticed.map(([place]) => place)).toEqual([]);
		expect(wrongs.length).toBeGreaterThan(14);
	});

	it('is noticed by the demo if a node is missing, or one too many ran', () => {
		const { nodes } = expected;
		const withGhost = { ...nodes, 'Not there': { items: 1 } };
		expect(found({ ...expected, nodes: withGhost })).toHaveLength(1);
		const withoutFirst = Object.fromEntries(Object.entries(nodes).slice(1));
		expect(found({ ...expected, nodes: withoutFirst })).toHaveLength(1);
	});
});

it('no example is kept waiting, mails anybody or is refused', () => {
	const all = [...reports.values()];
	expect(all.flatMap(({ nodes }) => nodes.flatMap(({ hints }) => hints))).toEqual([]);
	for (const { state, log } of [sandbox, ofOthers]) {
		expect(state.mails).toEqual([]);
		expect(log().filter(({ status }) => status === 503)).toEqual([]);
	}
});
