// One key, one count: whoever sends with the credential, by whatever part of n8n.
import type { Bench } from './support/bench';
import { fieldsFor, freshBench } from './support/bench';
import { by } from './support/locatorValue';
import { QUIET_MS, until, wait } from './support/waiting';

/** Of ten slots, one is kept for a person in the editor. */
const bench = freshBench({}, { requestsPerMinute: 10 });
const url = () => `${bench().sandbox.baseUrl}/users?limit=1`;
const nothing = (count: number) => Array.from({ length: count }, () => ({}));

/** A run that can be stopped, as it would wait for a minute. */
function startRun({ run, sandbox }: Bench, items: number) {
	const stop = new AbortController();
	const userId = by('id', [...sandbox.state.users.keys()][0]);
	const options = { items: nothing(items), signal: stop.signal };
	let isOver = false;
	const ended = run('user: get', { userId }, options)
		.catch((error: unknown) => error)
		.finally(() => (isOver = true));
	return {
		isOver: () => isOver,
		stop: async () => {
			stop.abort();
			await ended;
		},
	};
}

async function expectQuiet(requests: number): Promise<void> {
	await until(() => bench().log().length >= requests, `${requests} requests`);
	await wait(QUIET_MS);
	expect(bench().log()).toHaveLength(requests);
}

describe('Requests per Minute', () => {
	it('is one count for HTTP Request node, credential test, dropdown and action node', async () => {
		const { engine, sandbox } = bench();
		await engine.httpRequestNode({ url: url(), items: nothing(3) });
		const test = await engine.credentialTest(fieldsFor(sandbox, { requestsPerMinute: 10 }));
		expect(test.status).toBe('OK');
		await engine.listSearch({ method: 'searchUsers' });
		await bench().run('user: getAll', { limit: 1 }, { items: nothing(4) });
		await expectQuiet(9);
		const waiting = startRun(bench(), 2);
		await expectQuiet(10);
		await waiting.stop();
		await expectQuiet(10);
		expect(sandbox.busiestMinute()).toBe(10);
	});

	it('lets a dropdown through at once while a run waits', async () => {
		const run = startRun(bench(), 15);
		await expectQuiet(9);
		const { results } = await bench().engine.listSearch({ method: 'searchTeams' });
		expect(results).toHaveLength(8);
		expect(run.isOver()).toBe(false);
		expect(bench().log()).toHaveLength(10);
		await run.stop();
		await expectQuiet(10);
	});

	it('is shared by credentials with the same key, and not by those with another', async () => {
		const other = await bench().engineWith({ source: 'another name' });
		const { items } = await other.httpRequestNode({ url: url(), items: nothing(9) });
		expect(items).toHaveLength(9);
		const waiting = startRun(bench(), 1);
		await expectQuiet(9);
		await waiting.stop();
		const parameters = { resource: 'user', operation: 'getAll', limit: 1 };
		const stranger = bench().engineWith({ apiKey: 'another-key' });
		expect((await stranger.runNode({ parameters })).error?.message).toMatch(/did not accept/);
		expect(bench().log()).toHaveLength(10);
	});

	it('is as small as the smallest of the credentials that share the key', async () => {
		await bench()
			.engineWith({ requestsPerMinute: 5 })
			.httpRequestNode({ url: url(), items: nothing(5) });
		const waiting = startRun(bench(), 1);
		await expectQuiet(5);
		await waiting.stop();
	});
});
