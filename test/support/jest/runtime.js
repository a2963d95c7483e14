const Module = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');
const { forgetPackage, isBuilt } = require('./builtPackage');

/** jest has its own for each test file. */
const OF_JEST = /^@?jest\b|^expect$/;

/** What is no source of ours: the packages, and the package that the build wrote. */
function isOutside(from, name) {
	const isFile = path.isAbsolute(name) || /^\.{1,2}(?:\/|$)/.test(name);
	if (isFile) return isBuilt(path.resolve(path.dirname(from), name));
	return !Module.isBuiltin(name) && !OF_JEST.test(name);
}

/**
 * Node loads the packages, once in a process. jest would load them anew for each test file: some
 * thousand files for n8n-core.
 */
module.exports = class PackagesByNode extends Runtime {
	requireModuleOrMock(from, name) {
		return this.fromNode(from, name) ?? super.requireModuleOrMock(from, name);
	}

	requireActual(from, name) {
		return this.fromNode(from, name) ?? super.requireActual(from, name);
	}

	fromNode(from, name) {
		const { packagesByNode } = this._environment;
		return packagesByNode && isOutside(from, name) ? Module.createRequire(from)(name) : undefined;
	}

	/** Within, the built package is a new one. */
	isolateModules(run) {
		const known = forgetPackage();
		try {
			super.isolateModules(run);
		} finally {
			forgetPackage();
			Object.assign(Module._cache, known);
		}
	}
};
