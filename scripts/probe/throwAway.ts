import { randomBytes } from 'node:crypto';
import { isObject } from '../../nodes/shared/values';
import type { Litmos } from './litmos';
import { rowsOf, textOf, valueOf } from './records';
import { Unanswered } from './unanswered';

const MOST = 1_000;

export type Kind = 'user' | 'team' | 'collection';

/** Records that the probe makes to try something on them, and removes again. Each is made when it is first needed. */
export interface ThrowAway {
	user(): Promise<string>;
	team(): Promise<string>;
	collection(): Promise<string>;
	/** @returns the spelling of the path that has removed it, or nothing if none did */
	remove(kind: Kind): Promise<string | undefined>;
	/** Removes what is still there. @returns the names of what could not be removed */
	clear(): Promise<string[]>;
}

/** The paths that may remove a record of a kind, the likeliest first. */
const PATHS: Readonly<Record<Kind, readonly string[]>> = {
	user: ['users'],
	team: ['teams'],
	collection: ['collections', 'collection'],
};

/** Inactive, so that no licence is used; nobody is mailed. */
const newUser = (name: string): object => ({
	Id: '',
	UserName: `${name}@example.com`,
	FirstName: 'n8n',
	LastName: 'Probe',
	FullName: 'n8n Probe',
	Email: `${name}@example.com`,
	AccessLevel: 'Learner',
	DisableMessages: true,
	Active: false,
	LastLogin: '',
	LoginKey: '',
	IsCustomUsername: false,
	SkipFirstLogin: true,
	TimeZone: '',
	CompanyName: 'n8n probe',
});

const bodyOf = (kind: Kind, name: string): object =>
	kind === 'user' ? newUser(name) : { Name: name, Description: 'Made by npm run probe' };

/** What is known of the records of one run. */
interface Records {
	litmos: Litmos;
	/** All of them are called so. */
	name: string;
	/** Those that are there, by kind. */
	made: Map<Kind, string>;
	/** All that were asked for; none is made again once it is gone. */
	known: Map<Kind, Promise<string>>;
}

function note({ litmos, made }: Records, kind: Kind, id: string): string {
	litmos.own(id);
	made.set(kind, id);
	return id;
}

async function make(records: Records, kind: Kind): Promise<string> {
	const body = JSON.stringify(bodyOf(kind, records.name));
	const qs = kind === 'user' ? { sendmessage: 'false' } : undefined;
	const response = await records.litmos.write('POST', `/${PATHS[kind][0]}`, { body, qs });
	const value = response && valueOf(response);
	return note(records, kind, textOf(isObject(value) ? value : undefined, 'Id'));
}

/** Made all the same, though its response did not come. */
async function lookUp(records: Records, kind: Kind): Promise<void> {
	const { litmos, name } = records;
	const rows = await rowsOf(litmos, `/${PATHS[kind][0]}`, { search: name, limit: MOST });
	const mine = rows.find((row) => String(row.UserName ?? row.Name).startsWith(name));
	if (mine) note(records, kind, textOf(mine, 'Id'));
}

async function remove({ litmos, made }: Records, kind: Kind): Promise<string | undefined> {
	const id = made.get(kind);
	for (const path of id === undefined ? [] : PATHS[kind]) {
		const response = await litmos.write('DELETE', `/${path}/${encodeURIComponent(id!)}`);
		if (response && response.status > 299) continue;
		made.delete(kind);
		return path;
	}
	return undefined;
}

async function clear(records: Records): Promise<string[]> {
	const left: Kind[] = [];
	for (const [kind, record] of records.known) {
		const isMade = await record.then(Boolean, () => false);
		const isGone = await (isMade ? Promise.resolve() : lookUp(records, kind))
			.then(async () => !records.made.has(kind) || (await remove(records, kind)) !== undefined)
			.catch(() => false);
		if (!isGone) left.push(kind);
	}
	return left.map((kind) => `${kind} ${records.name}`);
}

export function createThrowAway(litmos: Litmos): ThrowAway {
	const name = `n8n-probe-${randomBytes(4).toString('hex')}`;
	const records: Records = { litmos, name, made: new Map(), known: new Map() };
	const need = (kind: Kind) => async (): Promise<string> => {
		const record = records.known.get(kind) ?? make(records, kind);
		records.known.set(kind, record);
		return await record;
	};
	return {
		user: need('user'),
		team: need('team'),
		collection: need('collection'),
		remove: async (kind) => await remove(records, kind),
		clear: async () => await clear(records),
	};
}

/** For runs that may only read. */
export const NOTHING_TO_WRITE_ON: ThrowAway = {
	user: notAllowed,
	team: notAllowed,
	collection: notAllowed,
	remove: notAllowed,
	clear: async () => [],
};

async function notAllowed(): Promise<never> {
	throw new Unanswered('notAsked');
}
