import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/account';
import { AccountError, LITMOS_API, readAccount, requireOwnHost } from '../../nodes/shared/account';

const GOOD: ICredentialDataDecryptedObject = {
	apiKey: 'key-1',
	region: 'us',
	source: 'n8n',
	requestsPerMinute: 100,
};

const read = (changes: ICredentialDataDecryptedObject = {}) => readAccount({ ...GOOD, ...changes });
const custom = (baseUrl: string) => read({ region: 'custom', baseUrl });

/** The message with which the fields are refused. */
function complaint(changes: ICredentialDataDecryptedObject): string {
	try {
		read(changes);
	} catch (error) {
		expect(error).toBeInstanceOf(AccountError);
		return (error as Error).message;
	}
	throw new Error('The credential was accepted');
}

describe('a credential', () => {
	it.each([
		['us', 'United States', 'https://api.litmos.com'],
		['eu', 'Europe', 'https://api.litmoseu.com'],
		['au', 'Australia', 'https://api.litmos.com.au'],
	])('of the Region %s leads to its host', (region, regionName, origin) => {
		expect(read({ region })).toEqual({
			kind: LITMOS_API,
			limitKey: GOOD.apiKey,
			apiKey: GOOD.apiKey,
			baseUrl: `${origin}/v1.svc`,
			origin,
			regionName,
			source: 'n8n',
			requestsPerMinute: 100,
			processes: 1,
		});
	});

	it('that is older than a field has what the field begins with', () => {
		const { apiKey, source } = GOOD;
		expect(readAccount({ apiKey, source })).toEqual(read());
	});

	it.each([
		['a key with a space', { apiKey: 'a1b2 c3d4' }, 'API Key', 'space'],
		['a key with a line break at its end', { apiKey: 'a1b2c3d4\n' }, 'API Key', 'line break'],
		['an empty key', { apiKey: '' }, 'API Key', 'empty'],
		['no key', { apiKey: undefined }, 'API Key', 'empty'],
		['a key with an ellipsis', { apiKey: 'a1b2…' }, 'API Key', 'character'],
		['a region by its name', { region: 'Europe' }, 'Region', 'us, eu, au, custom'],
		['no region', { region: '', baseUrl: 'https://a.example' }, 'Region', 'from the list'],
		['an empty name', { source: ' ' }, 'Application Name', 'empty'],
		['a name of 51 characters', { source: 'x'.repeat(51) }, 'Application Name', '51 characters'],
		['0 requests', { requestsPerMinute: 0 }, 'Requests per Minute', '1 to 1000'],
		['1,001 requests', { requestsPerMinute: 1001 }, 'Requests per Minute', '1 to 1000'],
		['1.5 requests', { requestsPerMinute: 1.5 }, 'Requests per Minute', 'whole number'],
		['0 processes', { processes: 0 }, 'n8n Processes', '1 to 100'],
		['101 processes', { processes: 101 }, 'n8n Processes', '1 to 100'],
		['half a process', { processes: 1.5 }, 'n8n Processes', 'whole number'],
		['no number of requests', { requestsPerMinute: 'many' }, 'Requests per Minute', 'whole'],
	])('with %s is refused by the name of the field', (_what, changes, field, why) => {
		const message = complaint(changes as ICredentialDataDecryptedObject);
		expect(message).toContain(field);
		expect(message).toContain(why);
	});

	it('never repeats the key in what it says', () => {
		expect(complaint({ apiKey: 'a1b2 secret' })).not.toContain('secret');
		expect(complaint({ apiKey: 'secret…' })).not.toContain('secret');
	});

	it.each([1, 100, 1000, '60'])('takes %s requests per minute', (requestsPerMinute) => {
		expect(read({ requestsPerMinute }).requestsPerMinute).toBe(Number(requestsPerMinute));
	});

	it('takes a name of 50 characters, without the spaces around it', () => {
		expect(read({ source: ` ${'x'.repeat(50)} ` }).source).toBe('x'.repeat(50));
	});
});

describe('a Base URL', () => {
	it.each([
		['https://api.litmos.com/v1.svc', 'https://api.litmos.com/v1.svc'],
		[' https://api.litmos.com/v1.svc// ', 'https://api.litmos.com/v1.svc'],
		[
			'https://proxy.example.com:8443/litmos/v1.svc',
			'https://proxy.example.com:8443/litmos/v1.svc',
		],
		['https://API.Litmos.com/v1.svc?', 'https://api.litmos.com/v1.svc'],
		['https://api.litmos.com/v1.svc/#', 'https://api.litmos.com/v1.svc'],
		['https://api.litmos.com', 'https://api.litmos.com'],
		['http://localhost:4010/v1.svc', 'http://localhost:4010/v1.svc'],
		['http://127.0.0.1:4010/v1.svc', 'http://127.0.0.1:4010/v1.svc'],
		['http://127.12.0.9/v1.svc', 'http://127.12.0.9/v1.svc'],
		['http://[::1]:4010/v1.svc', 'http://[::1]:4010/v1.svc'],
	])('is taken as %s', (entered, used) => {
		expect(custom(entered)).toMatchObject({ baseUrl: used, regionName: 'Custom' });
		expect(custom(entered).origin).toBe(new URL(used).origin);
	});

	it.each([
		['', 'is not a URL'],
		['api.litmos.com/v1.svc', 'is not a URL'],
		['/v1.svc', 'is not a URL'],
		['http://api.litmos.com/v1.svc', 'https://'],
		['http://localhost.evil.example/v1.svc', 'https://'],
		['http://127.0.0.1.evil.example/v1.svc', 'https://'],
		['http://[::2]/v1.svc', 'https://'],
		['http://0.0.0.0/v1.svc', 'https://'],
		['ftp://localhost/v1.svc', 'https://'],
		['javascript:alert(1)', 'https://'],
		['https://api.litmos.com/v1.svc?source=x', 'Remove what follows ?'],
		['https://api.litmos.com/v1.svc#users', 'Remove what follows ?'],
		['https://me@api.litmos.com/v1.svc', 'user name'],
		['https://:secret@api.litmos.com/v1.svc', 'user name'],
	])('is refused by its name: %s', (baseUrl, why) => {
		const message = complaint({ region: 'custom', baseUrl });
		expect(message).toContain('Base URL');
		expect(message).toContain(why);
	});
});

describe('the host of a request', () => {
	const us: Account = read();
	const check = (url: string, base?: string) => () => requireOwnHost(us, url, base);

	const BASE = 'https://api.litmos.com/v1.svc';

	it.each([
		'https://api.litmos.com/v1.svc/users',
		'https://api.litmos.com:443/v1.svc/users',
		'HTTPS://API.LITMOS.COM/v1.svc/users',
	])('is the one of the account: %s', (url) => {
		expect(check(url)).not.toThrow();
	});

	it.each(['/users', 'users?search=https://evil.example/', ''])(
		'is the one of the account below its base: %s',
		(url) => {
			expect(check(url, BASE)).not.toThrow();
		},
	);

	it.each([
		['another host', 'https://evil.example/v1.svc/users'],
		['another region', 'https://api.litmoseu.com/v1.svc/users'],
		['the host as a user name', 'https://api.litmos.com@evil.example/users'],
		['the host as user name and password', 'https://api.litmos.com:443@evil.example/users'],
		['the host as a subdomain', 'https://api.litmos.com.evil.example/users'],
		['a subdomain of the host', 'https://evil.api.litmos.com/users'],
		['an ending alike', 'https://evilapi.litmos.com/users'],
		['another port', 'https://api.litmos.com:8443/users'],
		['no encryption', 'http://api.litmos.com/users'],
		['an address that is none', 'https://'],
		['a path alone', '/users'],
		['nothing', ''],
	])('is refused for %s: the key goes nowhere else', (_what, url) => {
		expect(check(url)).toThrow(AccountError);
		expect(check(url)).toThrow('sent to https://api.litmos.com (Region: United States)');
	});

	it.each([
		['no scheme', '//evil.example/users'],
		['backslashes for slashes', '\\\\evil.example/users'],
		['a space before it', ' //evil.example/users'],
		['a whole address', 'https://evil.example/users'],
	])('is refused below its base for %s', (_what, url) => {
		expect(check(url, BASE)).toThrow(AccountError);
		expect(check('/users', 'https://evil.example/v1.svc')).toThrow(AccountError);
	});

	it('is named where it is refused, but not what was asked of it', () => {
		const url = 'https://evil.example/users?loginkey=secret';
		expect(check(url)).toThrow('this request goes to https://evil.example.');
		expect(check(url)).not.toThrow('secret');
	});
});
