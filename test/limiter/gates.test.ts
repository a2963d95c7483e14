/**
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import * as FakeTimers from '@sinonjs/fake-timers';
import * as limiter from 'limiter';
import {
	announce,
	enter,
	hasEntered,
	settle,
	throttled,
	waitedMs,
	type Announcement,
	type Budget,
} from '../../nodes/shared/limiter/gates';

const run: Announcement = { lane: 'run', party: 'one' };
const http: Announcement = { lane: 'run', party: 'http' };
let keys = 0;
let time: ReturnType<typeof FakeTimers.install>;

beforeEach(() => {
	time = FakeTimers.install({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => time.uninstall());

/** A key nobody used before, so that no test spends the limit of another. */
function freshBudget(requestsPerMinute: number): Budget {
	return { origin: 'https://api.litmos.test', apiKey: `key ${keys++}`, requestsPerMinute };
}

/** Announces and enters; true as soon as the request has passed. */
function send(budget: Budget, announcement = run) {
	const options = {};
	const state = { options, hasPassed: false, failure: '' };
	announce(options, announcement);
	enter(options, budget, http).then(
		() => (state.hasPassed = true),
		(error: Error) => (state.failure = error.name),
	);
	return state;
}

function countPassed(states: Array<{ hasPassed: boolean }>): number {
	return states.filter(({ hasPassed }) => hasPassed).length;
}

describe('the door of the limiter', () => {
	it('lets a request pass at once, without a timer', async () => {
		const sent = send(freshBudget(100));
		await time.tickAsync(0);
		expect([sent.hasPassed, time.countTimers()]).toEqual([true, 0]);
		expect([hasEntered(sent.options), waitedMs(sent.options)]).toEqual([true, 0]);
	});

	it('counts a place from the response the transport reports', async () => {
		const budget = freshBudget(1);
		const first = send(budget);
		const second = send(budget);
		await time.tickAsync(300_000);
		expect(second.hasPassed).toBe(false);
		settle(first.options, 'answered');
		await time.tickAsync(60_499);
		expect(second.hasPassed).toBe(false);
		await time.tickAsync(2);
		expect(second.hasPassed).toBe(true);
		expect(Math.round(waitedMs(second.options))).toBe(360_500);
	});

	it('holds the place of an unannounced request for 70.5 s', async () => {
		const budget = freshBudget(1);
		await enter({}, budget, http);
		const next = send(budget);
		await time.tickAsync(70_499);
		expect(next.hasPassed).toBe(false);
		await time.tickAsync(2);
		expect(next.hasPassed).toBe(true);
	});
});

describe('the budget of a key', () => {
	it('is the same for two credentials, and another one on another host', async () => {
		const budget = freshBudget(1);
		const states = [budget, { ...budget }, { ...budget, origin: 'https://api.litmoseu.test' }];
		const [first, second, elsewhere] = states.map((one) => send(one));
		await time.tickAsync(1_000);
		expect(countPassed([first, second, elsewhere])).toBe(2);
		expect(second.hasPassed).toBe(false);
	});

	it('pauses when Litmos refuses, and says for how long', async () => {
		const budget = freshBudget(100);
		const refused = send(budget);
		await time.tickAsync(0);
		expect(throttled(refused.options, 20_000)).toBe(20_000);
		settle(refused.options, 'lost');
		const next = send(budget);
		await time.tickAsync(20_000);
		expect(next.hasPassed).toBe(false);
		await time.tickAsync(3_000);
		expect(next.hasPassed).toBe(true);
	});
});

describe('the memory of the limiter', () => {
	it('knows nothing of options that never came', () => {
		const options = {};
		settle(options, 'answered');
		expect([hasEntered(options), waitedMs(options), throttled(options, 9_000)]).toEqual([
			false,
			0,
			0,
		]);
	});

	it('never keeps the key itself', async () => {
		const spy = jest.spyOn(Map.prototype, 'set');
		const budget = freshBudget(5);
		await enter({}, budget, http);
		const names = spy.mock.calls.map(([name]) => String(name));
		spy.mockRestore();
		expect(names.some((name) => /litmos\.test [0-9a-f]{64}$/.test(name))).toBe(true);
		expect(names.some((name) => name.includes(budget.apiKey))).toBe(false);
	});
});

describe('a request that n8n sends again by itself', () => {
	it('takes a place each time', async () => {
		const budget = freshBudget(2);
		const first = send(budget);
		await time.tickAsync(0);
		await enter(first.options, budget, http);
		const next = send(budget);
		await time.tickAsync(10_000);
		expect(next.hasPassed).toBe(false);
	});

	it('does not hold its first place while it waits for the second', async () => {
		const budget = freshBudget(4);
		const sent = Array.from({ length: 4 }, () => send(budget));
		await time.tickAsync(100);
		let again = 0;
		sent.forEach(({ options }) => void enter(options, budget, http).then(() => again++));
		await time.tickAsync(200_000);
		expect(again).toBe(4);
	});
});

describe('a cancelled request', () => {
	it('leaves the queue at once', async () => {
		const budget = freshBudget(1);
		send(budget);
		const controller = new AbortController();
		const waiting = send(budget, { ...run, signal: controller.signal });
		await time.tickAsync(5_000);
		controller.abort();
		await time.tickAsync(0);
		expect(waiting.failure).toBe('AbortError');
		expect(hasEntered(waiting.options)).toBe(false);
	});

	it('gives its place back even if its sender gave up before it had one', async () => {
		const budget = freshBudget(1);
		const first = send(budget);
		const second = send(budget);
		await time.tickAsync(0);
		settle(second.options, 'lost');
		settle(first.options, 'answered');
		const third = send(budget);
		await time.tickAsync(60_501 + 90_501);
		expect(third.hasPassed).toBe(true);
	});

	it('that is announced again without an end counts as lost', async () => {
		const budget = freshBudget(1);
		const first = send(budget);
		await time.tickAsync(0);
		announce(first.options, run);
		expect([hasEntered(first.options), waitedMs(first.options)]).toEqual([false, 0]);
		const next = send(budget);
		await time.tickAsync(90_501);
		expect(next.hasPassed).toBe(true);
	});
});

it('gates that are idle are forgotten, busy ones are not', async () => {
	const spy = jest.spyOn(Map.prototype, 'delete');
	const isName = (name: unknown) => /test [0-9a-f]{64}$/.test(String(name));
	const forgotten = () => spy.mock.calls.filter(([name]) => isName(name)).length;
	// Other tests leave gates behind: an hour later they are idle and go with the first new key.
	await time.tickAsync(3_600_000);
	await enter({}, freshBudget(9), http);
	const before = forgotten();
	const busy = send(freshBudget(9));
	for (let round = 0; round < 3; round++) {
		await time.tickAsync(71_000);
		await enter({}, freshBudget(9), http);
	}
	expect(forgotten() - before).toBe(3);
	settle(busy.options, 'answered');
	await time.tickAsync(71_000);
	await enter({}, freshBudget(9), http);
	expect(forgotten() - before).toBe(5);
	spy.mockRestore();
});

it('only the synchronous calls of the library are used: its waiting needs a timer', async () => {
	const removeTokens = jest.spyOn(limiter.TokenBucket.prototype, 'removeTokens');
	const tryRemoveTokens = jest.spyOn(limiter.TokenBucket.prototype, 'tryRemoveTokens');
	const budget = freshBudget(100);
	const refused = send(budget);
	await time.tickAsync(0);
	throttled(refused.options, 1_000);
	const states = Array.from({ length: 30 }, () => send(budget));
	await time.tickAsync(60_000);
	expect(countPassed(states)).toBe(30);
	expect(tryRemoveTokens).toHaveBeenCalled();
	expect(removeTokens).not.toHaveBeenCalled();
});
