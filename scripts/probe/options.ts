/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- scripts do not ship */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EVIDENCE_FOLDER, HOSTS, type Evidence } from '../../contract/evidence';
import type { Access } from './litmos';

export const HELP = `Asks your Litmos account what nobody has published about the API. Takes a few minutes.

  npm run probe -- [options]

  --region us      us, eu or au: where your account is hosted (default us)
  --base-url URL   another host, such as the sandbox: its findings are no evidence
  --write          also make a user, a team and a collection, try writing on them, and remove them
  --limit          only find out how the rate limit counts and refuses, in about four minutes. It spends
                   the whole limit of the key: other programs with the same key are refused for two
                   minutes, and make the findings wrong, so stop them first
  --requests 50    requests per minute; take less than 100 if other programs use the key
  --out FILE       where the findings go (default contract/evidence/DATE-HOST.json)
  --help

The API Key is asked for, and not shown while you type. It can also stand in LITMOS_API_KEY.
Without --write, nothing is sent but GET. The findings hold no name, no address and no ID.
`;

/** What was typed makes no sense. */
export class UsageError extends Error {}

export interface ProbeOptions {
	access: Omit<Access, 'apiKey'>;
	isWriting: boolean;
	isLimit: boolean;
	out?: string;
}

const OPTIONS = {
	region: { type: 'string', default: 'us' },
	'base-url': { type: 'string' },
	write: { type: 'boolean', default: false },
	limit: { type: 'boolean', default: false },
	requests: { type: 'string', default: '90' },
	out: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

function read(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS }).values;
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function requestsFrom(text: string): number {
	const count = Number(text);
	if (/^\d+$/.test(text) && count >= 1 && count <= 100) return count;
	throw new UsageError(`--requests wants a whole number from 1 to 100, not "${text}".`);
}

function regionFrom(text: string): Access['region'] {
	if (text === 'us' || text === 'eu' || text === 'au') return text;
	throw new UsageError(`--region wants us, eu or au, not "${text}".`);
}

/** @returns undefined if only help was asked for. @throws UsageError */
export function optionsFrom(args: string[]): ProbeOptions | undefined {
	const values = read(args);
	if (values.help) return undefined;
	const { write: isWriting, limit: isLimit, 'base-url': baseUrl, out } = values;
	if (isWriting && isLimit) throw new UsageError('--limit stands alone: run it after the rest.');
	return {
		access: {
			region: baseUrl ? 'custom' : regionFrom(values.region),
			baseUrl,
			requestsPerMinute: requestsFrom(values.requests),
		},
		isWriting,
		isLimit,
		out: out && path.resolve(out),
	};
}

/** The host as the findings name it. */
export const hostName = (host: string): Evidence['host'] =>
	HOSTS.find((known) => known === host) ?? 'custom';

/** Where the findings go unless something else was said. */
export const fileFor = (date: string, host: string, isLimit: boolean): string =>
	path.join(EVIDENCE_FOLDER, `${date}-${host}${isLimit ? '-limit' : ''}.json`);
