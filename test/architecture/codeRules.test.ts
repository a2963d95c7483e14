import { Linter } from 'eslint';

const RULES = jest.requireActual<Linter.Config[]>('../../eslint.rules.config');

const linter = new Linter();

/** What is reported of this text in this file, each as `line rule`. */
function reported(text: string, file = 'nodes/x.ts'): string[] {
	return linter
		.verify(text, RULES, { filename: file, allowInlineConfig: false })
		.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`);
}

describe.each([
	'nodes/Litmos/resources/x.ts',
	'credentials/x.ts',
	'sandbox/routes/x.ts',
	'scripts/x.ts',
	'contract/x.ts',
])('in %s', (file) => {
	it.each([
		['size', 'a();\n'.repeat(251), '251 max-lines'],
		['nesting', `function f() { ${nested(4)} }`, '1 max-depth'],
		['parameters', 'function f(a, b, c, d) {}', '1 no-restricted-syntax'],
		['any', 'let a: any;', '1 @typescript-eslint/no-explicit-any'],
	])('limits %s', (_what, text, fault) => {
		expect(reported(text, file)).toEqual([fault]);
	});
});

describe('size', () => {
	it('reports a file of 251 lines and lets one of 250 pass', () => {
		expect(reported('const a = 1;\n'.repeat(251))).toEqual(['251 max-lines']);
		expect(reported('const a = 1;\n'.repeat(250))).toEqual([]);
	});

	it('counts lines that are empty or comments', () => {
		expect(reported('// why\n\n'.repeat(126))).toEqual(['251 max-lines']);
	});

	it.each([
		['declaration', (body: string) => `function long() {\n${body}}`],
		['arrow', (body: string) => `const long = () => {\n${body}};`],
		['method', (body: string) => `class A {\n\tlong() {\n${body}}\n}`],
		['function called at once', (body: string) => `(() => {\n${body}})();`],
	])('reports a function of 41 lines, written as %s', (_kind, wrap) => {
		const faults = reported(wrap('\tdo1();\n'.repeat(39)));
		expect(faults).toEqual([expect.stringMatching(/^\d max-lines-per-function$/)]);
		expect(reported(wrap('\tdo1();\n'.repeat(38)))).toEqual([]);
	});

	it('leaves the size of tests alone', () => {
		expect(reported('const a: any = 1;\n'.repeat(251), 'test/unit/x.test.ts')).toEqual([]);
	});
});

describe('nesting', () => {
	it('reports a fourth level and lets a third pass', () => {
		const third = 'function f() { for (;;) { if (a) { try { b(); } catch {} } } }';
		expect(reported(third)).toEqual([]);
		expect(reported(third.replace('b();', 'while (c) b();'))).toEqual(['1 max-depth']);
	});

	it('counts anew in an inner function', () => {
		expect(reported(`function f() { ${nested(3, `() => { ${nested(3)} }`)} }`)).toEqual([]);
	});

	it('counts a row of else-if as one level', () => {
		const row = 'if (a) {} else if (b) {} else if (c) {} else if (d) {} else {}';
		expect(reported(`function f() { ${row} }`)).toEqual([]);
	});

	it('reports an if directly within an if, which would not be counted', () => {
		expect(reported('if (a) if (b) c();')).toEqual(['1 no-restricted-syntax']);
		expect(reported('if (a) { if (b) c(); }')).toEqual([]);
	});
});

describe('parameters', () => {
	it.each([
		'function f(a, b, c, d) {}',
		'const f = (a, b, c, d) => a;',
		'class A { f(a, b, c, d = 1) {} }',
		'const f = { g(a, b, c, ...d) {} };',
		'function f(this: X, a, b, c, d) {}',
	])('reports a fourth: %s', (text) => {
		expect(reported(text)).toEqual(['1 no-restricted-syntax']);
	});

	it.each(['function f(a, b, c) {}', 'function f(this: X, a, b, c) {}'])('allows %s', (text) => {
		expect(reported(text)).toEqual([]);
	});
});

describe('types', () => {
	it('reports any as a type and not in a text', () => {
		expect(reported('let a: any;')).toEqual(['1 @typescript-eslint/no-explicit-any']);
		expect(reported('const a = x as unknown as any[];')).toHaveLength(1);
		expect(reported("const a = 'any'; // any")).toEqual([]);
	});
});

describe('names', () => {
	it.each([
		'interface course {}',
		'type course = string;',
		'function GetCourse() {}',
		'const course_id = 1;',
		'const _course = 1;',
	])('reports %s', (text) => {
		expect(reported(text)).toEqual(['1 @typescript-eslint/naming-convention']);
	});

	it.each([
		'interface Course { course_id: string; }',
		'function getCourse() {}',
		'const courseId = 1;',
		'const COURSE_IDS = [];',
		'const { CourseId } = course;',
		'const { CourseId: _, ...rest } = course;',
	])('allows %s', (text) => {
		expect(reported(text)).toEqual([]);
	});
});

describe('exports', () => {
	it.each(['export default 1;', "export * from './x';", "export { x } from './x';"])(
		'reports %s',
		(text) => {
			expect(reported(text)).toEqual(['1 no-restricted-syntax']);
		},
	);

	it.each(['export const a = 1;', "export type { X } from './x';"])('allows %s', (text) => {
		expect(reported(text)).toEqual([]);
	});
});

describe('comments that switch rules off', () => {
	const disabling = 'const a = 1;\n// eslint-disable-next-line no-console\n';

	it.each(['nodes/x.ts', 'credentials/x.ts'])('are reported in shipped code: %s', (file) => {
		expect(reported(disabling, file)).toEqual(['2 comments/no-use']);
		expect(reported('/* eslint-disable */', file)).toEqual(['1 comments/no-use']);
		expect(reported('// eslint and what it disables', file)).toEqual([]);
	});

	it('may switch off rules of n8n in what does not ship', () => {
		expect(reported(disabling, 'sandbox/x.ts')).toEqual([]);
	});

	it('do not reach these rules', () => {
		expect(reported('let a: any; // eslint-disable-line', 'sandbox/x.ts')).toHaveLength(1);
	});
});

describe('tests', () => {
	const inTest = (text: string) => reported(text, 'test/unit/x.test.ts');

	it.each(['it.only', 'describe.only', 'test.only', 'fit', 'fdescribe'])('reports %s', (call) => {
		expect(inTest(`${call}('a', () => {});`)).toEqual(['1 jest/no-focused-tests']);
	});

	it('reports a focused table', () => {
		expect(inTest("it.only.each([1])('a', () => {});")).toEqual(['1 jest/no-focused-tests']);
	});

	it.each(['it.skip', 'describe.skip', 'test.skip', 'xit', 'xdescribe', 'xtest'])(
		'reports %s',
		(call) => {
			expect(inTest(`${call}('a', () => {});`)).toEqual(['1 jest/no-disabled-tests']);
		},
	);

	it('reports a test without a body', () => {
		expect(inTest("it('a');")).toEqual(['1 jest/no-disabled-tests']);
	});

	it('lets a test pass that runs', () => {
		expect(inTest("describe('a', () => { it.each([1])('b', () => {}); });")).toEqual([]);
	});
});

/** Conditions within each other. */
function nested(levels: number, inmost = 'a();'): string {
	return levels === 0 ? inmost : `if (a) { ${nested(levels - 1, inmost)} }`;
}
