import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../../../sandbox/server';
import type { Poller, PollerOptions } from '../../support/poller';
import { chain, nodeUnderTest } from '../../support/workflowParts';
import type { Bench } from './bench';
import { jsonOf, startBench } from './bench';
import { closeAfterTest } from './closing';

const TYPE = 'n8n-nodes-litmos.litmosTrigger';

/** A bench whose Litmos has a time of its own, and the trigger. */
export interface TriggerBench extends Bench {
	/** Lets time pass, in Litmos and on this machine. */
	wait: (ms: number) => void;
	/** Sets the clock of this machine wrong. */
	skewOwnClock: (ms: number) => void;
	/** The time in Litmos. */
	now: () => number;
	poller: (parameters: INodeParameters, options?: PollerOptions) => Promise<Poller>;
	/** Published, so that what happens from now on is emitted. */
	published: (parameters: INodeParameters, options?: PollerOptions) => Promise<Poller>;
	/** What "Fetch Test Event" shows. */
	fetchTestEvent: (parameters: INodeParameters, staticData?: IDataObject) => Promise<IDataObject[]>;
}

export const triggerWorkflow = (parameters: INodeParameters) =>
	chain([nodeUnderTest({ type: TYPE, parameters })]);

export async function startTriggerBench(
	options: SandboxOptions = {},
	fields: IDataObject = {},
): Promise<TriggerBench> {
	let time = Date.UTC(2026, 9, 20, 10, 30);
	let ownSkewMs = 0;
	const bench = await startBench({ clock: () => time, ...options }, fields);
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => time + ownSkewMs);
	closeAfterTest(async () => clock.mockRestore());
	const poller: TriggerBench['poller'] = async (parameters, more) =>
		await bench.engine.poller(triggerWorkflow(parameters), more);
	return {
		...bench,
		now: () => time,
		wait: (ms) => void (time += ms),
		skewOwnClock: (ms) => void (ownSkewMs = ms),
		poller,
		published: async (...given) => {
			const made = await poller(...given);
			await made.publish();
			return made;
		},
		fetchTestEvent: async (parameters, staticData) => {
			const json = triggerWorkflow(parameters);
			const run = await bench.engine.run(json, { mode: 'manual', staticData });
			if (run.error) throw run.error;
			return jsonOf(run.nodes.Node?.[0]?.items ?? []);
		},
	};
}
