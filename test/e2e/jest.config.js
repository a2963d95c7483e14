/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
	setupFilesAfterEnv: ['<rootDir>/test/e2e/setup.ts'],
	testSequencer: '<rootDir>/test/slowFirst.js',
	// More files at a time than common machines have cores: much of the time is spent waiting for the limit.
	maxWorkers: 3,
};
