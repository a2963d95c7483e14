import type { IDataObject } from 'n8n-workflow';
import { until } from './processes';
import type { Credential, Execution, Rest, Stored } from './rest';
import { passPipe, type Stage } from './stage';
import type { Workflow } from './workflow';
import { chain, manual, node, using, wait } from './workflow';

export const TRIGGER = 'Litmos Trigger';

/** A workflow that starts when something happens in Litmos, looked at every minute. */
export function polling(
	credential: Credential,
	parameters: IDataObject,
	pollTimes: IDataObject = { mode: 'everyMinute' },
): Workflow & { name: string } {
	const trigger = node(TRIGGER, 'n8n-nodes-litmos.litmosTrigger', {
		parameters: { pollTimes: { item: [pollTimes] }, ...parameters },
		...using(credential),
	});
	const end = node('Sheet', 'n8n-nodes-base.noOp');
	return { name: String(parameters.event), ...chain(trigger, end) };
}

/** n8n itself waits for more than a minute: what it polls every minute has been polled by then. */
export async function letMinutePass(stage: Pick<Stage, 'n8n' | 'sandbox'>): Promise<void> {
	const { rest } = stage.n8n;
	const workflow = { name: 'more than a minute', ...chain(manual(), wait(61)) };
	await rest.run(await rest.createWorkflow(workflow), 'Start');
	await passPipe(stage);
}

/** Waits for so many executions of a workflow, and answers them, the oldest first. */
export async function executionsOf(
	rest: Rest,
	{ id }: Stored,
	count: number,
): Promise<Execution[]> {
	const ids = await until(`${count} executions of ${id}`, async () => {
		const found = await rest.executions(id);
		return found.length >= count ? found.map((one) => one.id) : undefined;
	});
	const all = await Promise.all(ids.map(async (one) => await rest.execution(one)));
	return all.sort((a, b) => Number(a.id) - Number(b.id));
}

/** The items that an execution started with. */
export const startedWith = ({ runs }: Execution): IDataObject[] =>
	(runs[TRIGGER]?.[0]?.data?.main[0] ?? []).map(({ json }) => json);
