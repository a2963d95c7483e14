/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../support/runScript';

export const ROOT = path.resolve(__dirname, '../..');

/** A folder outside the project, so that nothing in it can reach the project's node_modules. */
export interface Workbench {
	folder: string;
	/** The package as n8n unpacks it. */
	packed: string;
	remove(): void;
}

/** Packs the project as `npm publish` would and unpacks the result on a new workbench. */
export function packProject(): Workbench {
	const folder = mkdtempSync(path.join(tmpdir(), 'litmos-package-'));
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const pack = ['pack', '--ignore-scripts', '--pack-destination', folder, '--loglevel', 'error'];
	runProgram(npm, pack, { cwd: ROOT });
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error('npm pack left no tarball');
	const packed = path.join(folder, 'node_modules', 'n8n-nodes-litmos');
	mkdirSync(packed, { recursive: true });
	runProgram('tar', ['-xzf', tarball, '-C', packed, '--strip-components=1'], { cwd: folder });
	return { folder, packed, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Puts n8n-workflow beside the package: the only thing that n8n lets a package reach. */
export function offerWorkflow({ folder }: Workbench): void {
	const link = path.join(folder, 'node_modules', 'n8n-workflow');
	symlinkSync(path.join(ROOT, 'node_modules', 'n8n-workflow'), link, 'junction');
}

/** A copy to put a fault into. */
export function copyOf(source: string, names?: readonly string[]): string {
	const copy = mkdtempSync(path.join(tmpdir(), 'litmos-package-'));
	for (const name of names ?? readdirSync(source)) {
		cpSync(path.join(source, name), path.join(copy, name), { recursive: true });
	}
	return copy;
}

/** All files below a folder, with slashes, in order. */
export function filesIn(folder: string): string[] {
	return (readdirSync(folder, { recursive: true }) as string[])
		.filter((name) => statSync(path.join(folder, name)).isFile())
		.map((name) => name.split(path.sep).join('/'))
		.sort();
}
