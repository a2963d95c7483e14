import type { ICredentialTestRequest } from 'n8n-workflow';

/** What n8n shows of a test that failed: by status, and where a web page came instead of data. */
export function testRules(
	byStatus: Readonly<Record<number, string>>,
	page: string,
): ICredentialTestRequest['rules'] {
	const refusals = Object.entries(byStatus).map(([status, message]) => ({
		type: 'responseCode' as const,
		properties: { value: Number(status), message },
	}));
	// The first character of the answer: data begins with [ or {.
	const isPage = {
		type: 'responseSuccessBody',
		properties: { key: '0', value: '<', message: page },
	};
	return [...refusals, isPage] as ICredentialTestRequest['rules'];
}
