import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { readAccount } from '../nodes/shared/account';
import { admit } from '../nodes/shared/admission';
import type { CredentialRequest } from '../nodes/shared/admission';
import { testRules } from '../nodes/shared/testRules';

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
		const options: CredentialRequest = requestOptions;
		await admit(options, account, TEST_URL);
		options.headers = { ...options.headers, apikey: account.apiKey };
		if (!/[?&]source=/.test(options.url ?? options.uri ?? '')) {
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
		rules: testRules(
			{
				403: 'Litmos knows the API Key but refuses the request (403). The key must belong to an Account Owner, and API access must be on for the account. Check the Region too.',
				404: 'There is no Litmos API at this address (404). Check the Region, or the Base URL if the Region is Custom.',
				429: 'The rate limit of this API Key (requests per minute) is used up. Wait a minute, then test again.',
				503: 'Litmos is not accepting requests right now (503): the rate limit of this API Key is used up, or Litmos is busy. Wait a minute, then test again.',
			},
			'This address returns a web page instead of the Litmos API. Check the Base URL, and whether a proxy or a login page is in between.',
		),
	};
}
