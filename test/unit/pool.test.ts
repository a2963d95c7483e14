import { runPool } from '../../nodes/shared/operation/pool';
import { processorTime } from '../support/processorTime';

/** Tasks that end when they are told to. */
function controlled(keys: string[]) {
	const events: string[] = [];
	const ends: Array<(goOn: boolean) => void> = [];
	const tasks = keys.map((key, index) => ({
		key,
		work: async () => {
			events.push(`start ${index}`);
			return await new Promise<boolean>((resolve) => {
				ends[index] = (goOn) => {
					events.push(`end ${index}`);
					resolve(goOn);
				};
			});
		},
	}));
	const end = async (index: number, goOn = true) => {
		ends[index]?.(goOn);
		await settled();
	};
	return { tasks, events, end, isRunning: (index: number) => ends[index] !== undefined };
}

/** Until everything that can happen has happened. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const started = (events: string[]) => events.filter((event) => event.startsWith('start')).length;
const different = (count: number) => Array.from({ length: count }, (_, index) => `#${index}`);

describe('the pool', () => {
	it('runs five tasks at a time, the next as soon as one ends', async () => {
		const { tasks, events, end } = controlled(different(8));
		const done = runPool(tasks);
		await settled();
		expect(started(events)).toBe(5);
		await end(3);
		expect(started(events)).toBe(6);
		await end(0);
		await end(1);
		expect(started(events)).toBe(8);
		for (const index of [2, 4, 5, 6, 7]) await end(index);
		expect(await done).toBe(8);
	});

	it('starts tasks in their order', async () => {
		const order: number[] = [];
		const tasks = different(20).map((key, index) => ({
			key,
			work: async () => {
				order.push(index);
				return await Promise.resolve(true);
			},
		}));
		await runPool(tasks);
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order).toHaveLength(20);
	});

	it('runs tasks with the same key one after the other, others beside them', async () => {
		const { tasks, events, end } = controlled(['a', 'a', 'b', 'a']);
		const done = runPool(tasks);
		await settled();
		expect(events).toEqual(['start 0', 'start 2']);
		await end(0);
		await end(1);
		await end(3);
		await end(2);
		expect(events).toEqual([
			'start 0',
			'start 2',
			'end 0',
			'start 1',
			'end 1',
			'start 3',
			'end 3',
			'end 2',
		]);
		expect(await done).toBe(4);
	});

	it('starts nothing further once a task says so, and waits for those in flight', async () => {
		const { tasks, events, end } = controlled(different(9));
		const done = runPool(tasks);
		let isOver = false;
		void done.then(() => (isOver = true));
		await settled();
		await end(2, false);
		for (const index of [0, 1, 3]) await end(index);
		expect(started(events)).toBe(5);
		expect(isOver).toBe(false);
		await end(4);
		expect(started(events)).toBe(5);
		expect(isOver).toBe(true);
		expect(await done).toBe(5);
	});

	it('does not start a task that waited for one with its key when another one failed', async () => {
		const { tasks, events, end } = controlled(['a', 'b', 'a']);
		const done = runPool(tasks);
		await settled();
		await end(1, false);
		await end(0);
		expect(events).toEqual(['start 0', 'start 1', 'end 1', 'end 0']);
		expect(await done).toBe(2);
	});

	it('does not start the next task with the key of the one that failed', async () => {
		const { tasks, events, end } = controlled(['a', 'a', 'a']);
		const done = runPool(tasks);
		await settled();
		await end(0, false);
		expect(started(events)).toBe(1);
		expect(await done).toBe(1);
	});

	it('counts what was started', async () => {
		expect(await runPool([])).toBe(0);
		const work = async () => await Promise.resolve(true);
		expect(await runPool(different(12).map((key) => ({ key, work })))).toBe(12);
	});
});

it('costs no more for a task of many than for one of few', async () => {
	async function costOf(count: number): Promise<number> {
		const tasks = Array.from({ length: count }, (_, n) => ({
			key: String(n),
			work: async () => true,
		}));
		return await processorTime(async () => expect(await runPool(tasks)).toBe(count), 3);
	}

	await costOf(10_000);
	const few = 15 * (await costOf(10_000));
	// Taking tasks from the front of the array made it fifteen times as much.
	expect((await costOf(150_000)) / few).toBeLessThan(6);
});

describe('tasks that wait for others', () => {
	const done = async () => true;

	it.each([
		['the same record, twice', [{ key: 'ada' }, { key: 'ada', after: 'ada' }]],
		['each other', [{ key: 'a' }, { key: 'b', after: 'a' }, { key: 'a', after: 'b' }]],
		[
			'each other, with many between',
			[
				{ key: 'a', after: 'b' },
				...different(9).map((key) => ({ key })),
				{ key: 'b', after: 'a' },
				{ key: 'a', after: 'b' },
			],
		],
	])('end where they name %s', async (_, tasks) => {
		expect(await runPool(tasks.map((task) => ({ ...task, work: done })))).toBe(tasks.length);
	});
});
