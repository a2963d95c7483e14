import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { admit } from '../nodes/shared/admission';
import type { CredentialRequest } from '../nodes/shared/admission';
import { basicToken, readLrsAccount, XAPI_VERSION } from '../nodes/shared/lrsAccount';
import { testRules } from '../nodes/shared/testRules';

/** Relative, as no other caller's address is: so the test is known when it comes by. */
const TEST_URL = '/statements';

export class LitmosLrsApi implements ICredentialType {
	name = 'litmosLrsApi';

	displayName = 'Litmos LRS API';

	icon: Icon = { light: 'file:../icons/litmos.svg', dark: 'file:../icons/litmos.dark.svg' };

	documentationUrl =
		'https://n8n-nodes-litmos.github.io/n8n-nodes-litmos/learning-record-store.html#credential';

	httpRequestNode = {
		name: 'Litmos LRS',
		docsUrl: 'https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Communication.md#partthree',
		apiBaseUrlPlaceholder: 'https://lrs.litmos.com/TCAPI/yourcompany/1/statements',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://lrs.litmos.com/TCAPI/yourcompany/1/statements',
			description:
				'Shown in Litmos under Account > Features > Learning Record Store, as are the two fields below. Must begin with https://.',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'The username of the learning record store, not that of a Litmos user',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			default: 60,
			description:
				'Litmos publishes no limit for its learning record store, so this is a cautious one. It is counted apart from that of the API Key.',
		},
		{
			displayName: 'n8n Processes',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 1,
			description:
				'How many n8n processes share this limit: 1, or in queue mode the number of workers plus one',
		},
	];

	/** Acquires a permit of the store's own limit, then signs: so nothing that carries the password can pass by the limit. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const account = readLrsAccount(credentials);
		const options: CredentialRequest = requestOptions;
		await admit(options, account, TEST_URL);
		options.headers = {
			'X-Experience-API-Version': XAPI_VERSION,
			...options.headers,
			Authorization: `Basic ${basicToken(account)}`,
		};
		// The very object that came in: n8n's own second send after a 401 is known by it.
		return options;
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://lrs.litmos.com',
			url: TEST_URL,
			qs: { limit: 1 },
			headers: { Accept: 'application/json' },
		},
		rules: testRules(
			{
				403: 'The learning record store knows the Username but refuses the request (403). Check in Litmos that the feature is on, and that it may read statements.',
				404: 'There is no learning record store at this address (404). Copy the Endpoint again from Litmos: Account > Features > Learning Record Store.',
				429: 'The learning record store takes no more requests right now (429). Wait a minute, then test again, and lower Requests per Minute.',
				503: 'The learning record store is not accepting requests right now (503). Wait a minute, then test again.',
			},
			'This address returns a web page instead of statements. Check the Endpoint, and whether a proxy or a login page is in between.',
		),
	};
}
