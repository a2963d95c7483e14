/**
 * What the transport makes of a request that ended before, or without, a response.
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import * as FakeTimers from '@sinonjs/fake-timers';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { LitmosApi } from '../../credentials/LitmosApi.credentials';
import type { RequestContext } from '../../nodes/shared/transport/attempt';
import { createClient } from '../../nodes/shared/transport/client';
import { LitmosError } from '../../nodes/shared/transport/errors';

const READ = { method: 'GET', path: '/users', action: 'Get users' } as const;
const FIELDS = { region: 'us', source: 'n8n', requestsPerMinute: 1 };
const MINUTE = 60_000;

let time: ReturnType<typeof FakeTimers.install>;
let keys = 0;
beforeEach(() => {
	time = FakeTimers.install({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => time.uninstall());

interface Setup {
	apiKey: string;
	/** What the network does once the credential has let the request go. */
	network?: () => unknown;
	/** What the credential says by the time of the request, if not what it said before. */
	changed?: object;
	maxWaitMinutes?: number;
	signal?: AbortSignal;
	path?: string;
}

const respond = () => ({ statusCode: 200, headers: {}, body: '[]' });
const freshKey = (): string => `key-${keys++}`;

/** Sends one request as n8n does, through the credential; `ended` says how it ended. */
function send({ apiKey, network = respond, changed, maxWaitMinutes = 60, signal, path }: Setup) {
	const fields = { ...FIELDS, apiKey };
	const context = {
		getCredentials: async () => fields,
		helpers: {
			httpRequestWithAuthentication: async (_name: string, options: IHttpRequestOptions) => {
				await new LitmosApi().authenticate({ ...fields, ...changed }, options);
				return network();
			},
		},
	} as unknown as RequestContext;
	const state = { ended: '', usage: { requests: 0 } };
	async function run(): Promise<void> {
		const client = await createClient(context, { lane: 'run', flow: '1', maxWaitMinutes, signal });
		state.usage = client.usage;
		try {
			await client.send({ ...READ, ...(path && { path }) });
			state.ended = 'answered';
		} catch (error) {
			expect(error).toBeInstanceOf(LitmosError);
			state.ended = (error as LitmosError).message;
		}
	}
	void run();
	return state;
}

describe('a request that was never sent', () => {
	it('says why the credential has refused it, not that it waited', async () => {
		const refused = send({ apiKey: freshKey(), changed: { region: 'eu' } });
		await time.tickAsync(0);
		expect(refused.ended).toMatch(
			/^The Litmos API Key is only sent to https:\/\/api\.litmoseu\.com /,
		);
		expect(refused.usage.requests).toBe(0);
	});

	it('says how long it waited, if that was all', async () => {
		const apiKey = freshKey();
		const first = send({ apiKey });
		await time.tickAsync(0);
		const waiting = send({ apiKey, maxWaitMinutes: 0.5 });
		await time.tickAsync(MINUTE / 2 - 1);
		expect([first.ended, waiting.ended]).toEqual(['answered', '']);
		await time.tickAsync(1_001);
		expect(waiting.ended).toMatch(
			/^The Litmos rate limit stayed used up: gave up after 3\d s \(Get users\)$/,
		);
		expect(waiting.usage.requests).toBe(0);
	});

	it('says so if the run was canceled while it waited', async () => {
		const apiKey = freshKey();
		const stop = new AbortController();
		send({ apiKey });
		await time.tickAsync(0);
		const waiting = send({ apiKey, signal: stop.signal });
		await time.tickAsync(1_000);
		stop.abort();
		await time.tickAsync(0);
		expect(waiting.ended).toBe('The execution was canceled');
	});
});

describe('a request that was sent and has no response', () => {
	it('is sent again, and not taken for one that was never sent', async () => {
		let count = 0;
		const network = () => {
			count++;
			throw new Error('The service refused the connection');
		};
		const lost = send({ apiKey: freshKey(), network, maxWaitMinutes: 600 });
		await time.tickAsync(60 * MINUTE);
		expect([count, lost.usage.requests]).toEqual([6, 6]);
		expect(lost.ended).toBe('Litmos could not be reached at api.litmos.com (Get users)');
	});
});

it.each(['/users/../teams', '/users/.'])(
	'a path that leads elsewhere is told, and nothing is sent: %s',
	async (path) => {
		const network = jest.fn(respond);
		const state = send({ apiKey: freshKey(), network, path });
		await time.tickAsync(0);
		expect(state.ended).toBe(
			'The path contains "." or ".." as a part, which leads to a different endpoint (Get users)',
		);
		expect(network).not.toHaveBeenCalled();
	},
);
