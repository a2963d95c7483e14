// What a compliance report makes of rows that come more than once, in another order, or with gaps.
import type { IDataObject } from 'n8n-workflow';
import { COURSES, readCompliance } from '../../nodes/shared/feeds/compliance';
import { readTeamNames } from '../../nodes/shared/feeds/members';
import type { Call } from '../../nodes/shared/operation/types';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => `/Date(${Date.now() - days * DAY_MS}-0500)/`;

/** Answers by path, the same whatever is asked; the feed of dates in its newest week only. */
const answering =
	(answers: Record<string, IDataObject[]>): Call =>
	async ({ path }, { start, to } = {}) => {
		const isOver = Number(start ?? 0) > 0 || Date.parse(String(to)) < Date.now();
		return await Promise.resolve(isOver ? [] : (answers[String(path)] ?? []));
	};

const person = { Id: 'u', UserName: 'ada' };
const old = { UpdatedDate: daysAgo(3), CompliantTillDate: daysAgo(2), CreatedDate: daysAgo(900) };
const renewed = { UpdatedDate: daysAgo(1), CompliantTillDate: daysAgo(-300) };

describe('of several results of a user in a course, the one that changed last counts', () => {
	const both = [
		[old, renewed],
		[renewed, old],
	];

	it.each(both)('in the results of all courses', async (...results) => {
		const rows = results.map((result) => ({
			...person,
			CourseId: 'c',
			Completed: true,
			...result,
		}));
		const call = answering({ '/results/details': rows });
		const found = await readCompliance(COURSES, call, { lookBack: 'none' });
		expect(found.map(({ Status }) => Status)).toEqual(['Completed']);
	});

	it.each(both)('in the dates', async (...results) => {
		const rows = results.map((result) => ({ UserId: 'u', Id: 'c', ...result }));
		const call = answering({
			'/results/details': [{ ...person, CourseId: 'c', Completed: true }],
			'/org/results/details': rows,
		});
		const found = await readCompliance(COURSES, call, { lookBack: 'last30Days' });
		expect(found.map(({ Status }) => Status)).toEqual(['Completed']);
	});
});

it('has all rows of which Litmos does not say whose they are', async () => {
	const rows = ['ada', 'grace'].map((UserName) => ({ UserName, CourseId: 'c', Completed: true }));
	const call = answering({ '/results/details': rows });
	expect(await readCompliance(COURSES, call, { lookBack: 'none' })).toHaveLength(2);
});

it.each([[{}], [{ Name: null }], [{ Name: '' }]])(
	'calls a team by its ID where it has %j',
	async (named) => {
		const call = answering({
			'/teams': [{ Id: 't', ...named }],
			'/teams/{teamId}/users': [person],
		});
		expect((await readTeamNames(call, {})).get('u')).toEqual([{ id: 't', name: 't' }]);
	},
);
