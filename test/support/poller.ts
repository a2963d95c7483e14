// A published workflow with a polling trigger, as n8n keeps it: polls through n8n's own executor, and the
// static data that n8n stores with each execution, and at publishing and unpublishing.
import './n8nEnvironment';
import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

const HOUR_MS = 3_600_000;

export interface PollerOptions {
	/** What n8n has stored with the workflow. */
	staticData?: IDataObject;
	/** The time n8n gives to a poll; its own 5 minutes unless said otherwise, null as before n8n knew of it. */
	budgetMs?: number | null;
}

export interface Poller {
	/** The poll at publishing: n8n refuses to publish if it fails. */
	publish(): Promise<void>;
	/** A poll at its time: a failure becomes a failed execution. */
	tick(): Promise<void>;
	/** The same, an hour later by the clock of this machine. */
	tickAnHourLater(): Promise<void>;
	/** One for each execution that was started, its items as records. */
	started: IDataObject[][];
	failures: Error[];
	/** What the node wrote into n8n's log for somebody to see. */
	warnings: string[];
	/** What n8n finds after a restart: as of the last execution, or of publishing. */
	stored(): IDataObject;
}

/** n8n's own, but for its log and its traces. */
function executor(): PollTriggerExecutor {
	const quiet = { debug: () => undefined, error: () => undefined };
	const span = async (_options: unknown, work: (span: object) => Promise<unknown>) =>
		await work({ setStatus: () => undefined });
	const parts = [
		{ ...quiet, scoped: () => quiet },
		new TriggersAndPollers(),
		{
			startSpan: span,
			startNewTraceSpan: span,
			pickWorkflowAttributes: () => ({}),
			pickNodeAttributes: () => ({}),
		},
		quiet,
	] as unknown as ConstructorParameters<typeof PollTriggerExecutor>;
	return new PollTriggerExecutor(...parts);
}

export function createPoller(
	workflow: Workflow,
	additionalData: IWorkflowExecuteAdditionalData,
	{ budgetMs }: PollerOptions,
): Poller {
	const [node] = workflow.getPollNodes();
	if (!node) throw new Error('The workflow has no polling trigger');
	let stored = JSON.stringify(workflow.staticData);
	const save = (): void => void (stored = JSON.stringify(workflow.staticData));
	const started: IDataObject[][] = [];
	const failures: Error[] = [];
	const warnings: string[] = [];
	const emit = (data: INodeExecutionData[][]): void => {
		save();
		started.push((data[0] ?? []).map(({ json }) => json));
	};
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		'trigger',
		'activate',
		emit as PollContext['__emit'],
		(error) => void failures.push(error),
	);
	const warn = (text: string): void => void warnings.push(text);
	Object.defineProperty(context, 'logger', { value: { warn } });
	if (budgetMs !== undefined) {
		const value = budgetMs === null ? undefined : () => budgetMs;
		Object.defineProperty(context, 'getPollBudgetMs', { value });
	}
	const execute = executor().create(workflow, node, context, () => true);
	return {
		started,
		failures,
		warnings,
		stored: () => JSON.parse(stored) as IDataObject,
		tickAnHourLater: async () => {
			const { state = {} } = workflow.getStaticData('node', node) as { state?: IDataObject };
			if (state.lookedAt !== undefined) state.lookedAt = Number(state.lookedAt) - HOUR_MS;
			await execute();
		},
		tick: async () => await execute(),
		publish: async () => {
			await workflow.expression.withIsolate(async () => await execute(true));
			save();
		},
	};
}
