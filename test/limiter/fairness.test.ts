import type { Replacement } from '../../scripts/mutation/replaceOnce';
import { oneByOne, run, withLimiter } from './support/harness';

const small = { ...run, flow: 'small' };
const tenSmall = Array.from({ length: 10 }, () => small);

/** How long ten requests, one by one, take beside a run that has all its requests waiting. */
async function besideBulk(arrivesAt: number, mutation?: Replacement): Promise<number> {
	let tookMs = Infinity;
	await withLimiter(async (harness) => {
		harness.send(1_000, run);
		await harness.clock.advance(arrivesAt);
		void oneByOne(tenSmall, harness).then((at) => (tookMs = at - arrivesAt));
		await harness.clock.advance();
	}, mutation);
	return tookMs;
}

describe('two executions', () => {
	it('take turns: ten items beside five thousand need twenty slots', async () => {
		await withLimiter(async ({ clock, send, granted }) => {
			send(5_000, run);
			await clock.advance(150_000);
			const before = granted.length;
			send(10, small);
			await clock.advance(300_000);
			const flows = granted.slice(before).map(({ flow }) => flow);
			expect(flows.lastIndexOf('small')).toBeLessThan(20);
			expect(flows.filter((flow) => flow === 'small').length).toBe(10);
		});
	});

	it.each([30_000, 60_000, 150_000])(
		'share even if the small one sends one by one, from %i ms on',
		async (arrivesAt) => {
			// All slots may be taken for a minute; from then on every second one is its own.
			expect(await besideBulk(arrivesAt)).toBeLessThan(60_700 + 20 * 620);
		},
	);

	it('share so only because the one ahead keeps an even pace', async () => {
		const from = "name === 'run' && slots.isAhead(flow, allowance.limit)";
		const tookMs = await besideBulk(30_000, { file: 'limiter', from, to: 'false' });
		// After two minutes the long one keeps an even pace in any case.
		expect(tookMs).toBeGreaterThan(90_000);
	});
});

describe('several executions', () => {
	it('waste nothing: the long one takes the slots the short one leaves', async () => {
		await withLimiter(async (harness) => {
			harness.send(1_000, run);
			await harness.clock.advance(61_000);
			void oneByOne(tenSmall, harness);
			await harness.clock.advance(600_000);
			expect(harness.granted.length + 10).toBeGreaterThan(9.4 * 98);
		});
	});

	it('share three ways when a third joins', async () => {
		await withLimiter(async ({ clock, send, granted }) => {
			send(200, run);
			send(30, { ...run, flow: 'second' });
			send(30, { ...run, flow: 'third' });
			await clock.advance(62_000);
			const later = granted.slice(98, 188).map(({ flow }) => flow);
			expect(later.filter((flow) => flow === 'second').length).toBe(30);
			expect(later.filter((flow) => flow === 'third').length).toBe(30);
		});
	});
});

describe('two credentials with one key', () => {
	it('obey the lower limit at once', async () => {
		await withLimiter(async ({ clock, send }) => {
			send(50, run);
			await clock.advance(1_000);
			const low = send(1, { ...run, flow: 'low', limit: 20 });
			const high = send(1, run);
			await clock.advance(60_000);
			expect([low.length, high.length]).toEqual([0, 0]);
			await clock.advance(62_000);
			expect([low.length, high.length]).toEqual([1, 1]);
		});
	});

	it('have the higher limit back a minute after the last request of the lower', async () => {
		await withLimiter(async ({ clock, send }) => {
			send(1, { ...run, limit: 20 });
			const high = send(80, run);
			await clock.advance(58_000);
			expect(high.length).toBe(17);
			await clock.advance(61_700);
			expect(high.length).toBe(80);
		});
	});
});
