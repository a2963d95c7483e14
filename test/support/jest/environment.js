const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');
const { forgetPackage } = require('./builtPackage');
const { functionOf, importsLater } = require('./compiled');

/** Stands for the context that this file runs in: Node has no object for it. */
const HERE = {};

const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options) => {
	if (options?.parsingContext !== HERE) return compileFunction(code, parameters, options);
	if (!importsLater(code)) return functionOf(code, parameters, options.filename);
	return compileFunction(code, parameters, { ...options, parsingContext: undefined });
};

/** Remembers the properties of an object, and gives what puts them back. */
function remember(object) {
	const before = Object.getOwnPropertyDescriptors(object);
	return () => {
		for (const key of Reflect.ownKeys(object)) {
			const [then, now] = [before[key], Reflect.getOwnPropertyDescriptor(object, key)];
			if (!then) Reflect.deleteProperty(object, key);
			else if (then.value !== now.value || then.get !== now.get) {
				Reflect.defineProperty(object, key, then);
			}
		}
	};
}

/**
 * Tests run in Node's own context instead of one for each file. So n8n and the other packages can be
 * loaded once in a process (see runtime.js), and an Error is the same Error for them and for the tests, as it is in n8n.
 */
module.exports = class OwnContext {
	/** For runtime.js; other environments keep jest's own way. */
	packagesByNode = true;

	constructor() {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = null;
		this.putBack = [globalThis, process, process.env].map(remember);
		// The limiter lives in it: each test file begins with a new one.
		forgetPackage();
	}

	async setup() {}

	async teardown() {
		for (const putBack of this.putBack) putBack();
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return HERE;
	}
};
