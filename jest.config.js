/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] },
	// The package test unpacks copies of the package below the system's temporary folder only.
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	testTimeout: 30_000,
	// jest would leave one core idle.
	maxWorkers: '100%',
	testSequencer: '<rootDir>/test/slowFirst.js',
};
