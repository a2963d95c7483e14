/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './ask';
import { provideProgram } from './download';
import { freePorts } from './ports';
import { start, whileRunning, type Running } from './processes';
import { REGISTRY } from './registry';
import { NEWEST, nodeFor } from './releases';

/** One of its dependencies is named by a tag, which may move; here it is a version. */
const PROGRAM = { name: 'verdaccio', version: '6.10.4', overrides: { 'node-fetch': '2.7.0' } };

/** A registry of npm packages on this machine, which knows no other: what is in it was published there. */
export interface Verdaccio {
	/** http://127.0.0.1:PORT */
	origin: string;
	/** Lets its holder publish. */
	token: string;
	process: Running;
}

const settings = (folder: string): string => `
storage: ${folder}/storage
auth:
  htpasswd:
    file: ${folder}/htpasswd
uplinks: {}
packages:
  '**':
    access: $all
    publish: $authenticated
publish:
  # There is no other registry to ask.
  allow_offline: true
max_body_size: 50mb
log: { type: stdout, format: pretty, level: http }
`;

/** Someone who may publish, as npm adduser makes one. */
async function addUser(origin: string): Promise<string> {
	const name = 'maintainer';
	const response = await ask(`${origin}/-/user/org.couchdb.user:${name}`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name, password: 'a-password-for-this-machine' }),
	});
	return ((await response.json()) as { token: string }).token;
}

/** Starts one in a folder of its own. It gives addresses of npm's registry, under which n8n asks for it. */
export async function startVerdaccio(folder: string): Promise<Verdaccio> {
	const program = await provideProgram(PROGRAM);
	mkdirSync(folder, { recursive: true });
	const [port = 0] = await freePorts(1);
	const origin = `http://127.0.0.1:${port}`;
	const config = path.join(folder, 'config.yaml');
	writeFileSync(config, settings(folder));
	const bin = path.join(program, 'node_modules/verdaccio/bin/verdaccio');
	const args = [bin, '--config', config, '--listen', origin];
	const running = start(nodeFor(NEWEST), args, {
		env: { PATH: process.env.PATH, HOME: folder, VERDACCIO_PUBLIC_URL: `${REGISTRY}/` },
		cwd: folder,
		log: path.join(folder, 'verdaccio.log'),
	});
	await whileRunning(running, 'verdaccio answers', async () => (await ask(`${origin}/-/ping`)).ok);
	return { origin, token: await addUser(origin), process: running };
}
