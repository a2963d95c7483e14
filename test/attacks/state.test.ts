// A state that cannot be read is told of once, and the trigger begins anew; one that can is gone on with.
import type { IDataObject } from 'n8n-workflow';
import { startTriggerBench } from '../engine/support/triggerBench';
import type { TriggerBench } from '../engine/support/triggerBench';
import type { Poller } from '../support/poller';
import { attacks } from './state.cases';
import { named } from './support/named';

const MINUTE_MS = 60_000;

let bench: TriggerBench;
beforeEach(async () => {
	bench = await startTriggerBench();
});

/** The same, with what n8n keeps for the only node changed. */
function changed(
	poller: Poller,
	change: (state: IDataObject, now: number) => unknown,
): IDataObject {
	const stored = poller.stored();
	const { state } = stored['node:Node'] as { state: IDataObject };
	return { ...stored, 'node:Node': { state: change(state, bench.now()) } } as IDataObject;
}

const emitted = ({ started }: Poller): number => started.flat().length;

/** Something that starts the workflow, once. */
function happen(event: string): void {
	const what = event === 'courseExpired' ? 'courseExpires' : event;
	// Of somebody who has nothing yet.
	const at = bench.now() - 400 * 24 * 60 * MINUTE_MS;
	if (event !== 'userCreated') bench.sandbox.happen({ what: 'userCreated', at });
	bench.sandbox.happen({ what: what as 'userCreated' });
	bench.wait(MINUTE_MS);
}

describe('D20 A state that is broken', () => {
	it.each(named(attacks['D20 A state that is broken']))(
		'is told of once, and the trigger goes on from now: %s',
		async (_name, { event, change }) => {
			const options = { lookBackDays: 3 };
			const first = await bench.published({ event });
			happen(event);
			await first.tickAnHourLater();
			expect(emitted(first)).toBe(1);
			const staticData = changed(first, change);
			const poller = await bench.poller({ event, options }, { staticData });
			await poller.tick();
			expect([poller.failures, emitted(poller)]).toEqual([[], 0]);
			expect(poller.warnings).toEqual([expect.stringMatching(/cannot be read/)]);
			happen(event);
			await poller.tickAnHourLater();
			await poller.tickAnHourLater();
			expect([poller.failures, emitted(poller)]).toEqual([[], 1]);
			expect(poller.warnings).toHaveLength(1);
			expect(poller.stored()).toMatchObject({ 'node:Node': { state: { version: 1 } } });
		},
	);

	it.each([[null], ['text'], [7], [[]]])(
		'cannot be kept where the data of the node are %j, and says what to do',
		async (data) => {
			const staticData = { 'node:Node': data } as unknown as IDataObject;
			const poller = await bench.poller({ event: 'userCreated' }, { staticData });
			await poller.tick();
			expect(poller.failures).toEqual([
				expect.objectContaining({
					message: 'n8n cannot store the state of this trigger',
				}),
			]);
		},
	);
});

describe('D20 A state that can be read', () => {
	it.each(named(attacks['D20 A state that can be read']))(
		'is gone on with, and nothing is lost or repeated: %s',
		async (_name, { event, pauseMs, before, change }) => {
			const first = await bench.published({ event });
			for (let count = 0; count < before; count++) {
				happen(event);
				bench.wait(10 * MINUTE_MS);
			}
			await first.tick();
			expect(emitted(first)).toBe(before);
			const staticData = changed(first, change);
			happen(event);
			bench.wait(pauseMs);
			const poller = await bench.poller({ event }, { staticData });
			await poller.tick();
			expect(emitted(poller)).toBe(1);
			happen(event);
			for (let polls = 0; polls < 3; polls++) {
				await poller.tick();
				bench.wait(40 * MINUTE_MS);
			}
			expect([poller.failures, poller.warnings, emitted(poller)]).toEqual([[], [], 2]);
		},
	);
});
