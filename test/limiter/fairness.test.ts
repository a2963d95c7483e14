import { oneByOne, run, withGate } from './support/bench';
import type { Mutation } from './support/mutants';

const small = { ...run, party: 'small' };
const tenSmall = Array.from({ length: 10 }, () => small);

/** How long ten requests, one by one, take beside a run that has all its requests waiting. */
async function besideBulk(arrivesAt: number, mutation?: Mutation): Promise<number> {
	let tookMs = Infinity;
	await withGate(async (bench) => {
		bench.send(1_000, run);
		await bench.clock.play(arrivesAt);
		void oneByOne(tenSmall, bench).then((at) => (tookMs = at - arrivesAt));
		await bench.clock.play();
	}, mutation);
	return tookMs;
}

describe('two executions', () => {
	it('take turns: ten items beside five thousand need twenty places', async () => {
		await withGate(async ({ clock, send, admitted }) => {
			send(5_000, run);
			await clock.play(150_000);
			const before = admitted.length;
			send(10, small);
			await clock.play(300_000);
			const parties = admitted.slice(before).map(({ party }) => party);
			expect(parties.lastIndexOf('small')).toBeLessThan(20);
			expect(parties.filter((party) => party === 'small').length).toBe(10);
		});
	});

	it.each([30_000, 60_000, 150_000])(
		'share even if the small one sends one by one, from %i ms on',
		async (arrivesAt) => {
			// All places may be taken for a minute; from then on every second one is its own.
			expect(await besideBulk(arrivesAt)).toBeLessThan(60_700 + 20 * 620);
		},
	);

	it('share so only because the one ahead goes in even steps', async () => {
		const from = "lane === 'run' && places.isAhead(party, limit)";
		const tookMs = await besideBulk(30_000, { file: 'gate', from, to: 'false' });
		// After two minutes the long one goes in even steps in any case.
		expect(tookMs).toBeGreaterThan(90_000);
	});
});

describe('several executions', () => {
	it('waste nothing: the long one takes the places the short one leaves', async () => {
		await withGate(async (bench) => {
			bench.send(1_000, run);
			await bench.clock.play(61_000);
			void oneByOne(tenSmall, bench);
			await bench.clock.play(600_000);
			expect(bench.admitted.length + 10).toBeGreaterThan(9.4 * 98);
		});
	});

	it('share three ways when a third joins', async () => {
		await withGate(async ({ clock, send, admitted }) => {
			send(200, run);
			send(30, { ...run, party: 'second' });
			send(30, { ...run, party: 'third' });
			await clock.play(62_000);
			const later = admitted.slice(98, 188).map(({ party }) => party);
			expect(later.filter((party) => party === 'second').length).toBe(30);
			expect(later.filter((party) => party === 'third').length).toBe(30);
		});
	});
});

describe('two credentials with one key', () => {
	it('obey the lower limit at once', async () => {
		await withGate(async ({ clock, send }) => {
			send(50, run);
			await clock.play(1_000);
			const low = send(1, { ...run, party: 'low', limit: 20 });
			const high = send(1, run);
			await clock.play(60_000);
			expect([low.length, high.length]).toEqual([0, 0]);
			await clock.play(62_000);
			expect([low.length, high.length]).toEqual([1, 1]);
		});
	});

	it('have the higher limit back a minute after the last request of the lower', async () => {
		await withGate(async ({ clock, send }) => {
			send(1, { ...run, limit: 20 });
			const high = send(80, run);
			await clock.play(60_000);
			expect(high.length).toBe(17);
			await clock.play(61_700);
			expect(high.length).toBe(80);
		});
	});
});
