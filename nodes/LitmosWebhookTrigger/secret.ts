import { NodeOperationError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';

/** Where an address carries the secret: `?secret=…`. */
const QUERY_NAME = 'secret';

/** Shorter ones can be guessed. */
const LEAST_CHARACTERS = 16;

/** What an address carries as it is, wherever it is pasted. */
const FIT_FOR_ADDRESS = /^[\w.~-]+$/;

/**
 * The secret that the person has set; undefined where none is asked for. `where`: what the field Secret says.
 * @throws NodeOperationError for one that is empty, or that can be guessed.
 */
export async function readSecret(
	ctx: Pick<IWebhookFunctions, 'getCredentials' | 'getNode'>,
	where: unknown,
): Promise<string | undefined> {
	if (where === 'none') return undefined;
	const { secret } = await ctx.getCredentials('litmosWebhookApi');
	if (typeof secret !== 'string' || secret === '') {
		throw new NodeOperationError(ctx.getNode(), 'The Secret of the credential is empty', {
			description: 'Open the Litmos Webhook Secret credential, enter a Secret and save.',
		});
	}
	if (secret.length < LEAST_CHARACTERS) {
		throw new NodeOperationError(
			ctx.getNode(),
			'The Secret of the credential is too easy to guess',
			{
				description: `It has ${secret.length} characters. Open the Litmos Webhook Secret credential and enter at least ${LEAST_CHARACTERS} letters and digits, for example from a password manager. Use the same secret in Litmos.`,
			},
		);
	}
	return secret;
}

/** Whether the delivery brings the secret; true where none is asked for. */
export function bringsSecret(ctx: IWebhookFunctions, secret: string | undefined): boolean {
	if (secret === undefined) return true;
	return isSame(secretFrom(ctx, String(ctx.getNodeParameter('secretIn'))), secret);
}

/** What "Test" says of the credential: nobody else knows the secret, so it is looked at by itself. */
export async function checkSecret(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const secret = String(credential.data?.secret ?? '');
	const message = problemOf(secret);
	return message === undefined
		? { status: 'OK', message: 'The secret can be used.' }
		: { status: 'Error', message };
}

function problemOf(secret: string): string | undefined {
	if (secret.length < LEAST_CHARACTERS) {
		return `The Secret has ${secret.length} characters. Use at least ${LEAST_CHARACTERS}, so that it cannot be guessed.`;
	}
	if (FIT_FOR_ADDRESS.test(secret)) return undefined;
	return 'The Secret has characters that a URL cannot contain. Use only letters without accents, digits, and - . _ ~';
}

function secretFrom(ctx: IWebhookFunctions, where: string): unknown {
	if (where === 'address') return (ctx.getQueryData() as Record<string, unknown>)[QUERY_NAME];
	const name = String(ctx.getNodeParameter('headerName', '')).trim().toLowerCase();
	return ctx.getHeaderData()[name];
}

/** Takes the same time wherever the first difference is, so that it cannot be found out sign by sign. */
function isSame(given: unknown, wanted: string): boolean {
	const text = typeof given === 'string' ? given : '';
	let difference = text.length ^ wanted.length;
	for (let index = 0; index < wanted.length; index++) {
		// Beyond the end it is NaN, which counts as 0.
		difference |= text.charCodeAt(index) ^ wanted.charCodeAt(index);
	}
	return difference === 0;
}
