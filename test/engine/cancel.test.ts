// The Stop button: nothing more is sent, and the execution ends at once.
import type { INode } from 'n8n-workflow';
import { setAlarm } from '../support/alarm';
import type { StartedRun } from '../support/engine';
import type { Bench } from './support/bench';
import { freshBench, naming } from './support/bench';
import { by } from './support/locatorValue';
import { QUIET_MS, stop, until, wait } from './support/waiting';

const bench = freshBench({}, { requestsPerMinute: 10 });
const wide = freshBench();

function start({ engine }: Bench, operation: string, parameters: INode['parameters']): StartedRun {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const type = 'n8n-nodes-base.manualTrigger';
	const nodes: INode[] = [
		{ ...common, id: 'a', name: 'Start', type, parameters: {} },
		{
			...common,
			id: 'b',
			name: 'Litmos',
			type: 'n8n-nodes-litmos.litmos',
			parameters: { ...naming(operation), ...parameters },
		},
	];
	const connections = { Start: { main: [[{ node: 'Litmos', type: 'main' as const, index: 0 }]] } };
	const items = Array.from({ length: 29 }, (_, n) => ({ n }));
	return engine.start({ nodes, connections }, { input: items });
}

const CANCELED = { status: 'canceled', finished: false };

it('requests that wait for the limit are never sent', async () => {
	const userId = by('id', [...bench().sandbox.state.users.keys()][0]);
	const run = start(bench(), 'user: get', { userId });
	await until(() => bench().log().length === 9, 'nine requests');
	await wait(QUIET_MS);
	expect(await stop(run)).toEqual(CANCELED);
	await wait(QUIET_MS);
	expect(bench().log()).toHaveLength(9);
});

it('their slots are free for others at once', async () => {
	const userId = by('id', [...bench().sandbox.state.users.keys()][0]);
	const run = start(bench(), 'user: get', { userId });
	await until(() => bench().log().length === 9, 'nine requests');
	await stop(run);
	// The tenth slot is the editor's: nobody of the stopped run may have it.
	await bench().engine.listSearch({ method: 'searchTeams' });
	expect(bench().log()).toHaveLength(10);
});

it('no further record is made after those in flight', async () => {
	wide().sandbox.addFault({
		kind: 'hang',
		ms: 2000,
		times: 0,
		after: 3,
		match: { method: 'POST' },
	});
	const parameters = { UserName: '=new{{ $json.n }}@example.com', FirstName: 'A', LastName: 'B' };
	const run = start(wide(), 'user: create', parameters);
	await until(() => wide().log().length === 8, 'three answers and five in flight');
	expect(await stop(run)).toEqual(CANCELED);
	await wait(QUIET_MS);
	expect(wide().log()).toHaveLength(8);
});

it('a pause because of an outage ends, and nothing is repeated', async () => {
	wide().sandbox.addFault({ kind: '503plain', times: 0 });
	const run = start(wide(), 'user: getAll', {});
	// The third pause of each of the five lasts two seconds at least.
	await until(() => wide().log().length === 15, 'three answers to each of five');
	// It looks twice a second whether it was stopped.
	expect(await stop(run, setAlarm(1_900))).toEqual(CANCELED);
	await wait(QUIET_MS);
	expect(wide().log()).toHaveLength(15);
});

it('a pause because of a refusal ends, and nothing is repeated', async () => {
	wide().sandbox.addFault({ kind: '429', retryAfter: 30, times: 0 });
	const run = start(wide(), 'user: getAll', {});
	await until(() => wide().log().length >= 1, 'a refusal');
	await wait(QUIET_MS);
	const sent = wide().log().length;
	expect(sent).toBeLessThanOrEqual(5);
	expect(await stop(run)).toEqual(CANCELED);
	await wait(QUIET_MS);
	expect(wide().log()).toHaveLength(sent);
});
