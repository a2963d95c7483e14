import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { AccountError, readAccount, requireOwnHost } from '../nodes/shared/account';
import type { Account } from '../nodes/shared/account';
import { acquire, hasAcquired } from '../nodes/shared/limiter/limiters';

/** The HTTP Request node still hands over the older names of some options. */
type AnyRequestOptions = IHttpRequestOptions & {
	uri?: string;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

/** Relative, as no other caller's address is: so the test is known when it comes by. */
const TEST_URL = '/users';

export class LitmosApi implements ICredentialType {
	name = 'litmosApi';

	displayName = 'Litmos API';

	icon: Icon = { light: 'file:../icons/litmos.svg', dark: 'file:../icons/litmos.dark.svg' };

	documentationUrl = 'https://n8n-nodes-litmos.github.io/n8n-nodes-litmos/credential.html';

	httpRequestNode = {
		name: 'Litmos',
		docsUrl: 'https://support.litmos.com/hc/en-us/articles/227734667-Overview-Developer-API',
		apiBaseUrlPlaceholder: 'https://api.litmos.com/v1.svc/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Shown to an Account Owner in Litmos under My Profile & Settings. Trial accounts have no API access.',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'United States (api.litmos.com)', value: 'us' },
				{ name: 'Europe (api.litmoseu.com)', value: 'eu' },
				{ name: 'Australia (api.litmos.com.au)', value: 'au' },
				{ name: 'Custom', value: 'custom' },
			],
			default: 'us',
			description:
				'Where your Litmos account is hosted. If you sign in at yourcompany.litmoseu.com, choose Europe. If you sign in at litmos.com.au, choose Australia.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.litmos.com/v1.svc',
			displayOptions: { show: { region: ['custom'] } },
			description:
				'Must begin with https://. Plain http:// is accepted for this machine only (localhost).',
		},
		{
			displayName: 'Application Name',
			name: 'source',
			type: 'string',
			required: true,
			default: 'n8n',
			description:
				'Name that tells Litmos which application is calling (parameter "source"), at most 50 characters',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			default: 100,
			description:
				'Rate limit of the API Key. Litmos allows 100 unless it has raised your limit (up to 1,000 can be set here). If other systems use the same key, enter less.',
		},
		{
			displayName: 'n8n Processes',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 1,
			description:
				'How many n8n processes share this rate limit: 1, or in queue mode the number of workers plus one. Each process is guaranteed its share and borrows what the others leave unused.',
		},
	];

	/** Acquires a permit of the key's shared limit, then adds the key: so nothing that carries it can pass by the limit. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const account = readAccount(credentials);
		const options: AnyRequestOptions = requestOptions;
		const isTest = options.url === TEST_URL && options.baseURL !== undefined;
		if (isTest) {
			refuseSecondTest(options, account);
			options.baseURL = account.baseUrl;
		}
		const url = options.url ?? options.uri ?? '';
		requireOwnHost(account, url, options.baseURL);
		await acquire(options, account, {
			lane: isTest ? 'editor' : 'run',
			flow: 'http-request',
			signal: options.abortSignal as AbortSignal | undefined,
		});
		stayOnHost(options);
		options.headers = { ...options.headers, apikey: account.apiKey };
		if (!/[?&]source=/.test(url)) {
			options.qs = { source: account.source, ...(options.qs as IDataObject | undefined) };
		}
		// The very object that came in: n8n's own second send after a 401 is known by it.
		return options;
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.litmos.com/v1.svc',
			url: TEST_URL,
			qs: { limit: 1, format: 'json' },
			headers: { Accept: 'application/json' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Litmos knows the API Key but refuses the request (403). The key must belong to an Account Owner, and API access must be on for the account. Check the Region too.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no Litmos API at this address (404). Check the Region, or the Base URL if the Region is Custom.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message:
						'The rate limit of this API Key (requests per minute) is used up. Wait a minute, then test again.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 503,
					message:
						'Litmos is not accepting requests right now (503): the rate limit of this API Key is used up, or Litmos is busy. Wait a minute, then test again.',
				},
			},
			{
				// The first character of the answer: data begins with [ or {.
				type: 'responseSuccessBody',
				properties: {
					key: '0',
					value: '<',
					message:
						'This address returns a web page instead of the Litmos API. Check the Base URL, and whether a proxy or a login page is in between.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}

/** n8n answers a 401 by sending the test once more; the same key will not fare better, so that request is saved. */
function refuseSecondTest(options: AnyRequestOptions, { regionName, origin }: Account): void {
	if (!hasAcquired(options)) return;
	throw new AccountError(
		`Litmos did not accept the API Key for the Region ${regionName} (${new URL(origin).host}). ` +
			'Check that the key is complete, that the Region matches your account, and that API access is on (trial accounts have none).',
	);
}

/** A followed redirect would take the apikey header along to whatever host it names. */
function stayOnHost(options: AnyRequestOptions): void {
	options.disableFollowRedirect = true;
	options.maxRedirects = 0;
	options.followRedirect = false;
	options.followAllRedirects = false;
}
