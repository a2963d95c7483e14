const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { isBuilt } = require('../../../scripts/builtFrom');

const ROOT = path.join(__dirname, '../../..');

/** Many tests are about dist/: an old one would pass for the sources of today. */
module.exports = () => {
	if (isBuilt()) return;
	process.stdout.write('Building, because dist/ is not from these sources\n');
	const gulp = path.join(ROOT, 'node_modules/gulp/bin/gulp.js');
	const { status } = spawnSync(process.execPath, [gulp, '-L', 'build'], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error('The package could not be built, so there is nothing to test');
};
