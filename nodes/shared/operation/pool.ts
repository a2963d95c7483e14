/** Items in flight at once: enough to hide the latency of a request, few enough to stop in time. */
const IN_FLIGHT = 5;

/** Work on one or more items. */
export interface Task {
	/** Tasks with the same key touch the same record: they run one after the other, in order. */
	key: string;
	/** The key of a task before this one that has to end first. */
	after?: string;
	/** Resolves to false to have no further task started; never rejects. */
	work: () => Promise<boolean>;
}

/** Runs the tasks in order, five at a time. Returns how many were started. */
export async function runPool(tasks: readonly Task[]): Promise<number> {
	const lastOf = new Map<string, Promise<boolean>>();
	// One iterator for all workers: taking from the front of a long array would move all the rest.
	const waiting = tasks.values();
	let started = 0;
	let isOpen = true;

	async function next(task: Task): Promise<boolean> {
		// Both are looked up before anything is awaited: so they are tasks before this one, and no two wait for each other.
		const before = lastOf.get(task.key);
		const awaited = task.after === undefined ? undefined : lastOf.get(task.after);
		if ((await before) === false || (await awaited) === false || !isOpen) return false;
		started++;
		return await task.work();
	}

	async function worker(): Promise<void> {
		while (isOpen) {
			const { value: task, done: isEmpty } = waiting.next();
			if (isEmpty) return;
			const done = next(task);
			lastOf.set(task.key, done);
			if (!(await done)) isOpen = false;
		}
	}

	await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
	return started;
}
