import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { REGIONS } from './region';

/** What the fields of a credential come to, checked. */
export interface Account {
	kind: AccountKind;
	/** What the limit is counted by, and accounts of one host are told apart by. */
	limitKey: string;
	/** Without a slash at the end, e.g. `https://api.litmos.com/v1.svc`. */
	baseUrl: string;
	/** Scheme, host and port: the only place the key is ever sent to. */
	origin: string;
	/** As the person sees it, e.g. `United States`. */
	regionName: string;
	requestsPerMinute: number;
	/** Of n8n, that send with the key and share its limit. */
	processes: number;
}

/** What the fields of a "Litmos API" credential come to. */
export interface ApiAccount extends Account {
	apiKey: string;
	/** The `source` parameter that Litmos requires on every request. */
	source: string;
}

/** What messages call the parts of a credential. */
export interface CredentialWords {
	/** Whose limit it is: `API Key`. */
	key: string;
	/** What goes to no other host: `The API Key`. */
	secret: string;
	/** What Litmos did not accept. */
	refused: string;
	/** What to do then. */
	todo: string;
	/** What to check where nothing is allowed. */
	access: string;
	/** The fields that lead to the host. */
	address: string;
}

/** A kind of account: its credential, and what all requests with it have in common. */
export interface AccountKind {
	/** The type of the credential, as n8n calls it. */
	credential: string;
	/** @throws AccountError that names the field as the person sees it. */
	read: (credentials: ICredentialDataDecryptedObject) => Account;
	/** What must come out nowhere: `always`, or `inErrors` where data may well have the same word. */
	secrets: (
		credentials: ICredentialDataDecryptedObject,
	) => Readonly<Record<'always' | 'inErrors', readonly string[]>>;
	words: (account: Account) => CredentialWords;
	/** Why a request to another host is refused. */
	elsewhere: (account: Account, other: string) => string;
	/** Why the test of the credential is not sent again after a 401. */
	testRefused: (account: Account) => string;
	headers: Readonly<Record<string, string>>;
	/** What asks for JSON. */
	query: Readonly<Record<string, string>>;
	/** Texts in JSON have HTML entities. */
	hasEntities: boolean;
}

/** A credential field, or a request made with the credential, that cannot be used as it is. */
export class AccountError extends Error {
	override name = 'AccountError';
}

/** Litmos takes at most 50 characters for `source` (contract: conventions). */
const SOURCE_MAX_CHARACTERS = 50;

/** Litmos allows every Account Owner's key 100 (contract: conventions); it may have raised the limit. */
const REQUESTS_PER_MINUTE = 100;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads and checks the fields of the credential.
 * @throws AccountError that names the field as the person sees it.
 */
export function readAccount(credentials: ICredentialDataDecryptedObject): ApiAccount {
	const { name, baseUrl = readBaseUrl(credentials.baseUrl) } = readRegion(credentials.region);
	const apiKey = readApiKey(credentials.apiKey);
	return {
		kind: LITMOS_API,
		limitKey: apiKey,
		apiKey,
		baseUrl,
		origin: new URL(baseUrl).origin,
		regionName: name,
		source: readSource(credentials.source),
		...readLimit(credentials, { credential: 'Litmos', standard: REQUESTS_PER_MINUTE }),
	};
}

export const wordsOfRegion = (regionName: string): CredentialWords => ({
	key: 'API Key',
	secret: 'The API Key',
	refused: `the API Key for the Region ${regionName}`,
	todo: 'Open the Litmos credential and check the API Key (My Profile & Settings of an Account Owner), the Region, and that API access is on (trial accounts have none).',
	access: `the API Key and the Region (${regionName})`,
	address: 'the Region or the Base URL',
});

/** The account of the Litmos API. */
export const LITMOS_API: AccountKind = {
	credential: 'litmosApi',
	read: readAccount,
	secrets: (credentials) => ({ always: [readAccount(credentials).apiKey], inErrors: [] }),
	words: ({ regionName }) => wordsOfRegion(regionName),
	elsewhere: ({ origin, regionName }, other) =>
		`The Litmos API Key is only sent to ${origin} (Region: ${regionName}), but this request goes to ${other}. ` +
		'Change the URL, or choose the matching Region in the credential.',
	testRefused: ({ origin, regionName }) =>
		`Litmos did not accept the API Key for the Region ${regionName} (${new URL(origin).host}). ` +
		'Check that the key is complete, that the Region matches your account, and that API access is on (trial accounts have none).',
	headers: {},
	query: { format: 'json' },
	hasEntities: true,
};

/** Where a request would take the key to, if that is not the host of the account. */
export function otherHost({ origin }: Account, url: string, base?: string): string | undefined {
	const target = parseUrl(url, base);
	return target?.origin === origin ? undefined : (target?.origin ?? url);
}

/**
 * Refuses a request that would carry the secret to another host than the account's.
 * @throws AccountError before anything is sent.
 */
export function requireOwnHost(account: Account, url: string, base?: string): void {
	const other = otherHost(account, url, base);
	if (other !== undefined) throw new AccountError(account.kind.elsewhere(account, other));
}

function readApiKey(value: unknown): string {
	const apiKey = typeof value === 'string' ? value : '';
	if (apiKey === '') {
		throw new AccountError(
			'The API Key of the Litmos credential is empty. An Account Owner finds it under My Profile & Settings.',
		);
	}
	if (/\s/.test(apiKey)) {
		throw new AccountError(
			'The API Key of the Litmos credential contains a space or a line break. Copy it again, without spaces before or after it.',
		);
	}
	if (!/^[\x21-\x7e]+$/.test(apiKey)) {
		throw new AccountError(
			'The API Key of the Litmos credential contains an invalid character. Copy it again from My Profile & Settings.',
		);
	}
	return apiKey;
}

/** What an expression makes up must not lead to the Base URL, in which something may still stand. */
function readRegion(value: unknown) {
	const region = REGIONS.get(value ?? 'us');
	if (region) return region;
	throw new AccountError(
		`The Region of the Litmos credential cannot be "${String(value)}". Choose it from the list. An expression must return one of ${[...REGIONS.keys()].join(', ')}.`,
	);
}

function readBaseUrl(value: unknown): string {
	return readAddress(value, {
		field: 'Base URL of the Litmos credential',
		example: 'https://api.litmos.com/v1.svc',
		secret: 'API Key',
	});
}

/** A field that holds an address, as messages call it. */
interface AddressField {
	field: string;
	example: string;
	/** What is sent there. */
	secret: string;
}

/** A checked address without a slash at its end. @throws AccountError that names the field. */
export function readAddress(value: unknown, { field, example, secret }: AddressField): string {
	const url = parseUrl(typeof value === 'string' ? value.trim() : '');
	if (!url) throw new AccountError(`The ${field} is not a URL. Enter one such as ${example}.`);
	const isSafe =
		url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
	if (!isSafe) {
		throw new AccountError(
			`The ${field} must begin with https://, so that the ${secret} travels encrypted.`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new AccountError(
			`The ${field} can only contain a host and a path. Remove what follows ? or #, and any user name.`,
		);
	}
	// Not the text: a lone ? or # at its end would swallow the path of every request.
	return url.origin + url.pathname.replace(/(?<!\/)\/+$/, '');
}

function readSource(value: unknown): string {
	const source = typeof value === 'string' ? value.trim() : '';
	if (source === '') {
		throw new AccountError(
			'The Application Name of the Litmos credential is empty. Litmos requires one with every request, for example n8n.',
		);
	}
	if (source.length > SOURCE_MAX_CHARACTERS) {
		throw new AccountError(
			`The Application Name of the Litmos credential has ${source.length} characters. Litmos accepts at most ${SOURCE_MAX_CHARACTERS}.`,
		);
	}
	return source;
}

/**
 * The limit, and how many share it. A credential that was saved before there were such fields has `standard`, and 1.
 * @throws AccountError that names the field.
 */
export function readLimit(
	{ requestsPerMinute, processes }: ICredentialDataDecryptedObject,
	{ credential, standard }: { credential: string; standard: number },
): Pick<Account, 'requestsPerMinute' | 'processes'> {
	const read = (value: unknown, name: string, most: number) =>
		readWhole(value, `${name} of the ${credential} credential`, most);
	return {
		requestsPerMinute: read(requestsPerMinute ?? standard, 'Requests per Minute', 1000),
		processes: read(processes ?? 1, 'n8n Processes', 100),
	};
}

/** From 1 to `most`: above it a typing slip is likelier. */
function readWhole(value: unknown, field: string, most: number): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1 && number <= most) return number;
	throw new AccountError(`${field} must be a whole number from 1 to ${most}.`);
}

/** The host in small letters, without its default port and without the dot that may end it: so it has one name only. */
function parseUrl(url: string, base?: string): URL | undefined {
	try {
		const parsed = new URL(url, base);
		parsed.hostname = parsed.hostname.replace(/\.$/, '');
		return parsed;
	} catch {
		return undefined;
	}
}
