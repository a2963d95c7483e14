const path = require('node:path');
const Module = require('node:module');
const vm = require('node:vm');
const { isBuilt } = require('./builtPackage');

/** The scripts of this process by file, with the text that each was compiled from: a file may have changed since. */
const scripts = new Map();

function scriptOf(code, parameters, filename) {
	const known = scripts.get(filename);
	if (known?.code === code) return known.script;
	const start = `(function (${parameters.join(', ')}) {`;
	const columnOffset = -start.length;
	const script = new vm.Script(`${start}${code}\n})`, { filename, columnOffset });
	scripts.set(filename, { code, script });
	return script;
}

/** A new function of a file in Node's own context; what V8 made of the same text before is used again. */
exports.functionOf = (code, parameters, filename) =>
	scriptOf(code, parameters, filename).runInThisContext();

/** Whether Node must be asked when the code runs: a script that is used again can import nothing. */
exports.importsLater = (code) => /\bimport\s*\(/.test(code);

const OF_MODULE = ['exports', 'require', 'module', '__filename', '__dirname'];

const compile = Module.prototype._compile;

/** The built package starts anew in each test file: some hundred files that need no second compiling. */
Module.prototype._compile = function (code, filename, ...more) {
	if (!isBuilt(filename) || exports.importsLater(code)) {
		return compile.call(this, code, filename, ...more);
	}
	const run = exports.functionOf(code, OF_MODULE, filename);
	const folder = path.dirname(filename);
	const require = Module.createRequire(filename);
	return run.call(this.exports, this.exports, require, this, filename, folder);
};
