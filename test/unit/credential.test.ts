import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { LitmosApi } from '../../credentials/LitmosApi.credentials';
import { LitmosLrsApi } from '../../credentials/LitmosLrsApi.credentials';
import { LitmosWebhookApi } from '../../credentials/LitmosWebhookApi.credentials';
import { AccountError, readAccount } from '../../nodes/shared/account';

const FIELDS = { apiKey: 'key-1', source: 'n8n', requestsPerMinute: 100 };
const EUROPE: ICredentialDataDecryptedObject = { ...FIELDS, region: 'eu' };

const credential = new LitmosApi();
const { baseURL } = credential.test.request;

const property = (name: string) => credential.properties.find((one) => one.name === name);
const regions = (property('region')?.options ?? []) as Array<{ name: string; value: string }>;

/** What a choice in the list of Regions leads to; undefined where it needs a Base URL. */
function accountOf(region: string) {
	try {
		return readAccount({ ...FIELDS, region });
	} catch {
		return undefined;
	}
}

describe('the Regions of the credential', () => {
	it('lead to the host that they name, all but the one that asks for a Base URL', () => {
		const shown = regions.map(({ value }) => {
			const account = accountOf(value);
			return account ? `${account.regionName} (${new URL(account.origin).host})` : 'Custom';
		});
		expect(shown).toEqual(regions.map(({ name }) => name));
		const withBaseUrl = regions.filter(({ value }) => !accountOf(value));
		expect(withBaseUrl.map(({ value }) => value)).toEqual(
			property('baseUrl')?.displayOptions?.show?.region,
		);
	});

	it('are three and one of your own, and begin with what an older credential has', () => {
		expect(new Set(regions.map(({ value }) => value)).size).toBe(4);
		expect(regions.map(({ value }) => value)).toContain(property('region')?.default);
		expect(accountOf(String(property('region')?.default))).toEqual(readAccount(FIELDS));
	});
});

it.each([credential, new LitmosLrsApi(), new LitmosWebhookApi()])(
	'has fields with a label, a name, a type and maybe a description: $displayName',
	({ properties }) => {
		const texts = properties.flatMap(({ displayName, name, type, description = 'none' }) => [
			displayName,
			name,
			type,
			description,
		]);
		expect(texts.filter((text) => !/\w/.test(text))).toEqual([]);
		expect(new Set(properties.map(({ name }) => name)).size).toBe(properties.length);
	},
);

describe("the credential's test", () => {
	const authenticate = async (options: Partial<IHttpRequestOptions>) =>
		await credential.authenticate(EUROPE, { url: '', ...options });

	it('goes to the host of the Region', async () => {
		const options = await authenticate({ url: '/users', baseURL });
		expect(options).toMatchObject({ url: '/users', baseURL: 'https://api.litmoseu.com/v1.svc' });
		expect(options.headers).toMatchObject({ apikey: 'key-1' });
	});

	it.each([
		['its path without a base', { url: '/users' }],
		['its base with another path', { url: '/teams', baseURL }],
		['another base with another path', { url: '/teams', baseURL: 'https://evil.example' }],
	])('is not taken for what has %s: the key is refused to it', async (_what, options) => {
		const sent: Partial<IHttpRequestOptions> = { ...options };
		await expect(authenticate(sent)).rejects.toThrow(AccountError);
		expect(sent).toEqual(options);
	});

	it('is not sent a second time, as n8n would after a 401; other requests are', async () => {
		const test: IHttpRequestOptions = { url: '/users', baseURL };
		await credential.authenticate(EUROPE, test);
		await expect(credential.authenticate(EUROPE, test)).rejects.toThrow(
			'Litmos did not accept the API Key for the Region Europe (api.litmoseu.com).',
		);
		const other: IHttpRequestOptions = { url: 'https://api.litmoseu.com/v1.svc/users' };
		await credential.authenticate(EUROPE, other);
		await expect(credential.authenticate(EUROPE, other)).resolves.toBe(other);
	});
});
