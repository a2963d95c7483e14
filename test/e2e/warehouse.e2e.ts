// The example of a warehouse with a real n8n and a real PostgreSQL: made-up histories, and runs that end at any place.
import * as fc from 'fast-check';
import { histories, type History } from '../trigger/support/history';
import { startN8n } from './support/n8n';
import { sleep, until } from './support/processes';
import { openWarehouse, type Warehouse } from './support/warehouse';

const TABLE = 'litmos_result_course_results';

/** Late by less than in Litmos, as this clock cannot be moved. */
const LATE_MS = 1500;

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openWarehouse();
});
afterAll(async () => await warehouse?.close());

/** What happens, but for the waiting: much of it bears the same time. */
function letHappen({ acts }: History): number {
	const { sandbox } = warehouse.stage;
	const pick = (index: number) => [...sandbox.state.users.keys()].at(-1 - index);
	let count = 0;
	for (const act of acts) {
		if (act.do === 'happen') {
			for (let times = 0; times < act.count; times++, count++) {
				const { userId } = sandbox.happen({ what: 'userCreated' });
				const lateMs = Math.min(act.lateMs, LATE_MS);
				sandbox.happen({ what: 'courseCompleted', userId, lateMs });
			}
		} else if (act.do === 'again') {
			sandbox.happen({ what: 'courseCompleted', userId: pick(act.person) });
		} else if (act.do === 'touch') {
			for (const person of act.people) {
				sandbox.happen({ what: 'moduleCompleted', userId: pick(person) });
			}
		}
	}
	return count;
}

const made = fc
	.sample(histories, { seed: 20261127, numRuns: 40 })
	.filter(({ acts }) => acts.some((act) => act.do === 'happen'));

/** The rows that a run handed over. */
const readBy = (run: Awaited<ReturnType<Warehouse['run']>>): number =>
	run.runs['Get Changes']?.[0]?.data?.main[0]?.length ?? 0;

async function expectSame(): Promise<void> {
	expect(warehouse.saved()).toEqual(await warehouse.wanted());
}

describe('changes since the last run, into PostgreSQL', () => {
	it('reads everything the first time, and nothing the next', async () => {
		letHappen(made[0]!);
		await sleep(LATE_MS);
		const first = await warehouse.run();
		expect(first).toMatchObject({ status: 'success' });
		expect(readBy(first)).toBeGreaterThan(0);
		await expectSame();
		const second = await warehouse.run();
		expect(second.status).toBe('success');
		expect(readBy(second)).toBe(0);
		expect(Object.keys(second.runs)).not.toContain('Confirm Saved');
	});

	it.each([1, 2, 3])(
		'saves the rows of history %s as Litmos has them, each once',
		async (number) => {
			const count = letHappen(made[number]!);
			const early = await warehouse.run();
			expect(early.status).toBe('success');
			await sleep(LATE_MS);
			const late = await warehouse.run();
			expect(late.status).toBe('success');
			expect(readBy(early) + readBy(late)).toBeGreaterThanOrEqual(count);
			await expectSame();
			expect(readBy(await warehouse.run())).toBe(0);
		},
	);

	it('reads them again after a run in which the database refused them', async () => {
		letHappen(made[4]!);
		await sleep(LATE_MS);
		warehouse.sql(`alter table ${TABLE} add constraint closed check (false) not valid`);
		const failed = await warehouse.run();
		expect(failed.status).toBe('error');
		expect(readBy(failed)).toBeGreaterThan(0);
		warehouse.sql(`alter table ${TABLE} drop constraint closed`);
		const next = await warehouse.run();
		expect(next.status).toBe('success');
		expect(readBy(next)).toBe(readBy(failed));
		await expectSame();
	});

	it('reads them again after a run that failed behind the database', async () => {
		letHappen(made[5]!);
		await sleep(LATE_MS);
		warehouse.sql('update barrier set divisor = 0');
		const failed = await warehouse.run();
		expect(failed.status).toBe('error');
		await expectSame();
		letHappen(made[6]!);
		await sleep(LATE_MS);
		warehouse.sql('update barrier set divisor = 1');
		const next = await warehouse.run();
		expect(next.status).toBe('success');
		expect(readBy(next)).toBeGreaterThan(readBy(failed));
		await expectSame();
		expect(readBy(await warehouse.run())).toBe(0);
	});

	it('reads them again after n8n was killed between saving and confirming', async () => {
		letHappen(made[7]!);
		await sleep(LATE_MS);
		warehouse.sql('update barrier set seconds = 600');
		await warehouse.begin();
		const sleeping =
			"from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()";
		await until('the run is at the barrier', () =>
			Number(warehouse.sql(`select count(*) ${sleeping} and state = 'active'`)),
		);
		await expectSame();
		const { stage } = warehouse;
		await stage.n8n.process.kill();
		warehouse.sql(`select pg_terminate_backend(pid) ${sleeping}`);
		warehouse.sql('update barrier set seconds = 0');
		stage.n8n = await startN8n(stage.n8n.options);
		const next = await warehouse.run();
		expect(next.status).toBe('success');
		expect(readBy(next)).toBeGreaterThan(0);
		await expectSame();
		expect(readBy(await warehouse.run())).toBe(0);
	});
});
