const { createHash } = require('node:crypto');
const {
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
/** Stands beside dist/, so it does not ship. */
const NOTE = path.join(ROOT, '.built-from');
const SOURCES = [
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package.json',
	'THIRD-PARTY-NOTICES.md',
	'tsconfig.json',
];

function filesOf(name) {
	if (!statSync(path.join(ROOT, name)).isDirectory()) return [name];
	return readdirSync(path.join(ROOT, name))
		.sort()
		.flatMap((entry) => filesOf(path.join(name, entry)));
}

/** The content says what was built: times change with each checkout. */
function sources() {
	const hash = createHash('sha256');
	for (const file of SOURCES.flatMap(filesOf)) {
		const content = readFileSync(path.join(ROOT, file));
		hash.update(`${file} ${content.length}\n`).update(content);
	}
	return hash.digest('hex');
}

let begun;

/** Before a build: what changes meanwhile is not in it. */
exports.buildBegins = async () => {
	rmSync(NOTE, { force: true });
	begun = sources();
};

exports.buildIsDone = async () => writeFileSync(NOTE, `${begun}\n`);

/** Whether dist/ was built from the sources as they are now. */
exports.isBuilt = () =>
	existsSync(path.join(ROOT, 'dist')) &&
	existsSync(NOTE) &&
	readFileSync(NOTE, 'utf8').trim() === sources();
