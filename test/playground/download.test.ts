/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideProgram } from '../e2e/support/download';
import { npmInstall } from '../e2e/support/npm';
import type { Seen } from '../e2e/support/estimate';

/**
 * Stands for npm: notes what it was asked for, writes the list, and unpacks two packages, of which
 * the second does not come as long as the file `broken` is there.
 */
const NPM = `#!/bin/sh
echo "$1 $2" >> "$ASKED"
echo "npm warn EBADENGINE Unsupported engine { required: { node: '>=99' } }" >&2
echo "npm http fetch GET 200 a-list 5ms"
case "$*" in
*--package-lock-only*) echo '{}' > package-lock.json ;;
*)
	test ! -e node_modules || { echo "half a package was taken for a whole one" >&2; exit 9; }
	mkdir -p node_modules/first && echo whole > node_modules/first/index.js
	if [ -e "$BROKEN" ]; then echo "npm error network is gone" >&2; exit 1; fi
	mkdir -p node_modules/second && echo whole > node_modules/second/index.js
	sleep "\${SLOW:-0}" ;;
esac
`;

const kept = { ...process.env };
let folder: string;
let cache: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'litmos-download-'));
	const npm = path.join(folder, 'npm');
	writeFileSync(npm, NPM);
	chmodSync(npm, 0o755);
	Object.assign(process.env, {
		PATH: `${folder}${path.delimiter}${kept.PATH}`,
		XDG_CACHE_HOME: path.join(folder, 'cache'),
		ASKED: path.join(folder, 'asked'),
		BROKEN: path.join(folder, 'broken'),
	});
	cache = path.join(folder, 'cache/n8n-nodes-litmos');
});
afterEach(() => {
	process.env = { ...kept };
	rmSync(folder, { recursive: true, force: true });
});

const asked = (): string[] => readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n');
const PROGRAM = { name: 'n8n', version: '1.2.3' };

describe('a download', () => {
	it('appears under its name when it is complete, and is not asked for again', async () => {
		const place = await provideProgram(PROGRAM);
		expect(readdirSync(cache)).toEqual(['n8n-1.2.3']);
		expect(readdirSync(path.join(place, 'node_modules'))).toEqual(['first', 'second']);
		await provideProgram(PROGRAM);
		expect(asked()).toEqual(['install n8n@1.2.3', 'ci --ignore-scripts']);
	});

	it('goes on after it was ended: the list is kept, what was unpacked by then is not trusted', async () => {
		writeFileSync(path.join(folder, 'broken'), '');
		await expect(provideProgram(PROGRAM)).rejects.toThrow(/network is gone/);
		expect(readdirSync(cache)).toEqual(['n8n-1.2.3.unfinished']);
		rmSync(path.join(folder, 'broken'));
		const place = await provideProgram(PROGRAM);
		expect(asked()).toEqual(['install n8n@1.2.3', 'ci --ignore-scripts', 'ci --ignore-scripts']);
		expect(existsSync(path.join(place, 'node_modules/second/index.js'))).toBe(true);
	});

	it('begins anew where something else was asked for', async () => {
		writeFileSync(path.join(folder, 'broken'), '');
		await expect(provideProgram(PROGRAM)).rejects.toThrow();
		rmSync(path.join(folder, 'broken'));
		await provideProgram({ ...PROGRAM, overrides: { a: '1.0.0' } });
		expect(asked().filter((line) => line.startsWith('install'))).toHaveLength(2);
	});

	it('takes what npm has fetched from its cache, and tells nothing of engines when it fails', async () => {
		writeFileSync(path.join(folder, 'broken'), '');
		const failure = await provideProgram(PROGRAM).catch((error: Error) => error);
		expect(String(failure)).not.toMatch(/EBADENGINE|engine/i);
		writeFileSync(path.join(folder, 'npm'), NPM.replace('"$1 $2"', '"$*"'));
		await expect(provideProgram(PROGRAM)).rejects.toThrow();
		expect(asked().at(-1)).toContain('--prefer-offline');
	});

	it('is looked at once a second, also while npm says nothing', async () => {
		process.env.SLOW = '3';
		writeFileSync(path.join(folder, 'package.json'), '{}');
		const looks: Seen[] = [];
		await npmInstall(folder, 'n8n@1.2.3', (seen) => looks.push(seen));
		expect(looks.length).toBeGreaterThanOrEqual(2);
		expect(looks.every(({ lines, bytes }) => lines > 0 && bytes >= 0)).toBe(true);
	});
});
