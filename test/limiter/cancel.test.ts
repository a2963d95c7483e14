/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { getEventListeners } from 'node:events';
import { ANSWER_MS, cancellable, run, withGate } from './support/bench';

describe('a cancelled request', () => {
	it('is rejected without a place when it was cancelled before', async () => {
		await withGate(async ({ clock, gate, send }) => {
			const admission = gate.admit({ ...run, limit: 1, signal: AbortSignal.abort() });
			await expect(admission).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
			const log = send(1, { ...run, limit: 1 });
			await clock.play(0);
			expect(log).toEqual(['bulk']);
		});
	});

	it('is rejected with the reason of its signal, and at once', async () => {
		await withGate(async ({ clock, gate, send }) => {
			send(98, run);
			const { controller, outcome } = cancellable(gate, run);
			const named = cancellable(gate, run);
			await clock.play(5_000);
			controller.abort('stopped');
			named.controller.abort(new TypeError('stopped'));
			expect([await outcome, await named.outcome]).toEqual(['AbortError', 'TypeError']);
			expect(clock.now()).toBe(5_000);
		});
	});
});

describe('cancelling', () => {
	it('a waiting request frees nothing: the next one goes when it would have gone', async () => {
		await withGate(async ({ clock, gate, send, admitted }) => {
			send(98, run);
			const { controller } = cancellable(gate, run);
			send(1, { ...run, party: 'next' });
			await clock.play(30_000);
			controller.abort();
			await clock.play();
			expect(admitted[98]).toEqual({ party: 'next', at: ANSWER_MS + 60_500 });
		});
	});

	it('an admitted request leaves its place taken', async () => {
		await withGate(async ({ clock, gate, send }) => {
			const { controller, outcome } = cancellable(gate, { ...run, limit: 1 });
			expect(await outcome).toBe('admitted');
			controller.abort();
			const log = send(1, { ...run, limit: 1 });
			await clock.play(600_000);
			expect(log).toEqual([]);
		});
	});
});

describe('the queue', () => {
	it('keeps one listener per signal, and none for those who left', async () => {
		await withGate(async ({ clock, gate }) => {
			const { signal } = new AbortController();
			for (let index = 0; index < 120; index++) void gate.admit({ ...run, owned: false, signal });
			await clock.play(0);
			// Node warns of more than ten, and an execution may well have more requests waiting.
			expect(getEventListeners(signal, 'abort').length).toBe(1);
			await clock.play(71_000);
			expect(getEventListeners(signal, 'abort').length).toBe(0);
			const other = cancellable(gate, run);
			other.controller.abort();
			expect(getEventListeners(other.controller.signal, 'abort').length).toBe(0);
		});
	});

	it('stops its timer when all who waited are cancelled', async () => {
		await withGate(async ({ clock, gate }) => {
			const controllers = Array.from({ length: 120 }, () => cancellable(gate, run).controller);
			await clock.play(500);
			expect(clock.pending()).toBe(1);
			controllers.forEach((controller) => controller.abort());
			await clock.play(1_000);
			expect(clock.pending()).toBe(0);
		});
	});
});

describe('a place', () => {
	async function secondAdmittedAt(outcome: 'answered' | 'lost') {
		let at = -1;
		await withGate(async ({ clock, gate }) => {
			const first = await gate.admit({ ...run, limit: 1 });
			void gate.admit({ ...run, limit: 1 }).then(() => (at = clock.now()));
			await clock.play(1_000);
			first.settle(outcome);
			first.settle('answered');
			await clock.play(200_000);
		});
		return at;
	}

	it('is free a minute and a margin after the response', async () => {
		expect(await secondAdmittedAt('answered')).toBe(1_000 + 60_500);
	});

	it('is free half a minute later when no response came, and the first word counts', async () => {
		expect(await secondAdmittedAt('lost')).toBe(1_000 + 30_000 + 60_500);
	});

	it('of a request nobody reports is free after an allowance for its delivery', async () => {
		await withGate(async ({ clock, gate, send, admitted }) => {
			await gate.admit({ ...run, limit: 1, owned: false });
			send(1, { ...run, limit: 1 });
			await clock.play(100_000);
			expect(admitted[0].at).toBe(10_000 + 60_500);
		});
	});
});
