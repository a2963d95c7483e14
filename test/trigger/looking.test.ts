// When what begins with time is looked at, and what of it is news.
import type { IDataObject } from 'n8n-workflow';
import type { ChosenCondition } from '../../nodes/LitmosTrigger/poll/chosen';
import { conditionOperations, findEvent } from '../../nodes/LitmosTrigger/events';
import type { ConditionEvent } from '../../nodes/LitmosTrigger/events/types';
import { look } from '../../nodes/LitmosTrigger/poll/looking';
import type { ConditionState, Kept } from '../../nodes/shared/feeds/changes/state';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let time = Date.UTC(2026, 2, 3, 10);
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => time);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const course = (Id: string, ...people: IDataObject[]) => ({ Id, people });
const late = (Id: string, DueDate?: number): IDataObject => ({
	Id,
	DueDate: DueDate === undefined ? undefined : `/Date(${DueDate})/`,
	Completed: false,
	Overdue: true,
});

/** A trigger that looks at courses, and takes its time for it. */
function startLooking(
	event: string,
	courses: ReadonlyArray<ReturnType<typeof course>> = [],
	{ lookBackDays, expiringDays = 30 }: { lookBackDays?: number; expiringDays?: number } = {},
) {
	let kept: Kept<ConditionState> = { isBroken: false, told: [] };
	const call = async (spec: { path: unknown }, { courseId }: IDataObject): Promise<unknown> => {
		time += 2000;
		const found = courses.find(({ Id }) => Id === courseId);
		if (spec.path === '/courses/{courseId}') return await Promise.resolve({ Id: courseId });
		if (spec.path === '/courses/{courseId}/users') return found?.people ?? [];
		return courses.flatMap(({ Id, people }) =>
			people.map((one) => ({ ...one, DueDate: undefined, CourseId: Id })),
		);
	};
	return async (
		filters: IDataObject = {},
		credentialId?: string,
	): Promise<unknown[] | undefined> => {
		const found = findEvent(event) as ConditionEvent;
		const chosen = {
			event: found,
			isCondition: true,
			filters,
			credentialId,
			expiringDays,
			lookBackDays,
			operation: conditionOperations[found.looksAt],
		} as unknown as ChosenCondition;
		const looked = await look(chosen, { call: call as never, now: () => time }, kept);
		if (looked) kept = { ...kept, state: looked.state };
		return looked?.rows.map(({ UserId, ContentId }) => `${String(UserId)} ${String(ContentId)}`);
	};
}

describe('a look at compliance', () => {
	it('is due an hour after the last one began, as Every Hour has it', async () => {
		const again = startLooking('courseExpired');
		const began = time;
		expect(await again()).toEqual([]);
		time = began + HOUR_MS - MINUTE_MS;
		expect(await again()).toBeUndefined();
		// n8n's timer is not exact.
		time = began + HOUR_MS - 5;
		expect(await again()).toEqual([]);
	});

	it('is taken at once where the clock of this machine was set back', async () => {
		const again = startLooking('courseExpired');
		await again();
		time -= DAY_MS;
		expect(await again()).toEqual([]);
	});
});

describe('the first look', () => {
	const people = (now: number) => [late('ada', now - DAY_MS), late('ben', now - 3 * DAY_MS)];

	it.each([
		[undefined, []],
		[2, ['ada first']],
		[4, ['ada first', 'ben first']],
	])('goes back %p days', async (days, told) => {
		const again = startLooking('courseOverdue', [course('first', ...people(time))], {
			lookBackDays: days,
		});
		expect(await again({ courseId: 'first' })).toEqual(told);
	});

	it('tells of nothing that may have begun at any time, as Litmos gives no date', async () => {
		const first = course('first', ...people(time));
		const again = startLooking('courseOverdue', [first], { lookBackDays: 2 });
		expect(await again()).toEqual([]);
		time += HOUR_MS;
		first.people.push(late('dora'));
		expect(await again()).toEqual(['dora first']);
	});
});

describe('a completion that is about to expire as soon as it is there', () => {
	it.each([{ expiringDays: 90 }, { lookBackDays: 1 }])(
		'is told of once, with %j',
		async (options) => {
			const first = course('first');
			const again = startLooking('courseExpiring', [first], options);
			expect(await again({ courseId: 'first' })).toEqual([]);
			first.people.push({
				Id: 'ada',
				Completed: true,
				CompliantTill: `/Date(${time + 20 * DAY_MS})/`,
			});
			for (const told of [['ada first'], []]) {
				time += HOUR_MS;
				expect(await again({ courseId: 'first' })).toEqual(told);
			}
		},
	);
});

describe('other filters', () => {
	const courses = [course('first', late('ada')), course('other', late('ben'), late('cleo'))];

	it('do not make news of what held before', async () => {
		const people = courses[1].people;
		const again = startLooking('courseOverdue', courses);
		expect(await again({ courseId: 'first' })).toEqual([]);
		time += HOUR_MS;
		expect(await again({ courseId: 'other' })).toEqual([]);
		time += HOUR_MS;
		people.push(late('dora'));
		expect(await again({ courseId: 'other' })).toEqual(['dora other']);
	});

	it('do not tell a second time of those who are known without their due date', async () => {
		const again = startLooking('courseOverdue', [course('first', late('ada', time - DAY_MS))]);
		await again();
		time += HOUR_MS;
		expect(await again({ courseId: 'first' })).toEqual([]);
	});

	it('do not hide what has begun since the last look', async () => {
		const began = time;
		const again = startLooking('courseOverdue', [
			course('first'),
			course('other', late('ada', began + HOUR_MS / 2), late('ben', began - DAY_MS)),
		]);
		await again({ courseId: 'first' });
		time = began + HOUR_MS;
		expect(await again({ courseId: 'other' })).toEqual(['ada other']);
	});
});

describe('another credential', () => {
	const before = (days: number) => late('ada', time - days * DAY_MS);

	it('of another account does not make news of what held there before', async () => {
		const courses = [course('first', before(3))];
		const again = startLooking('courseOverdue', courses);
		await again({ courseId: 'first' }, 'one');
		time += HOUR_MS;
		courses[0].people = [late('ben', time - DAY_MS), late('cleo'), late('dora', time - MINUTE_MS)];
		expect(await again({ courseId: 'first' }, 'other')).toEqual(['dora first']);
		time += HOUR_MS;
		courses[0].people.push(late('eve'));
		expect(await again({ courseId: 'first' }, 'other')).toEqual(['eve first']);
	});

	it.each([undefined, 'one', 'other'])('hides nothing of the same account: %s', async (next) => {
		const courses = [course('first', before(3))];
		const again = startLooking('courseOverdue', courses, { lookBackDays: 7 });
		expect(await again({ courseId: 'first' }, 'one')).toEqual(['ada first']);
		time += HOUR_MS;
		courses[0].people.push(late('ben'));
		expect(await again({ courseId: 'first' }, next)).toEqual(['ben first']);
	});

	it('is not known of a state from before it was kept', async () => {
		const courses = [course('first', late('ada'))];
		const again = startLooking('courseOverdue', courses);
		await again({ courseId: 'first' });
		time += HOUR_MS;
		courses[0].people = [late('ben')];
		expect(await again({ courseId: 'first' }, 'one')).toEqual(['ben first']);
	});
});
