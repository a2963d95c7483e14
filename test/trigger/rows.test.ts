// What in a row is an event, when it happened, and by what it is known again.
import type { IDataObject } from 'n8n-workflow';
import { chosenFeed, events, findEvent } from '../../nodes/LitmosTrigger/events';
import { feedChoices } from '../../nodes/shared/feeds/feedGroups';
import type { FeedEvent } from '../../nodes/LitmosTrigger/events/types';
import type { Filters } from '../../nodes/LitmosTrigger/poll/chosen';
import { STAMPS } from '../../nodes/shared/feeds/changes/stamps';
import { eventReader } from '../../nodes/LitmosTrigger/poll/rows';
import { feedOperation } from '../../nodes/shared/feeds/feed';

const NOW = Date.UTC(2026, 2, 3);
const iso = (at: number) => new Date(at).toISOString();

/** The event that a row is, if it is one. */
const readIn = (name: string, row: IDataObject, filters: Filters = {}) => {
	const event = findEvent(name) as FeedEvent;
	return eventReader(event, feedOperation(event.feed), filters)(row, NOW);
};

describe('a row of Other Feed', () => {
	const at = (column: string) => NOW - 1000 * (1 + STAMPS.findIndex((one) => one === column));
	const dates = Object.fromEntries(STAMPS.map((column) => [column, iso(at(column))]));

	it('is dated by these columns', () => {
		expect(STAMPS).toEqual([
			'UpdatedDate',
			'ActivityDate',
			'LoginDate',
			'AchievementDate',
			'CreatedDate',
		]);
	});

	it.each(STAMPS)('is dated by %s, where it has no date before that', (column) => {
		const later = STAMPS.slice(STAMPS.indexOf(column));
		const row = { Id: 1, ...Object.fromEntries(later.map((one) => [one, dates[one]])) };
		expect(readIn('otherFeed', row)).toMatchObject({ row, at: at(column) });
	});

	it('is not dated by what is no date', () => {
		const row = { UpdatedDate: '', ActivityDate: null, LoginDate: 'x', CreatedDate: iso(5000) };
		expect(readIn('otherFeed', row)?.at).toBe(5000);
	});

	it('counts from when it is seen where it has no date', () => {
		expect(readIn('otherFeed', { Id: 1, FinishDate: iso(5000) })?.at).toBe(NOW);
	});
});

describe('the feed of Other Feed', () => {
	it('is one of the list', () => {
		for (const { value, feed } of feedChoices) expect(chosenFeed(value, 'ignored')).toBe(feed);
		expect(feedChoices.map(({ value }) => value)).not.toContain(
			'resultFeed: getNamedCourseResults',
		);
	});

	it.each(['org/teams', '/org/teams', ' /org/teams '])('is given by its path: "%s"', (path) => {
		expect(chosenFeed('byPath', path)).toMatchObject({ path: '/org/teams', key: [] });
	});

	it.each(['', ' '])('is to be given: "%s"', (path) => {
		expect(() => chosenFeed('byPath', path)).toThrow('The field "Path" is empty');
	});

	it.each(['/', '//x', '/org/', '/org//x', '/a b', '../x', '/x?y=1', 'https://x/y', '/é'])(
		'is not given by "%s"',
		(path) => {
			expect(() => chosenFeed('byPath', path)).toThrow(
				`The field "Path" is not the path of a feed: ${path}`,
			);
		},
	);
});

it('an event that there is not is refused', () => {
	expect(() => findEvent('x')).toThrow('Litmos Trigger has no event "x"');
	expect(events.map(({ value }) => findEvent(value))).toEqual(events);
});

describe('a row', () => {
	const done = { UserId: 'u', Id: 'c', CreatedDate: iso(1), CompletedDate: iso(NOW) };
	const member = { Id: 'u', TeamId: 't', CreatedDate: iso(0), UpdatedDate: iso(NOW) };
	const user = { Id: 'u', CreatedDate: iso(NOW), UpdatedDate: iso(NOW) };

	it.each([
		['courseCompleted', { ...done, Completed: true }, true],
		['courseCompleted', { ...done, Completed: false }, false],
		['courseCompleted', { ...done, Completed: 'true' }, false],
		['courseCompleted', { ...done, Completed: true, CompletedDate: null }, false],
		['teamMemberPromoted', { ...member, IsTeamAdmin: true }, true],
		['teamMemberPromoted', { ...member, IsTeamLeader: true, IsTeamAdmin: false }, true],
		['teamMemberPromoted', { ...member, IsTeamLeader: false }, false],
		['userUpdated', { ...user, UpdatedDate: iso(NOW + 1000) }, true],
		['userUpdated', { ...user, UpdatedDate: iso(NOW + 999) }, false],
		['userUpdated', user, false],
	])('of %s %j is an event: %s', (name, row, isOne) => {
		expect(readIn(name, row) !== undefined).toBe(isOne);
	});

	const result = { ...done, Completed: true };
	it.each<[string, IDataObject, Filters, boolean]>([
		['courseCompleted', result, { courseId: 'c' }, true],
		['courseCompleted', result, { courseId: 'd' }, false],
		['courseCompleted', result, { learningPathId: 'd', teamId: 't' }, true],
		['achievementEarned', { CreatedDate: iso(NOW) }, { learningPathId: 'l' }, false],
		[
			'achievementEarned',
			{ CreatedDate: iso(NOW), LearningPathId: 'l' },
			{ learningPathId: 'l' },
			true,
		],
		['teamMemberAdded', member, { teamId: 't' }, true],
		['teamMemberAdded', member, { teamId: 'x' }, false],
		['userCreated', { ...user, Active: false }, { activeOnly: true }, false],
		['userCreated', { ...user, Active: false }, { activeOnly: false }, true],
		['userCreated', { ...user, Active: true }, { activeOnly: true }, true],
		['userCreated', user, { activeOnly: true }, true],
		['teamMemberAdded', { ...member, Active: false }, { activeOnly: true }, true],
	])('of %s %j is wanted by the filters %j: %s', (name, row, filters, isOne) => {
		expect(readIn(name, row, filters) !== undefined).toBe(isOne);
	});

	it('is known again by its record and its time', () => {
		const keys = [
			{ ...result, Name: 'other' },
			{ ...result, UserId: 'v' },
			{ ...result, CompletedDate: iso(NOW + 1) },
		].map((row) => readIn('courseCompleted', row)?.dedupKey);
		expect(keys[0]).toBe(readIn('courseCompleted', result)?.dedupKey);
		expect(new Set(keys).size).toBe(3);
	});
});
