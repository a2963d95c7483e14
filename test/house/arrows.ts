import type { Source } from './sources';
import { importsOf, targetOf } from './sources';

/** From the bottom to the top. A file may import from its own layer and from those below it. */
const LAYERS: ReadonlyArray<readonly [name: string, files: RegExp]> = [
	['the limiter', /^nodes\/shared\/limiter\//],
	['the leaves', /^nodes\/shared\/(?:account|values)\.ts$/],
	['XML', /^nodes\/shared\/xml\.ts$/],
	['errors', /^nodes\/shared\/errors\.ts$/],
	['the words of the limit', /^nodes\/shared\/(?:limitWords|patience)\.ts$/],
	['the request', /^nodes\/shared\/request\.ts$/],
	['the transport', /^nodes\/shared\/transport\.ts$/],
	['the operation engine', /^nodes\/shared\/operation\//],
	['the locators', /^nodes\/shared\/locators\//],
	['the parts of a node', /^nodes\/(?!shared\/)[^/]+\/(?!.*\.node\.ts$)/],
	['a node', /^nodes\/(?!shared\/)[^/]+\/[^/]+\.node\.ts$/],
];

/** What else a folder may import of the project, beside itself. */
const OUTSIDE_NODES: Readonly<Record<string, RegExp>> = {
	credentials: /^nodes\/shared\/(?:limiter\/gates|account)\.ts$/,
	sandbox: /^(?:sandbox|contract)\//,
	contract: /^contract\//,
};

/** Packages that may appear in shipped code, and where. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
	'n8n-workflow': /./,
	'node:crypto': /^nodes\/shared\/limiter\//,
	limiter: /^nodes\/shared\/limiter\//,
};

/**
 * What nodes lend to others: Litmos how sessions are listed; Litmos Report its feeds, and how people
 * stand.
 */
const LENT =
	/^nodes\/(?:Litmos\/resources\/session\/index|LitmosReport\/resources\/(?:index|feed|complianceRows))\.ts$/;

interface Arrow {
	from: string;
	to: string;
}

/** Imports that point up, sideways into another room, or out of what ships. */
export function arrowFaults(sources: readonly Source[]): string[] {
	const known = new Set(sources.map(({ file }) => file));
	return sources.flatMap((source) => {
		const { file } = source;
		if (file.startsWith('nodes/') && layerOf(file) < 0) return [`${file} has no layer`];
		return importsOf(source).flatMap((specifier) => {
			const to = targetOf(file, specifier, known);
			const fault =
				to === undefined ? packageFault(file, specifier) : pathFault({ from: file, to });
			return fault === undefined ? [] : [fault];
		});
	});
}

/** Files that import each other in a circle, each circle as `a > b > a`. */
export function cycles(sources: readonly Source[]): string[] {
	const known = new Set(sources.map(({ file }) => file));
	const targets = new Map(
		sources.map((source) => [
			source.file,
			importsOf(source).map((specifier) => targetOf(source.file, specifier, known) ?? ''),
		]),
	);
	const found: string[] = [];
	const finished = new Set<string>();
	const walk = (file: string, trail: string[]): void => {
		const start = trail.indexOf(file);
		if (start >= 0) found.push([...trail.slice(start), file].join(' > '));
		if (start >= 0 || finished.has(file)) return;
		for (const next of targets.get(file) ?? []) walk(next, [...trail, file]);
		finished.add(file);
	};
	for (const file of targets.keys()) walk(file, []);
	return found;
}

function layerOf(file: string): number {
	return LAYERS.findIndex(([, files]) => files.test(file));
}

function packageFault(file: string, name: string): string | undefined {
	if (!/^(?:nodes|credentials)\//.test(file)) return undefined;
	return PACKAGES[name]?.test(file) ? undefined : `${file} imports the package ${name}`;
}

function pathFault({ from, to }: Arrow): string | undefined {
	const folder = from.split('/')[0] ?? '';
	if (folder !== 'nodes') {
		const allowed = OUTSIDE_NODES[folder];
		return !allowed || allowed.test(to) ? undefined : `${from} imports ${to}`;
	}
	const [lower, upper] = [layerOf(to), layerOf(from)];
	if (lower < 0) return `${from} imports ${to}, which does not belong to the nodes`;
	if (lower > upper) return `${from} imports ${to}, which is above it`;
	const home = (file: string) => file.split('/')[1];
	const isForeign = home(to) !== 'shared' && home(to) !== home(from) && !LENT.test(to);
	return isForeign ? `${from} imports ${to} of another node` : undefined;
}
