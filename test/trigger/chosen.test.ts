/**
 * What the person set, the state that is kept, the time of a poll, and the filters for people.
 * Replaces the clock, which jest uses as well.
 * @jest-environment node
 */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readChosen } from '../../nodes/LitmosTrigger/poll/chosen';
import { startDeadline } from '../../nodes/LitmosTrigger/poll/deadline';
import { filterPeople } from '../../nodes/LitmosTrigger/poll/asking/people';
import { loadState, saveState } from '../../nodes/shared/feeds/changes/state';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

const read = (parameters: IDataObject) =>
	readChosen({
		getNode: () => ({}),
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
	} as unknown as IPollFunctions);

describe('what the person set', () => {
	const [courseId, learningPathId, teamId] = [
		'AAAAAAAAAAA1',
		'Oe4zZK7ZntpWn8FLGZTxuw2',
		'BBBBBBBBBBB1',
	];
	const filters = {
		courseId: locator(` ${courseId} `),
		learningPathId: locator(learningPathId),
		teamId: locator(`https://api.litmos.com/v1.svc/teams/${teamId}?source=x`),
		activeOnly: true,
	};

	it.each([
		['courseCompleted', { courseId, teamId, activeOnly: true }],
		['achievementEarned', { courseId, learningPathId, teamId, activeOnly: true }],
		['teamChanged', { teamId, activeOnly: false }],
		['courseChanged', { courseId, activeOnly: false }],
		['sessionChanged', { activeOnly: false }],
	])('of the filters counts for %s only what belongs to it', (event, expected) => {
		expect(read({ event, filters }).filters).toEqual(expected);
	});

	it.each([
		['Course', { courseId: locator('Fire Safety') }],
		['Course', { courseId: locator('https://acme.litmos.com/course/590874') }],
		['Course', { courseId: locator({ Id: courseId }) }],
		['Learning Path', { learningPathId: locator('590874') }],
		['Team', { teamId: locator('ada@example.com') }],
	])('refuses a filter that no row can match: %s, %j', (label, given) => {
		const event = label === 'Learning Path' ? 'achievementEarned' : 'courseCompleted';
		expect(() => read({ event, filters: given })).toThrow(`The filter "${label}" is not an ID: `);
	});

	it('takes a filter that is a plain text, as in a workflow that no editor wrote', () => {
		const plain = { courseId, teamId: ` ${teamId} ` };
		expect(read({ event: 'courseCompleted', filters: plain }).filters).toEqual({
			courseId,
			teamId,
			activeOnly: false,
		});
		const named = () => read({ event: 'courseCompleted', filters: { courseId: 'Fire Safety' } });
		expect(named).toThrow('The filter "Course" is not an ID: Fire Safety');
	});

	it('is nothing where a filter is empty', () => {
		const asAdded = { mode: 'list', value: '' };
		const empty = {
			courseId: locator(' '),
			learningPathId: asAdded,
			teamId: locator(null),
			activeOnly: 'yes',
		};
		expect(read({ event: 'achievementEarned', filters: empty }).filters).toEqual({
			activeOnly: false,
		});
	});

	it.each([
		[{}, undefined],
		[{ lookBackDays: 0 }, undefined],
		[{ lookBackDays: 1 }, 1],
		[{ lookBackDays: '3650' }, 3650],
	])('looks back as far as %j says', (options, days) => {
		expect(read({ event: 'userCreated', options }).lookBackDays).toBe(days);
	});

	it.each([-1, 3651, 'many'])('refuses %s days', (days) => {
		expect(() => read({ event: 'userCreated', options: { lookBackDays: days } })).toThrow(
			`The field "Look Back at First (Days)" must be a number of days from 1 to 3650: ${days}`,
		);
		expect(() => read({ event: 'courseExpiring', expiringDays: days })).toThrow(/"Days Before"/);
	});

	it('names the call that is made', () => {
		const path = (parameters: IDataObject) => read(parameters).operation.request.path;
		expect(path({ event: 'userCreated' })).toBe('/org/users/details');
		expect(path({ event: 'userCreated', feed: 'byPath', feedPath: 'org/x' })).toBe(
			'/org/users/details',
		);
		expect(path({ event: 'otherFeed', feed: 'byPath', feedPath: 'org/x' })).toBe('/org/x');
		expect(path({ event: 'otherFeed', feed: 'peopleFeed: getTeams' })).toBe('/org/teams');
	});

	it.each([null, undefined, '', ' '])('says that the path is empty where it is %j', (given) => {
		const set: IDataObject = { event: 'otherFeed', feed: 'byPath', feedPath: given };
		const getNodeParameter = (name: string, fallback?: unknown) =>
			name in set ? set[name] : fallback;
		const ctx = { getNode: () => ({}), getNodeParameter } as unknown as IPollFunctions;
		expect(() => readChosen(ctx)).toThrow('The field "Path" is empty');
	});
});

describe('the state', () => {
	const now = Date.now();
	const state = { watermark: now, dedupFloor: now, span: 604_800_000, now, seen: {} };

	it('is found by its owner alone', () => {
		const data: IDataObject = {};
		saveState(data, 'me', { ...state, told: ['clock'] });
		expect(data.state).toMatchObject({ version: 1 });
		expect(loadState(data, 'me', 'feed')).toEqual({ state, isBroken: false, told: ['clock'] });
		expect(loadState(data, 'you', 'feed')).toEqual({ isBroken: false, told: [] });
		expect(loadState({}, 'me', 'feed')).toEqual({ isBroken: false, told: [] });
		expect(loadState({ state: [] }, 'me', 'feed')).toEqual({ isBroken: true, told: [] });
	});
});

describe('the time of a poll', () => {
	afterEach(() => void jest.useRealTimers());

	const start = (budgetMs?: number) => {
		jest.useFakeTimers();
		const getPollBudgetMs = budgetMs === undefined ? undefined : () => budgetMs;
		const deadline = startDeadline({ getPollBudgetMs } as unknown as IPollFunctions);
		const at = async (ms: number) => {
			await jest.advanceTimersByTimeAsync(ms);
			return [deadline.isNear(), deadline.signal.aborted];
		};
		return { deadline, at };
	};

	it.each([
		['300 s, which n8n gives', 300_000, 45_000, 270_000],
		['45 s, after which n8n may leave a poll to itself', 45_000, 27_000, 40_500],
		['10 s', 10_000, 6_000, 9_000],
		['what older versions do not say', undefined, 45_000, 240_000],
	])('of %s is near its end early, and ends before it by a signal', async (...given) => {
		const [, budget, near, end] = given;
		const { at } = start(budget);
		expect(await at(near - 500)).toEqual([false, false]);
		expect(await at(500)).toEqual([true, false]);
		expect(await at(end - near - 500)).toEqual([true, false]);
		expect(await at(1_000)).toEqual([true, true]);
	});

	it('ends with the poll, without a signal', async () => {
		const { deadline, at } = start(10_000);
		deadline.end();
		expect(await at(60_000)).toEqual([true, false]);
	});
});

describe('filters for people', () => {
	const ROWS = ['a', 'b', 'c', 'd'].map((UserId) => ({ row: { UserId } }));
	const about = { person: 'UserId' };

	/** Litmos with these active people and team members. */
	const openCall = (active: readonly string[], members: readonly string[] = []) => {
		const asked: string[] = [];
		const call = async ({ path }: { path: unknown }, values: IDataObject): Promise<unknown> => {
			asked.push(String(path).replace('{userId}', String(values.userId)));
			const people = path === '/users' ? ['a', 'b', 'c', 'd'] : members;
			if (String(path).endsWith('users')) {
				return people.map((Id) => ({ Id, Active: active.includes(Id) }));
			}
			if (values.userId === 'c') return undefined;
			return { Id: values.userId, Active: active.includes(String(values.userId)) };
		};
		const kept = async (rows: typeof ROWS, filters: object, more: object = {}) => {
			const found = await filterPeople(rows, { about: { ...about, ...more }, filters }, call);
			return found.map(({ row }) => row.UserId).join('');
		};
		return { asked, kept };
	};

	it('ask for up to three people one by one, for more by pages', async () => {
		const { asked, kept } = openCall(['a', 'd']);
		const twice = [...ROWS.slice(0, 3), ...ROWS.slice(0, 3)];
		expect(await kept(twice, { activeOnly: true })).toBe('aa');
		expect(asked).toEqual(['/users/a', '/users/b', '/users/c']);
		expect(await kept(ROWS, { activeOnly: true })).toBe('ad');
		expect(asked.slice(3)).toEqual(['/users']);
	});

	it('ask for the members of a team, who are active', async () => {
		const { asked, kept } = openCall([], ['b', 'x']);
		expect(await kept(ROWS, { teamId: 't', activeOnly: true })).toBe('b');
		expect(asked).toEqual(['/teams/{teamId}/users']);
	});

	it.each([
		['no row', [], { activeOnly: true }, {}, ''],
		['no row about a team', [], { teamId: 't' }, {}, ''],
		['no filter', ROWS, {}, {}, 'abcd'],
		['a feed that says who is active', ROWS, { activeOnly: true }, { saysActive: true }, 'abcd'],
		['a feed that says the team', ROWS, { teamId: 't' }, { team: 'TeamId' }, 'abcd'],
		['no person', ROWS, { activeOnly: true, teamId: 't' }, { person: undefined }, 'abcd'],
	])('ask nothing for %s', async (_what, rows, filters, more, expected) => {
		const { asked, kept } = openCall([]);
		expect(await kept(rows, filters, more)).toBe(expected);
		expect(asked).toEqual([]);
	});
});
