const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	runtime: '<rootDir>/test/support/jest/runtime.js',
	globalSetup: '<rootDir>/test/support/jest/build.js',
	// Tests are below test/ only; what they import is named for the watch mode, which finds out what a change touches.
	roots: ['contract', 'credentials', 'nodes', 'sandbox', 'scripts', 'test'].map(
		(folder) => `<rootDir>/${folder}`,
	),
	testMatch: ['**/*.test.ts'],
	// Types are checked by `npm run lint`.
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] },
	// The package test unpacks copies of the package below the system's temporary folder only.
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	// Says only that a test is stuck: a busy machine takes its time.
	testTimeout: 300_000,
	// More than there are cores: some tests wait, for a minute or for an import.
	maxWorkers: Math.ceil(availableParallelism() * 1.5),
	reporters: ['default', '<rootDir>/test/attacks/tally.js'],
	testSequencer: '<rootDir>/test/slowFirst.js',
};
