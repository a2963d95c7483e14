import { arrowFaults, cycles } from './arrows';
import { budgetFaults, disabledRules } from './budget';
import { readSources } from './sources';

const SHIPPED = ['nodes', 'credentials'];
const HOUSE = [...SHIPPED, 'sandbox', 'scripts', 'contract'];

describe('the house', () => {
	it('keeps files, functions, nesting and parameters small, and never says any', () => {
		expect(readSources(HOUSE).flatMap(budgetFaults)).toEqual([]);
	});

	it('disables no lint rule in shipped code', () => {
		expect(readSources(SHIPPED).flatMap(disabledRules)).toEqual([]);
	});

	it('lets imports point down only', () => {
		expect(arrowFaults(readSources(HOUSE))).toEqual([]);
	});

	it('has no import cycle', () => {
		expect(cycles(readSources([...HOUSE, 'test']))).toEqual([]);
	});

	it('reads the files it speaks of', () => {
		const files = readSources(HOUSE).map(({ file }) => file);
		expect(files).toContain('nodes/Litmos/Litmos.node.ts');
		expect(files).toContain('credentials/LitmosApi.credentials.ts');
		expect(files.length).toBeGreaterThan(20);
	});
});

describe('the budget', () => {
	const faults = (text: string) => budgetFaults({ file: 'nodes/x.ts', text });

	it('reports a file of 251 lines and lets one of 250 pass', () => {
		expect(faults('const a = 1;\n'.repeat(251))).toEqual(['nodes/x.ts has 251 lines']);
		expect(faults('const a = 1;\n'.repeat(250))).toEqual([]);
	});

	it.each([
		['declaration', (body: string) => `function long() {\n${body}}`],
		['arrow', (body: string) => `const long = () => {\n${body}};`],
		['method', (body: string) => `class A {\n\tlong() {\n${body}}\n}`],
	])('reports a function of 41 lines, written as %s', (_kind, wrap) => {
		expect(faults(wrap('\tdo1();\n'.repeat(39)))).toHaveLength(1);
		expect(faults(wrap('\tdo1();\n'.repeat(38)))).toEqual([]);
	});

	it('reports a fourth level of nesting and lets a third pass', () => {
		const third = 'function f() { for (;;) { if (a) { try { b(); } catch {} } } }';
		expect(faults(third)).toEqual([]);
		expect(faults(third.replace('b();', 'while (c) b();'))).toEqual(['nodes/x.ts:1 nests 4 deep']);
	});

	it('counts a row of else-if as one level', () => {
		const row = 'if (a) {} else if (b) {} else if (c) {} else if (d) {} else {}';
		expect(faults(`function f() { ${row} }`)).toEqual([]);
	});

	it('reports a fourth parameter and does not count this', () => {
		expect(faults('function f(a, b, c, d) {}')).toEqual(['nodes/x.ts:1 takes 4 parameters']);
		expect(faults('function f(this: X, a, b, c) {}')).toEqual([]);
	});

	it('reports any as a type and not in a text', () => {
		expect(faults('let a: any;')).toEqual(['nodes/x.ts:1 says any']);
		expect(faults('const a = x as unknown as any[];')).toHaveLength(1);
		expect(faults("const a = 'any'; // any")).toEqual([]);
	});

	it('reports a disabled lint rule', () => {
		const text = 'const a = 1;\n// eslint-disable-next-line no-console\n';
		expect(disabledRules({ file: 'nodes/x.ts', text })).toEqual([
			'nodes/x.ts:2 disables a lint rule',
		]);
	});
});

describe('the arrows', () => {
	/** Both files exist, and the first imports the second. */
	const arrow = (file: string, to: string, text = `import { a } from '${to}';`) =>
		arrowFaults([{ file, text }, ...LAYERS_SAMPLE.map((sample) => ({ file: sample, text: '' }))]);

	const LAYERS_SAMPLE = [
		'nodes/shared/limiter/gates.ts',
		'nodes/shared/account.ts',
		'nodes/shared/errors.ts',
		'nodes/shared/transport.ts',
		'nodes/shared/operation/run.ts',
		'nodes/Litmos/resources/user.ts',
		'nodes/Litmos/Litmos.node.ts',
		'nodes/shared/locators/user.ts',
		'nodes/Litmos/resources/session/index.ts',
	];

	it.each([
		['nodes/shared/limiter/gate.ts', '../account'],
		['nodes/shared/values.ts', './errors'],
		['nodes/shared/errors.ts', './transport'],
		['nodes/shared/request.ts', './transport'],
		['nodes/shared/transport.ts', './operation/run'],
		['nodes/shared/operation/plan.ts', '../../Litmos/resources/user'],
		['nodes/Litmos/resources/team.ts', '../Litmos.node'],
		['nodes/shared/operation/resolve.ts', '../locators/user'],
		['nodes/shared/locators/listSearch.ts', '../../../sandbox/server'],
		['nodes/Litmos/Litmos.node.ts', '../../contract/endpoints.json'],
		['nodes/LitmosTrigger/LitmosTrigger.node.ts', '../Litmos/resources/user'],
		['credentials/LitmosApi.credentials.ts', '../nodes/shared/transport'],
		['sandbox/server.ts', '../nodes/shared/values'],
		['contract/read.ts', '../nodes/shared/values'],
		['nodes/shared/transport.ts', 'axios'],
		['nodes/shared/transport.ts', 'limiter'],
		['nodes/shared/transport.ts', 'node:fs'],
		['nodes/shared/newcomer.ts', './values'],
	])('reports %s importing %s', (file, to) => {
		expect(arrow(file, to)).toHaveLength(1);
	});

	it.each([
		['nodes/shared/transport.ts', './limiter/gates'],
		['nodes/shared/operation/run.ts', '../transport'],
		['nodes/Litmos/resources/user.ts', '../../shared/operation/run'],
		['nodes/Litmos/Litmos.node.ts', './resources/user'],
		['nodes/Litmos/Litmos.node.ts', 'n8n-workflow'],
		['nodes/LitmosReport/resources/compliance.ts', '../../Litmos/resources/session'],
		['nodes/shared/limiter/gates.ts', 'limiter'],
		['credentials/LitmosApi.credentials.ts', '../nodes/shared/account'],
		['sandbox/server.ts', '../contract/endpoints.json'],
		['sandbox/server.ts', 'fastify'],
	])('lets %s import %s', (file, to) => {
		expect(arrow(file, to)).toEqual([]);
	});

	it.each([
		"export { a } from './transport';",
		"import type { A } from './transport';",
		"const a = require('./transport');",
		"void import('./transport');",
		"type A = import('./transport').A;",
		"import a = require('./transport');",
	])('sees %s', (text) => {
		expect(arrow('nodes/shared/errors.ts', '', text)).toHaveLength(1);
	});

	it('reports a circle of three files and its members', () => {
		const link = (file: string, to: string) => ({ file, text: `import '${to}';` });
		const circle = [link('a.ts', './b'), link('b.ts', './c'), link('c.ts', './a')];
		expect(cycles(circle)).toEqual(['a.ts > b.ts > c.ts > a.ts']);
		expect(cycles(circle.slice(0, 2))).toEqual([]);
	});
});
