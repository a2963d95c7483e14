import type { INodeParameters } from 'n8n-workflow';
import type { Poller } from '../support/poller';
import { startTriggerBench, type TriggerBench } from './support/triggerBench';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

let bench: TriggerBench;
beforeEach(async () => {
	bench = await startTriggerBench();
});

const publish = async (events: readonly INodeParameters[]): Promise<Poller[]> => {
	const pollers: Poller[] = [];
	for (const event of events) pollers.push(await bench.published(event));
	bench.wait(MINUTE_MS);
	return pollers;
};

const CREATED = { event: 'userCreated' };
const FIVE = Array<INodeParameters>(5).fill(CREATED);

const emittedBy = ({ started }: Poller): unknown[] =>
	started.flat().map(({ UserName }) => UserName);

/** Polls one after the other, so long apart. */
async function pollAll(pollers: readonly Poller[], apartMs: number): Promise<void> {
	for (const poller of pollers) {
		await poller.tick();
		bench.wait(apartMs);
	}
}

describe('triggers of one process that read the same feed', () => {
	it('share its answers, and each emits each event once', async () => {
		const pollers = await publish(FIVE);
		const before = bench.requests().length;
		const names: string[] = [];
		for (let minute = 0; minute < 60; minute++) {
			const userName = `new-${minute}@example.com`;
			bench.sandbox.happen({ what: 'userCreated', userName });
			names.push(userName);
			await pollAll(pollers, 12 * SECOND_MS);
		}
		expect(bench.requests().length - before).toBeLessThanOrEqual(66);
		await pollAll(pollers, 12 * SECOND_MS);
		for (const poller of pollers) expect(emittedBy(poller).sort()).toEqual([...names].sort());
	});

	it('share whichever event of it they wait for, and ask for other feeds themselves', async () => {
		const [created, updated, completed] = await publish([
			CREATED,
			{ event: 'userUpdated' },
			{ event: 'courseCompleted' },
		]);
		const before = bench.requests().length;
		await pollAll([created!, updated!, completed!], SECOND_MS);
		expect(bench.requests().slice(before)).toEqual([
			'GET /org/users/details',
			'GET /org/results/details',
		]);
	});

	it('get an answer of their own if they ask again, or later', async () => {
		const [first, second] = await publish([CREATED, CREATED]);
		await pollAll([first!, second!], SECOND_MS);
		const before = bench.requests().length;
		await first!.tick();
		expect(bench.requests().length - before).toBe(1);
		bench.wait(55 * SECOND_MS);
		await second!.tick();
		expect(bench.requests().length - before).toBe(2);
	});

	it('do not see what a workflow did with its items', async () => {
		const [first, second] = await publish([CREATED, CREATED]);
		bench.sandbox.happen({ what: 'userCreated', userName: 'new@example.com' });
		await first!.tick();
		for (const item of first!.started.flat()) item.UserName = 'changed by the first';
		await second!.tick();
		expect(emittedBy(second!)).toEqual(['new@example.com']);
	});

	it('ask for themselves where another account is read, or the one that asked was not answered', async () => {
		const [first, second] = await publish([CREATED, CREATED]);
		const before = bench.requests().length;
		bench.sandbox.addFault({ kind: '403' });
		await first!.tick();
		expect(first!.failures).toHaveLength(1);
		await second!.tick();
		expect(second!.failures).toHaveLength(0);
		expect(bench.requests().length - before).toBe(2);
		const other = await startTriggerBench();
		const elsewhere = await other.published(CREATED);
		const asked = other.requests().length;
		other.wait(2 * MINUTE_MS);
		await elsewhere.tick();
		expect(other.requests().length).toBe(asked + 1);
	});
});
