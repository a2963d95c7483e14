const Module = require('node:module');
const path = require('node:path');

const DIST = path.join(__dirname, '../../../dist') + path.sep;

/** Whether a file is one that the build wrote. */
exports.isBuilt = (file) => file.startsWith(DIST);

const WORKFLOW = /[\\/]n8n-workflow[\\/]dist[\\/]cjs[\\/]index\.js$/;

/** What copies of the package share hangs on a function of n8n-workflow, which stays loaded. */
function forgetShared() {
	for (const [file, { exports: loaded }] of Object.entries(Module._cache)) {
		if (WORKFLOW.test(file)) delete loaded.sleep?.[Symbol.for('n8n-nodes-litmos.limiters')];
	}
}

/** Takes the built package out of Node's memory, so that it starts anew, and gives what was taken. */
exports.forgetPackage = () => {
	forgetShared();
	const known = Object.entries(Module._cache).filter(([file]) => exports.isBuilt(file));
	for (const [file] of known) delete Module._cache[file];
	return Object.fromEntries(known);
};
