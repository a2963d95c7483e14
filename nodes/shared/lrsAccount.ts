import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { AccountError, readAddress, readLimit } from './account';
import type { Account, AccountKind } from './account';

/** What the fields of a "Litmos LRS API" credential come to. */
export interface LrsAccount extends Account {
	username: string;
	password: string;
}

/** Nobody has published a limit for the learning record store; it need not be that of the API Key. */
const REQUESTS_PER_MINUTE = 60;

/** Of xAPI, whose rules the requests follow. An LRS refuses requests that do not say it. */
export const XAPI_VERSION = '1.0.3';

/**
 * Reads and checks the fields of the credential.
 * @throws AccountError that names the field as the person sees it.
 */
export function readLrsAccount(credentials: ICredentialDataDecryptedObject): LrsAccount {
	const baseUrl = readEndpoint(credentials.endpoint);
	const username = readUsername(credentials.username);
	return {
		kind: LITMOS_LRS,
		// Whoever has a new password has the same limit.
		limitKey: `${baseUrl} ${username}`,
		baseUrl,
		origin: new URL(baseUrl).origin,
		regionName: 'Learning Record Store',
		username,
		password: readPassword(credentials.password),
		...readLimit(credentials, { credential: 'Litmos LRS', standard: REQUESTS_PER_MINUTE }),
	};
}

/** Username and password as HTTP sends them. */
export function basicToken({ username, password }: LrsAccount): string {
	return Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
}

/** Litmos shows the address of the statements; the part before is what all requests begin with. */
function readEndpoint(value: unknown): string {
	const address = readAddress(value, {
		field: 'Endpoint of the Litmos LRS credential',
		example: 'https://lrs.litmos.com/TCAPI/yourcompany/1/statements',
		secret: 'password',
	});
	return address.replace(/\/statements$/i, '').replace(/(?<!\/)\/+$/, '');
}

function readUsername(value: unknown): string {
	const username = readText(value, 'Username');
	if (!username.includes(':')) return username;
	throw new AccountError(
		'The Username of the Litmos LRS credential contains a colon, which cannot be sent. Copy it again from Litmos.',
	);
}

const readPassword = (value: unknown): string => readText(value, 'Password');

function readText(value: unknown, field: 'Username' | 'Password'): string {
	const text = typeof value === 'string' ? value : '';
	if (text === '') {
		throw new AccountError(
			`The ${field} of the Litmos LRS credential is empty. Litmos shows it under Account > Features > Learning Record Store.`,
		);
	}
	if (!/^\s|\s$|[\p{Cc}]/u.test(text)) return text;
	throw new AccountError(
		`The ${field} of the Litmos LRS credential contains a line break, or a space before or after it. Copy it again.`,
	);
}

/** The account of the learning record store. */
export const LITMOS_LRS: AccountKind = {
	credential: 'litmosLrsApi',
	read: readLrsAccount,
	secrets: (credentials) => {
		const account = readLrsAccount(credentials);
		const { username, password } = account;
		return { always: [password, basicToken(account)], inErrors: [username] };
	},
	words: () => ({
		key: 'learning record store',
		secret: 'The password',
		refused: 'the Username and Password of the learning record store',
		todo: 'Open the Litmos LRS credential and copy the Endpoint, Username and Password again. Litmos shows them under Account > Features > Learning Record Store.',
		access: 'the Username, Password and Endpoint',
		address: 'the Endpoint',
	}),
	elsewhere: ({ origin }, other) =>
		`The password of the learning record store is only sent to ${origin}, but this request goes to ${other}. ` +
		'Change the URL, or the Endpoint in the credential.',
	testRefused: () =>
		'The learning record store did not accept the Username and Password. ' +
		'Copy all three fields again from Litmos: Account > Features > Learning Record Store.',
	headers: { 'X-Experience-API-Version': XAPI_VERSION },
	query: {},
	hasEntities: false,
};
