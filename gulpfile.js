const { spawn } = require('node:child_process');
const { access, cp, mkdir, readdir, readFile, rm, rmdir, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { series } = require('gulp');
const { buildBegins, buildIsDone } = require('./scripts/builtFrom');

const DIST = path.join(__dirname, 'dist');
const LIMITER_ENTRY = 'nodes/shared/limiter/limiters.ts';
const LIMITER_LICENCE = path.join(__dirname, 'node_modules/limiter/LICENSE.txt');

/** What may ship. Everything else that the compiler leaves in dist/ is taken out again. */
const SHIPPED =
	/^(?:(?:credentials|nodes)\/.+\.js|nodes\/.+\.node\.json|nodes\/[^/]+\/__schema__\/.+\.json|icons\/[^/]+\.svg)$/;

/**
 * n8n's scanner refuses timers in shipped code, and limiter's clock has one. This is the same clock
 * on top of n8n's own `sleep`.
 */
const CLOCK = `
import { sleep } from 'n8n-workflow';
export const getMilliseconds = () => performance.now();
export const wait = (ms) => sleep(Math.min(2147483647, Math.max(1, Math.ceil(ms))));
`;

/** The limiter's parts, which tsc wrote one by one: they are inside the bundle and ship only there. */
const bundled = new Set();

async function clean() {
	await rm(DIST, { recursive: true, force: true });
}

/** n8n's own build (tsc and static files). Its output is shown only if it fails. */
async function compile() {
	const command = path.join(__dirname, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	const child = spawn(process.execPath, [command, 'build'], {
		cwd: __dirname,
		// Without CI it draws a spinner, frame by frame.
		env: { ...process.env, CI: 'true', NO_COLOR: '1' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return;
	process.stderr.write(output);
	throw new Error(`n8n-node build ended with code ${code}`);
}

function replaceClock(seen) {
	return {
		name: 'limiter-clock',
		setup(build) {
			build.onLoad({ filter: /limiter[\\/]dist[\\/](?:esm|cjs)[\\/]clock\.js$/ }, () => {
				seen.count += 1;
				return { loader: 'js', resolveDir: __dirname, contents: CLOCK };
			});
		},
	};
}

/**
 * Only this one file carries limiter, and the credential and all nodes require it: so there is one
 * limiter in the process. Bundling each node by itself would give each a limit of its own.
 */
async function bundle() {
	const licence = (await readFile(LIMITER_LICENCE, 'utf8')).trim();
	if (licence.includes('*/')) throw new Error("limiter's licence cannot stand in a comment");
	const seen = { count: 0 };
	const { metafile } = await esbuild.build({
		absWorkingDir: __dirname,
		entryPoints: [LIMITER_ENTRY],
		outfile: path.join('dist', LIMITER_ENTRY.replace(/\.ts$/, '.js')),
		allowOverwrite: true,
		bundle: true,
		minify: false,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		banner: {
			js: `/*!\nThis file contains "limiter" (node-rate-limiter), under the following licence:\n\n${licence}\n*/`,
		},
		plugins: [replaceClock(seen)],
		metafile: true,
		logLevel: 'error',
	});
	if (seen.count !== 1) {
		throw new Error(
			`limiter's clock was found ${seen.count} times instead of once, so its timer might ship`,
		);
	}
	for (const input of Object.keys(metafile.inputs)) {
		if (input === LIMITER_ENTRY || !/^(?:nodes|credentials)\//.test(input)) continue;
		if (!input.startsWith('nodes/shared/limiter/')) {
			throw new Error(`${input} would ship twice, because ${LIMITER_ENTRY} imports it`);
		}
		bundled.add(input.replace(/\.ts$/, '.js'));
	}
}

/** Icons, codex files and output schemas, where `n8n-node build` did not bring them. */
async function copyStaticFiles() {
	const icons = await filesBelow(path.join(__dirname, 'icons'));
	const data = (await filesBelow(path.join(__dirname, 'nodes'))).filter((file) =>
		file.endsWith('.json'),
	);
	for (const file of [...icons, ...data]) {
		const target = path.join(DIST, path.relative(__dirname, file));
		const present = await access(target).then(
			() => true,
			() => false,
		);
		if (present) continue;
		await mkdir(path.dirname(target), { recursive: true });
		await cp(file, target);
	}
}

async function prune() {
	for (const file of await filesBelow(DIST)) {
		const name = path.relative(DIST, file).split(path.sep).join('/');
		if (!SHIPPED.test(name) || bundled.has(name)) await rm(file);
	}
	await removeEmptyFolders(DIST);
}

/** Only n8n reads the schemas of outputs, so they ship without indentation: half the size. */
async function compactSchemas() {
	for (const file of await filesBelow(DIST)) {
		if (!/__schema__.+\.json$/.test(file)) continue;
		await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
	}
}

/** The compiler indents by four spaces and the bundler by two, a tenth of the package. Tabs stand for them, where the code stays the same. */
async function indent() {
	const files = (await filesBelow(DIST)).filter((file) => file.endsWith('.js'));
	const bare = async (code) => (await esbuild.transform(code, { minifyWhitespace: true })).code;
	for (const file of files) {
		const isBundle = file.endsWith(LIMITER_ENTRY.replace(/\.ts$/, '.js'));
		const step = isBundle ? 2 : 4;
		const code = await readFile(file, 'utf8');
		const indented = code.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / step));
		if ((await bare(code)) !== (await bare(indented))) {
			throw new Error(`${file} has a text of several lines, which tabs would change`);
		}
		await writeFile(file, indented);
	}
}

async function noticesAreComplete() {
	const notices = await readFile(path.join(__dirname, 'THIRD-PARTY-NOTICES.md'), 'utf8');
	const licence = (await readFile(LIMITER_LICENCE, 'utf8')).trim();
	if (!notices.includes(licence)) {
		throw new Error('THIRD-PARTY-NOTICES.md lacks the licence text of the installed limiter');
	}
}

async function filesBelow(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

async function removeEmptyFolders(folder) {
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (entry.isDirectory()) await removeEmptyFolders(path.join(folder, entry.name));
	}
	if ((await readdir(folder)).length === 0) await rmdir(folder);
}

const steps = series(
	buildBegins,
	clean,
	compile,
	bundle,
	copyStaticFiles,
	prune,
	compactSchemas,
	indent,
	noticesAreComplete,
	buildIsDone,
);

/** Half a package must not be taken for a built one, so a build that fails leaves none. */
function build(done) {
	steps((error) => {
		if (!error) return done();
		clean().finally(() => done(error));
	});
}

exports.clean = clean;
exports.build = build;
exports.default = build;
