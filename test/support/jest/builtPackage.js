const Module = require('node:module');
const path = require('node:path');

const DIST = path.join(__dirname, '../../../dist') + path.sep;

/** Whether a file is one that the build wrote. */
exports.isBuilt = (file) => file.startsWith(DIST);

/** Takes the built package out of Node's memory, so that it starts anew, and gives what was taken. */
exports.forgetPackage = () => {
	const known = Object.entries(Module._cache).filter(([file]) => exports.isBuilt(file));
	for (const [file] of known) delete Module._cache[file];
	return Object.fromEntries(known);
};
