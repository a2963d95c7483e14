import type { IHttpRequestOptions } from 'n8n-workflow';
import { AccountError, requireOwnHost } from './account';
import type { Account } from './account';
import { acquire, hasAcquired } from './limiter/limiters';

/** The HTTP Request node still hands over the older names of some options. */
export type CredentialRequest = IHttpRequestOptions & {
	uri?: string;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

/**
 * What must come before a secret is put into a request: it goes to the account's own host and nowhere else, with a permit
 * of the limit. `testUrl`: the relative address of the credential's test, which no other caller has.
 * @throws AccountError before anything is sent.
 */
export async function admit(
	options: CredentialRequest,
	account: Account,
	testUrl: string,
): Promise<void> {
	const isTest = options.url === testUrl && options.baseURL !== undefined;
	if (isTest) {
		// n8n answers a 401 by sending the test once more; the same secret will not fare better, so that request is saved.
		if (hasAcquired(options)) throw new AccountError(account.kind.testRefused(account));
		options.baseURL = account.baseUrl;
	}
	requireOwnHost(account, options.url ?? options.uri ?? '', options.baseURL);
	await acquire(options, account, {
		lane: isTest ? 'editor' : 'run',
		flow: 'http-request',
		signal: options.abortSignal as AbortSignal | undefined,
	});
	stayOnHost(options);
}

/** A followed redirect would take the secret along to whatever host it names. */
function stayOnHost(options: CredentialRequest): void {
	options.disableFollowRedirect = true;
	options.maxRedirects = 0;
	options.followRedirect = false;
	options.followAllRedirects = false;
}
