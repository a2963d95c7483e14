import { LIMIT_MODELS, type LimitModel } from '../../sandbox/http/limits';
import type { SandboxOptions } from '../../sandbox/options';
import type { Sandbox } from '../../sandbox/server';
import { tryLimit } from '../../scripts/probe/limitTrial';
import type { Litmos } from '../../scripts/probe/litmos';
import type { Outcome } from '../../scripts/probe/probe';
import { probe } from './support/run';
import { createVirtualClock } from './support/virtualClock';

const NOON = Date.UTC(2026, 0, 5, 12);

interface Tried {
	outcome: Outcome;
	sandbox: Sandbox;
	found: Record<string, string | null>;
}

interface Circumstances {
	/** Of the minute of the probe's clock in which it begins. */
	second?: number;
	/** How long each request takes. */
	requestMs?: number;
	/** By how much the server's clock is ahead of the probe's. */
	aheadMs?: number;
	/** Whether the run is to end, by how many requests have arrived. */
	isStopped?: (arrived: number) => boolean;
}

/** Runs the probe on its questions about the limit. */
async function probeLimit(
	limit: NonNullable<SandboxOptions['limit']>,
	{ second = 0, requestMs = 0, aheadMs = 0, isStopped = () => false }: Circumstances = {},
): Promise<Tried> {
	const clock = createVirtualClock(NOON + second * 1_000, requestMs);
	const options = { people: 5, limit, clock: () => clock.now() + aheadMs };
	const { outcome, sandbox } = await probe(options, {
		isLimit: true,
		clock,
		isStopped: () => isStopped(clock.arrived()),
		prepare: clock.watch,
	}).finally(clock.stop);
	const { findings } = outcome.evidence;
	const found = Object.fromEntries(findings.map(({ question, answer }) => [question, answer]));
	return { outcome, sandbox, found };
}

/** What a client can tell of each: where minutes begin anew, nobody knows whether refused requests counted. */
const MODELS: Readonly<Record<LimitModel, { model: string; burst: string; isTold: boolean }>> = {
	none: { model: 'none', burst: 'all', isTold: false },
	fixedMinute: { model: 'clockMinute', burst: 'most', isTold: false },
	slidingLog: { model: 'slidingLog', burst: 'most', isTold: true },
	slidingCounter: { model: 'slidingCounter', burst: 'most', isTold: true },
	tokenBucket: { model: 'bucket', burst: 'most', isTold: true },
	gcra: { model: 'even', burst: 'few', isTold: true },
};

describe.each(LIMIT_MODELS)('with the limit %s', (model) => {
	const expected = MODELS[model];

	it.each([
		{ countRefused: false, refusal: '503text', second: 0 },
		{ countRefused: true, refusal: '503text', second: 31 },
		{ countRefused: false, refusal: '429', second: 59 },
		{ countRefused: true, refusal: '429', second: 7 },
	] as const)('finds how it counts and refuses: $countRefused, $refusal', async (setting) => {
		const { countRefused, refusal, second } = setting;
		const { found, sandbox } = await probeLimit({ model, countRefused, refusal }, { second });
		const isNever = model === 'none';
		expect(found).toMatchObject({
			burst: expected.burst,
			refusal: isNever ? 'never' : refusal.slice(0, 3),
			retryAfter: !isNever && refusal === '429' ? 'yes' : 'no',
			limitModel: expected.model,
			countRefused: expected.isTold ? (countRefused ? 'yes' : 'no') : 'same',
		});
		expect(sandbox.log().every(({ method }) => method === 'GET')).toBe(true);
	});

	it('needs no more than four minutes, and 60 refused requests', async () => {
		const { sandbox } = await probeLimit({ model, countRefused: true }, { second: 5 });
		const log = sandbox.log();
		const refused = log.filter(({ because }) => because === 'limit');
		expect(refused.length).toBeLessThanOrEqual(60);
		expect(log.length).toBeLessThanOrEqual(260);
		expect(log.at(-1)!.at - log[0].at).toBeLessThanOrEqual(4 * 60_000);
	});

	it.each([50, 200])('finds it where the limit is %s as well', async (perMinute) => {
		const { found } = await probeLimit({ model, perMinute, countRefused: false });
		const counts = expected.isTold ? 'no' : 'same';
		const isFew = model === 'gcra';
		expect(found.countRefused).toBe(counts);
		expect(found.limitModel).toBe(isFew ? 'even' : expected.model);
	});
});

describe('with a limit that the sandbox does not have', () => {
	/** Counts by a rule: whether the request that arrives now is accepted. */
	async function findBy(accepts: (now: number) => boolean) {
		let now = NOON + 11_000;
		const litmos: Pick<Litmos, 'clock' | 'sendUnlimited'> = {
			clock: { now: () => now, sleep: async (ms) => void (now += ms) },
			sendUnlimited: async () => {
				const status = accepts(now) ? 200 : 429;
				return { status, statusText: '', headers: {}, text: '[]' };
			},
		};
		return await (await tryLimit(litmos as Litmos)).findModel();
	}

	it('finds minutes that begin with a request', async () => {
		let window = { began: -Infinity, counted: 0 };
		const found = await findBy((now) => {
			if (now - window.began >= 60_000) window = { began: now, counted: 0 };
			return window.counted++ < 100;
		});
		expect(found).toEqual({ model: 'ownMinute', counts: 'same' });
	});

	it('finds a bucket with a few left, which what it refuses empties again', async () => {
		let sent = 0;
		// The first two, the burst until the first refusal, then three of the polls.
		const found = await findBy(() => ++sent <= 102 || (sent > 107 && sent <= 110));
		expect(found).toEqual({ model: 'bucket', counts: 'yes' });
	});
});

describe('where the clocks and the network are not as they should be', () => {
	const windows = ['fixedMinute', 'slidingLog', 'slidingCounter'] as const;

	it.each(
		windows.flatMap((model) => [-47_300, 29_800].map((aheadMs) => [model, aheadMs] as const)),
	)('goes by the clock of Litmos: %s, %s ms ahead', async (model, aheadMs) => {
		const { found } = await probeLimit({ model, countRefused: false }, { aheadMs });
		expect(found.limitModel).toBe(MODELS[model].model);
	});

	it.each(windows)('finds %s over a slow network', async (model) => {
		const { found } = await probeLimit({ model, countRefused: true }, { requestMs: 60 });
		expect(found.limitModel).toBe(MODELS[model].model);
	});

	it('leaves open what a slower one cannot tell, and says the rest', async () => {
		const { outcome, found } = await probeLimit({ model: 'slidingLog' }, { requestMs: 400 });
		expect(found).toMatchObject({ refusal: '503', limitModel: null, countRefused: null });
		const open = outcome.evidence.findings.filter(({ because }) => because !== 'notAsked');
		expect(open.flatMap(({ because }) => because ?? [])).toEqual(['unforeseen', 'unforeseen']);
	});

	it('ends within a wait when it is stopped', async () => {
		const isStopped = (arrived: number) => arrived > 0;
		const { outcome, sandbox } = await probeLimit({ model: 'slidingLog' }, { isStopped });
		expect(sandbox.log()).toHaveLength(1);
		const reasons = new Set(outcome.evidence.findings.map(({ because }) => because));
		expect(reasons).toEqual(new Set(['notAsked', 'stopped']));
	});
});
