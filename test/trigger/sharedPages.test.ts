import { sharedPages } from '../../nodes/LitmosTrigger/poll/asking/sharedPages';
import type { Page } from '../../nodes/shared/feeds/changes/scan';

function deferred() {
	let resolve!: (page: Page) => void;
	let reject!: (error: Error) => void;
	const promise = new Promise<Page>((...both) => ([resolve, reject] = both));
	return { promise, resolve, reject };
}

/** A request whose answer comes when the test says so. */
function request() {
	const { promise, resolve, reject } = deferred();
	const ask = jest.fn(async () => await promise);
	return {
		ask,
		answer: (serverMs: number) => resolve({ rows: [{ Id: 'a' }], serverMs }),
		fail: reject,
	};
}

const patient = new AbortController().signal;
let names = 0;
const newName = (): string => `feed ${++names}`;

describe('pages that triggers share', () => {
	it('are waited for while they are under way', async () => {
		const [name, first, second] = [newName(), request(), request()];
		const pages = [
			sharedPages(1, patient)(name, first.ask),
			sharedPages(2, patient)(name, second.ask),
		];
		first.answer(3);
		const [mine, others] = await Promise.all(pages);
		expect(others).toEqual({ rows: [{ Id: 'a' }], serverMs: 3 });
		expect(others!.rows).not.toBe(mine!.rows);
		expect(second.ask).not.toHaveBeenCalled();
	});

	it('are a copy of its own for each', async () => {
		const [name, first, others] = [newName(), request(), request()];
		first.answer(3);
		const pages = [await sharedPages(1, patient)(name, first.ask)];
		for (let count = 0; count < 2; count++) {
			pages.push(await sharedPages(1, patient)(name, others.ask));
		}
		expect(others.ask).not.toHaveBeenCalled();
		expect(new Set(pages.map(({ rows }) => rows)).size).toBe(3);
	});

	it('are not waited for by a trigger that begins, and asks itself in any case', async () => {
		const [name, first, second] = [newName(), request(), request()];
		void sharedPages(1, patient)(name, first.ask);
		second.answer(5);
		expect(await sharedPages(Infinity, patient)(name, second.ask)).toMatchObject({ serverMs: 5 });
	});

	it('are asked for once more where the answer did not come', async () => {
		const [name, first, second, third] = [newName(), request(), request(), request()];
		const failing = sharedPages(1, patient)(name, first.ask);
		const others = [second, third].map(async ({ ask }) => await sharedPages(1, patient)(name, ask));
		first.fail(new Error('no answer'));
		await expect(failing).rejects.toThrow('no answer');
		second.answer(4);
		expect(await Promise.all(others)).toEqual(Array(2).fill({ rows: [{ Id: 'a' }], serverMs: 4 }));
		expect(third.ask).not.toHaveBeenCalled();
	});

	it('are not waited for longer than a poll has time', async () => {
		const [name, first, second] = [newName(), request(), request()];
		void sharedPages(1, patient)(name, first.ask);
		const time = new AbortController();
		const waiting = sharedPages(1, time.signal)(name, second.ask);
		time.abort();
		second.answer(5);
		expect(await waiting).toMatchObject({ serverMs: 5 });
	});

	it.each([
		['is not newer than what was read before', 3, 3],
		['comes while a trigger begins', Infinity, 3],
	])('are asked for where the answer %s', async (_, newerThan, serverMs) => {
		const [name, first, second] = [newName(), request(), request()];
		first.answer(serverMs);
		second.answer(9);
		await sharedPages(1, patient)(name, first.ask);
		expect(await sharedPages(newerThan, patient)(name, second.ask)).toMatchObject({ serverMs: 9 });
	});

	it('are used once in a poll: who asks again is given another answer', async () => {
		const [name, first, second] = [newName(), request(), request()];
		first.answer(3);
		second.answer(4);
		await sharedPages(1, patient)(name, first.ask);
		const read = sharedPages(1, patient);
		expect(await read(name, second.ask)).toMatchObject({ serverMs: 3 });
		expect(await read(name, second.ask)).toMatchObject({ serverMs: 4 });
	});
});
