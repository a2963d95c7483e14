/**
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import * as FakeTimers from '@sinonjs/fake-timers';
import * as limiter from 'limiter';
import { sleep } from 'n8n-workflow';
import {
	issueTicket,
	acquire,
	hasAcquired,
	release,
	backOff,
	waitedMs,
	type Sender,
	type KeyLimit,
} from '../../nodes/shared/limiter/limiters';

const run: Sender = { lane: 'run', flow: 'one' };
const http: Sender = { lane: 'run', flow: 'http' };
let keys = 0;
let time: ReturnType<typeof FakeTimers.install>;

beforeEach(() => {
	time = FakeTimers.install({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => time.uninstall());

/** A key nobody used before, so that no test spends the limit of another. */
function freshKeyLimit(requestsPerMinute: number): KeyLimit {
	return {
		origin: 'https://api.litmos.test',
		limitKey: `key ${keys++}`,
		requestsPerMinute,
		processes: 1,
	};
}

/** Issues a ticket and acquires a permit; true as soon as it is granted. */
function send(keyLimit: KeyLimit, sender = run) {
	const options = {};
	const state = { options, isGranted: false, failure: '' };
	issueTicket(options, sender);
	acquire(options, keyLimit, http).then(
		() => (state.isGranted = true),
		(error: Error) => (state.failure = error.name),
	);
	return state;
}

function countGranted(states: Array<{ isGranted: boolean }>): number {
	return states.filter(({ isGranted }) => isGranted).length;
}

describe('the limiter of a key', () => {
	it('grants a permit at once, without a timer', async () => {
		const sent = send(freshKeyLimit(100));
		await time.tickAsync(0);
		expect([sent.isGranted, time.countTimers()]).toEqual([true, 0]);
		expect([hasAcquired(sent.options), waitedMs(sent.options)]).toEqual([true, 0]);
	});

	it('counts a slot from the response the transport reports', async () => {
		const keyLimit = freshKeyLimit(1);
		const first = send(keyLimit);
		const second = send(keyLimit);
		await time.tickAsync(300_000);
		expect(second.isGranted).toBe(false);
		release(first.options, 'answered');
		await time.tickAsync(60_099);
		expect(second.isGranted).toBe(false);
		await time.tickAsync(2);
		expect(second.isGranted).toBe(true);
		expect(Math.round(waitedMs(second.options))).toBe(360_100);
	});

	it('keeps the slot of a request without a ticket for 70.1 s', async () => {
		const keyLimit = freshKeyLimit(1);
		await acquire({}, keyLimit, http);
		const next = send(keyLimit);
		await time.tickAsync(70_099);
		expect(next.isGranted).toBe(false);
		await time.tickAsync(2);
		expect(next.isGranted).toBe(true);
	});
});

describe('the limit of a key', () => {
	it('is the same for two credentials, and another one on another host', async () => {
		const keyLimit = freshKeyLimit(1);
		const states = [
			keyLimit,
			{ ...keyLimit },
			{ ...keyLimit, origin: 'https://api.litmoseu.test' },
		];
		const [first, second, elsewhere] = states.map((one) => send(one));
		await time.tickAsync(1_000);
		expect(countGranted([first, second, elsewhere])).toBe(2);
		expect(second.isGranted).toBe(false);
	});

	it('pauses when Litmos rejects, and says for how long', async () => {
		const keyLimit = freshKeyLimit(100);
		const rejected = send(keyLimit);
		await time.tickAsync(0);
		expect(backOff(rejected.options, 20_000)).toBe(20_000);
		release(rejected.options, 'lost');
		const next = send(keyLimit);
		await time.tickAsync(20_000);
		expect(next.isGranted).toBe(false);
		await time.tickAsync(3_000);
		expect(next.isGranted).toBe(true);
	});
});

describe('the memory of the limiter', () => {
	it('knows nothing of options that never came', () => {
		const options = {};
		release(options, 'answered');
		expect([hasAcquired(options), waitedMs(options), backOff(options, 9_000)]).toEqual([
			false,
			0,
			0,
		]);
	});

	it('never keeps the key itself', async () => {
		const spy = jest.spyOn(Map.prototype, 'set');
		const keyLimit = freshKeyLimit(5);
		await acquire({}, keyLimit, http);
		const names = spy.mock.calls.map(([name]) => String(name));
		spy.mockRestore();
		expect(names.some((name) => /litmos\.test [0-9a-f]{64}$/.test(name))).toBe(true);
		expect(names.some((name) => name.includes(keyLimit.limitKey))).toBe(false);
	});
});

describe('a request that n8n sends again by itself', () => {
	it('takes a slot each time', async () => {
		const keyLimit = freshKeyLimit(2);
		const first = send(keyLimit);
		await time.tickAsync(0);
		await acquire(first.options, keyLimit, http);
		const next = send(keyLimit);
		await time.tickAsync(10_000);
		expect(next.isGranted).toBe(false);
	});

	it('does not keep its first slot while it waits for the second', async () => {
		const keyLimit = freshKeyLimit(4);
		const sent = Array.from({ length: 4 }, () => send(keyLimit));
		await time.tickAsync(100);
		let again = 0;
		sent.forEach(({ options }) => void acquire(options, keyLimit, http).then(() => again++));
		await time.tickAsync(200_000);
		expect(again).toBe(4);
	});
});

describe('a cancelled request', () => {
	it('leaves the queue at once', async () => {
		const keyLimit = freshKeyLimit(1);
		send(keyLimit);
		const controller = new AbortController();
		const waiting = send(keyLimit, { ...run, signal: controller.signal });
		await time.tickAsync(5_000);
		controller.abort();
		await time.tickAsync(0);
		expect(waiting.failure).toBe('AbortError');
		expect(hasAcquired(waiting.options)).toBe(false);
	});

	it('gives its slot back even if its sender gave up before it had one', async () => {
		const keyLimit = freshKeyLimit(1);
		const first = send(keyLimit);
		const second = send(keyLimit);
		await time.tickAsync(0);
		release(second.options, 'lost');
		release(first.options, 'answered');
		const third = send(keyLimit);
		await time.tickAsync(60_501 + 90_501);
		expect(third.isGranted).toBe(true);
	});

	it('that has a second ticket before it ended counts as lost', async () => {
		const keyLimit = freshKeyLimit(1);
		const first = send(keyLimit);
		await time.tickAsync(0);
		issueTicket(first.options, run);
		expect([hasAcquired(first.options), waitedMs(first.options)]).toEqual([false, 0]);
		const next = send(keyLimit);
		await time.tickAsync(90_501);
		expect(next.isGranted).toBe(true);
	});
});

const MANY: KeyLimit = { ...freshKeyLimit(1000), limitKey: 'used often' };

it('limiters that are idle are forgotten, busy ones are not', async () => {
	const place = Symbol.for('n8n-nodes-litmos.limiters');
	const [state] = Object.values(
		(sleep as unknown as Record<symbol, Record<number, { limiters: Map<string, unknown> }>>)[place],
	);
	// Other tests leave limiters behind: some go in an hour, and some are never released.
	await time.tickAsync(3_600_000);
	for (let round = 0; round < 30; round++) await acquire({}, freshKeyLimit(9), http);
	await time.tickAsync(3_600_000);
	for (let round = 0; round < 30; round++) await acquire({}, { ...MANY }, http);
	const left = state.limiters.size - 1;
	const known = () => state.limiters.size - left;
	expect(known()).toBe(1);
	const busy = send(freshKeyLimit(9));
	for (let round = 0; round < 3; round++) {
		await time.tickAsync(71_000);
		for (let turn = 0; turn <= left; turn++) await acquire({}, { ...MANY }, http);
		expect(known()).toBe(2);
	}
	release(busy.options, 'answered');
	await time.tickAsync(71_000);
	for (let turn = 0; turn <= left; turn++) await acquire({}, { ...MANY }, http);
	expect(known()).toBe(1);
});

it('only the synchronous calls of the library are used: its waiting needs a timer', async () => {
	const removeTokens = jest.spyOn(limiter.TokenBucket.prototype, 'removeTokens');
	const tryRemoveTokens = jest.spyOn(limiter.TokenBucket.prototype, 'tryRemoveTokens');
	const keyLimit = freshKeyLimit(100);
	const rejected = send(keyLimit);
	await time.tickAsync(0);
	backOff(rejected.options, 1_000);
	const states = Array.from({ length: 30 }, () => send(keyLimit));
	await time.tickAsync(60_000);
	expect(countGranted(states)).toBe(30);
	expect(tryRemoveTokens).toHaveBeenCalled();
	expect(removeTokens).not.toHaveBeenCalled();
});
