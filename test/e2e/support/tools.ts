/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program that the tests need, and Debian's package of it. */
interface Tool {
	name: string;
	/** The first one that is there is used. */
	places: readonly string[];
	debian: string;
}

const POSTGRES = [17, 16, 15, 14].map((major) => `/usr/lib/postgresql/${major}/bin`);

const TOOLS = {
	chromium: {
		name: 'Chromium',
		places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
		debian: 'chromium',
	},
	redis: { name: 'Redis', places: ['/usr/bin/redis-server'], debian: 'redis-server' },
	initdb: {
		name: 'PostgreSQL',
		places: POSTGRES.map((folder) => `${folder}/initdb`),
		debian: 'postgresql',
	},
	nginx: { name: 'nginx', places: ['/usr/sbin/nginx', '/usr/bin/nginx'], debian: 'nginx-light' },
	openssl: { name: 'OpenSSL', places: ['/usr/bin/openssl'], debian: 'openssl' },
	ps: { name: 'ps', places: ['/usr/bin/ps', '/bin/ps'], debian: 'procps' },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

const find = ({ places }: Tool): string | undefined => places.find((place) => existsSync(place));

/** Where a program is. @throws if it is not there, with what to install. */
export function tool(name: ToolName): string {
	const place = find(TOOLS[name]);
	if (place) return place;
	throw new Error(`${TOOLS[name].name} is missing: install Debian's package ${TOOLS[name].debian}`);
}

/** Installs from Debian what is missing, where that is possible; otherwise says what to install. */
export function provideTools(): void {
	const missing = Object.values<Tool>(TOOLS).filter((one) => !find(one));
	if (missing.length === 0) return;
	const packages = missing.map(({ debian }) => debian);
	const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
	if (!isDebianRoot) {
		throw new Error(`The tests need more programs. As root: apt-get install ${packages.join(' ')}`);
	}
	process.stdout.write(`Installing ${packages.join(', ')} ...\n`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = (...args: string[]) =>
		execFileSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	apt('update');
	apt('install', '-y', '--no-install-recommends', ...packages);
	const stillMissing = missing.filter((one) => !find(one)).map(({ name }) => name);
	if (stillMissing.length > 0) throw new Error(`Not found after all: ${stillMissing.join(', ')}`);
}
