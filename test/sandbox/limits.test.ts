import { createLimit, LIMIT_MODELS, type LimitModel } from '../../sandbox/http/limits';
import { setAlarm } from '../support/alarm';
import { withSandbox } from './client';

const S = 1000;
const counterOf = (model: LimitModel, countRefused = false, perMinute = 10) =>
	createLimit({ model, perMinute, countRefused });
const burst = (limit: ReturnType<typeof counterOf>, at: number, size: number): number =>
	Array.from({ length: size }, () => limit(at)).filter(({ accepted }) => accepted).length;

describe('the ways to count', () => {
	it.each(LIMIT_MODELS.filter((model) => model !== 'none' && model !== 'gcra'))(
		'%s lets one minute’s worth through at once',
		(model) => {
			expect(burst(counterOf(model), 600 * S, 15)).toBe(10);
		},
	);

	it('none lets everything through', () => {
		expect(burst(counterOf('none'), 0, 1000)).toBe(1000);
	});

	it('fixedMinute starts anew with each minute of the clock, so a double burst passes', () => {
		const limit = counterOf('fixedMinute');
		expect([burst(limit, 59 * S, 12), burst(limit, 60 * S, 12), burst(limit, 61 * S, 12)]).toEqual([
			10, 10, 0,
		]);
	});

	it('slidingLog holds any closed 60 seconds, to the millisecond', () => {
		const limit = counterOf('slidingLog');
		expect([
			burst(limit, 5 * S, 10),
			burst(limit, 65 * S, 1),
			burst(limit, 65 * S + 1, 12),
		]).toEqual([10, 0, 10]);
	});

	it('slidingCounter weighs the minute before by what is left of it', () => {
		const limit = counterOf('slidingCounter');
		expect([burst(limit, 119 * S, 10), burst(limit, 150 * S, 12)]).toEqual([10, 5]);
	});

	it('tokenBucket fills evenly', () => {
		const limit = counterOf('tokenBucket');
		expect([burst(limit, 0, 12), burst(limit, 6 * S, 5), burst(limit, 18 * S, 5)]).toEqual([
			10, 1, 2,
		]);
	});

	it('gcra lets a tenth through at once, then one after the other at an even pace', () => {
		const limit = counterOf('gcra', false, 60);
		expect([burst(limit, 0, 12), burst(limit, S, 5), burst(limit, 2 * S - 1, 5)]).toEqual([
			6, 1, 0,
		]);
		expect([burst(limit, 2 * S, 5), burst(limit, 60 * S, 12)]).toEqual([1, 6]);
	});

	it.each(LIMIT_MODELS.filter((model) => model !== 'none'))(
		'%s can count refused requests, and then whoever keeps knocking stays out longer',
		(model) => {
			const accepted = [false, true].map((countRefused) => {
				const limit = counterOf(model, countRefused, 60);
				let passed = 0;
				for (let at = 600 * S; at < 900 * S; at += 200) passed += limit(at).accepted ? 1 : 0;
				return passed;
			});
			expect(accepted[1]).toBeLessThanOrEqual(accepted[0]);
			if (model === 'slidingLog') expect(accepted[1]).toBe(60);
		},
	);

	it.each(LIMIT_MODELS.filter((model) => model !== 'none'))(
		'%s says how long to wait, and that helps',
		(model) => {
			const limit = counterOf(model);
			burst(limit, 610 * S, 10);
			const { accepted, waitMs } = limit(610 * S);
			expect(accepted).toBe(false);
			expect(waitMs).toBeGreaterThan(0);
			if (model !== 'slidingCounter') expect(limit(610 * S + waitMs).accepted).toBe(true);
		},
	);
});

describe('a sandbox with a limit', () => {
	const TEXT = 'Service Unavailable. The API rating limit has been exceeded.';
	const SMALL = { people: 5, teams: 1, courses: 1 };

	it('refuses with the documented 503, per key, without carrying anything out', async () => {
		const limit = { model: 'slidingLog', perMinute: 3 } as const;
		const apiKeys = ['sandbox-key', 'other'];
		await withSandbox({ ...SMALL, limit, apiKeys }, async ({ call, sandbox }) => {
			for (let sent = 0; sent < 3; sent += 1) await call('GET', '/teams');
			const refused = await call('POST', '/teams', { body: { Name: 'Too many' } });
			expect([refused.status, refused.reason]).toEqual([503, TEXT]);
			expect(JSON.parse(refused.text)).toEqual({ Detail: TEXT });
			expect(refused.headers.has('retry-after')).toBe(false);
			expect(sandbox.state.teams.size).toBe(1);
			expect((await call('GET', '/teams', { headers: { apikey: 'other' } })).status).toBe(200);
			expect(sandbox.busiestMinute()).toBe(5);
			const seen = sandbox.log().map(({ status, because }) => because ?? status);
			expect(seen).toEqual([200, 200, 200, 'limit', 200]);
		});
	});

	it('can refuse with 429 and Retry-After instead, and lets in again when the clock has moved on', async () => {
		let now = 1_800_000_000_000;
		const limit = { model: 'fixedMinute', perMinute: 1, refusal: '429' } as const;
		await withSandbox({ ...SMALL, limit, clock: () => now }, async ({ call }) => {
			await call('GET', '/teams');
			const refused = await call('GET', '/teams');
			expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
			now += 60_000;
			expect((await call('GET', '/teams')).status).toBe(200);
		});
	});

	it('answers late when it is told to', async () => {
		await withSandbox({ ...SMALL, latencyMs: [60, 80] }, async ({ call }) => {
			const isOver = setAlarm(55);
			await call('GET', '/teams');
			expect(isOver()).toBe(true);
		});
	});
});
