/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- scripts do not ship */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../test/e2e/support/releases';

export interface PlaygroundOptions {
	/** The port that was asked for; without one, the first free one from n8n's own. */
	port?: number;
	/** For people with an account: no sandbox. */
	isReal: boolean;
	/** Forgets everything that earlier starts kept. */
	isFresh: boolean;
	/** Where n8n keeps what people make in it. */
	home: string;
}

export const HELP = `A real n8n with the Litmos node in it, and a stand-in for Litmos.

  npm start -- [options]

  --port 5678    port of n8n on 127.0.0.1; without it, the first free one from 5678
  --real         no stand-in: you enter the API Key of your own account
  --fresh        begin anew: workflows and credentials of earlier starts are deleted
  --home DIR     keep n8n's data in this folder
  --help

The first start downloads n8n; later ones need no network. What was downloaded, and what you
made in n8n, is in ${cacheFolder()}
`;

/** What was asked for cannot be done; the message says why, and needs no stack. */
export class PlaygroundError extends Error {}

const OPTIONS = {
	port: { type: 'string' },
	real: { type: 'boolean', default: false },
	fresh: { type: 'boolean', default: false },
	home: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

function read(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS }).values;
	} catch (error) {
		throw new PlaygroundError(`${(error as Error).message}\nSee npm start -- --help`);
	}
}

function portFrom(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
	throw new PlaygroundError(`--port wants a number up to 65535, not "${text}".`);
}

/** @returns undefined if only help was asked for */
export function optionsFrom(args: string[]): PlaygroundOptions | undefined {
	const values = read(args);
	if (values.help) return undefined;
	// Two folders: what is for the sandbox must never meet a real account by mistake.
	const usual = path.join(cacheFolder(), values.real ? 'playground-real' : 'playground');
	return {
		port: portFrom(values.port),
		isReal: values.real,
		isFresh: values.fresh,
		home: path.resolve(values.home ?? usual),
	};
}
