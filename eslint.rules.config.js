/**
 * The project's own rules, beside those of n8n in eslint.config.mjs, which has to stay as n8n ships it.
 * Each rule is proven in test/architecture.
 */
const comments = require('@eslint-community/eslint-plugin-eslint-comments');
const jestPlugin = require('eslint-plugin-jest');
const tseslint = require('typescript-eslint');

const SHIPPED = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const OURS = [...SHIPPED, 'sandbox/**/*.ts', 'scripts/**/*.ts', 'contract/**/*.ts'];
const TESTS = ['test/**/*.ts'];

const syntax = [
	{
		// max-params would count `this`, which is no argument.
		selector: ":function[params.length>3]:not([params.0.name='this']), :function[params.length>4]",
		message: 'A function takes at most three parameters; from there on, an object.',
	},
	{
		// max-depth takes it for one level, as it does with `else if`.
		selector: 'IfStatement > IfStatement.consequent',
		message: 'An `if` within an `if` has braces around it.',
	},
	{ selector: 'ExportDefaultDeclaration', message: 'What is exported has a name.' },
	{ selector: 'ExportAllDeclaration', message: 'Import from where it is defined.' },
	{
		selector: "ExportNamedDeclaration[source][exportKind!='type']",
		message: 'Import from where it is defined.',
	},
];

module.exports = [
	{ ignores: ['dist/'] },
	{
		files: [...OURS, ...TESTS],
		languageOptions: { parser: tseslint.parser },
		// n8n's rules are unknown here, so what is disabled of them must not count as unused.
		linterOptions: { reportUnusedDisableDirectives: 'off' },
	},
	{
		files: OURS,
		plugins: { '@typescript-eslint': tseslint.plugin },
		rules: {
			'max-lines': ['error', 250],
			'max-lines-per-function': ['error', { max: 40, IIFEs: true }],
			'max-depth': ['error', 3],
			'no-restricted-syntax': ['error', ...syntax],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/naming-convention': [
				'error',
				{ selector: 'typeLike', format: ['PascalCase'] },
				{ selector: 'function', format: ['camelCase'] },
				// A value that Litmos names may keep that name, so that `{ CourseId }` says all.
				{
					selector: 'variable',
					format: ['camelCase', 'UPPER_CASE', 'PascalCase'],
					// What is taken out of an object and left behind.
					filter: { regex: '^_$', match: false },
				},
			],
		},
	},
	{
		files: SHIPPED,
		plugins: { comments },
		rules: { 'comments/no-use': 'error' },
	},
	{
		files: TESTS,
		plugins: { jest: jestPlugin },
		rules: { 'jest/no-focused-tests': 'error', 'jest/no-disabled-tests': 'error' },
	},
];
