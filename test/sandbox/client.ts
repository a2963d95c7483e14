import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server';

export interface Reply {
	status: number;
	reason: string;
	headers: Headers;
	text: string;
}

export interface Sent {
	query?: Record<string, string>;
	/** An object or array goes as JSON, a text as it is. */
	body?: unknown;
	headers?: Record<string, string>;
}

export interface Client {
	sandbox: Sandbox;
	call(method: string, path: string, sent?: Sent): Promise<Reply>;
	/** The parsed answer to a GET that must work. */
	read<T = Array<Record<string, unknown>>>(
		path: string,
		query?: Record<string, string>,
	): Promise<T>;
}

const asBody = (body: unknown): string | undefined =>
	body === undefined || typeof body === 'string' ? body : JSON.stringify(body);

/** Calls a sandbox as a careful client would: key, source and format are set unless overridden. */
function clientOf(sandbox: Sandbox): Client {
	const call: Client['call'] = async (method, path, { query = {}, body, headers = {} } = {}) => {
		const search = new URLSearchParams({ source: 'test', format: 'json', ...query });
		const isJson = body !== undefined && !(typeof body === 'string' && body.startsWith('<'));
		const type: Record<string, string> =
			body === undefined ? {} : { 'Content-Type': isJson ? 'application/json' : 'application/xml' };
		const response = await fetch(`${sandbox.baseUrl}${path}?${search.toString()}`, {
			method,
			body: asBody(body),
			headers: { apikey: 'sandbox-key', ...type, ...headers },
			redirect: 'manual',
		});
		const { status, statusText: reason } = response;
		return { status, reason, headers: response.headers, text: await response.text() };
	};
	return {
		sandbox,
		call,
		read: async (path, query) => JSON.parse((await call('GET', path, { query })).text),
	};
}

/** Starts a sandbox for one test and stops it whatever happens, or jest would wait for it. */
export async function withSandbox<T>(
	options: SandboxOptions,
	act: (client: Client) => Promise<T>,
): Promise<T> {
	const sandbox = await startSandbox(options);
	try {
		return await act(clientOf(sandbox));
	} finally {
		await sandbox.close();
	}
}

/** Starts a sandbox for the tests of one file and stops it after them. */
export function useSandbox(options?: SandboxOptions): Client {
	let current: Client | undefined;
	const running = (): Client => {
		if (current === undefined) throw new Error('the sandbox is not running');
		return current;
	};
	beforeAll(async () => {
		current = clientOf(await startSandbox(options));
	});
	afterAll(() => current?.sandbox.close());
	return {
		get sandbox() {
			return running().sandbox;
		},
		call: (...sent) => running().call(...sent),
		read: (...sent) => running().read(...sent),
	};
}

/** A body that POST and PUT /users take, as short as one may be. */
export const person = (
	userName: string,
	more: Record<string, unknown> = {},
): Record<string, unknown> => ({
	UserName: userName,
	FirstName: 'Barbara',
	LastName: 'Learner',
	Email: userName,
	Active: true,
	...more,
});

/** Creates a user and returns the record. */
export async function createPerson(
	client: Client,
	userName: string,
	more: Record<string, unknown> = {},
): Promise<Record<string, unknown> & { Id: string }> {
	const reply = await client.call('POST', '/users', { body: person(userName, more) });
	return JSON.parse(reply.text);
}
