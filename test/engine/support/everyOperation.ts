import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addMember } from '../../../sandbox/state/teams';
import { assignCourse } from '../../../sandbox/state/state';
import type { Bench } from './bench';
import { by } from './locatorValue';
import { PEOPLE_MAILING, PEOPLE_OPERATIONS, withPeople } from './peopleOperations';
import { REPORT_OPERATIONS, reportItem } from './reportOperations';
import { CONTENT_OPERATIONS, contentItem } from './contentOperations';
import { ILT_OPERATIONS, iltItem } from './iltOperations';
import { ENGINE_OPERATIONS } from './engineOperations';

const user = by('id', '={{ $json.user }}');
const team = by('id', '={{ $json.team }}');
const course = by('id', '={{ $json.course }}');

/** Parameters for every operation of the nodes; `items` gives the values. */
export const OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'course: get': { courseId: course },
	'course: getDetails': { courseId: course },
	'course: getAll': { returnAll: true },
	'course: getModules': { courseId: course },
	'course: getUsers': { courseId: course },
	'customApiCall: send': { method: 'GET', path: '=/users/{{ $json.user }}' },
	...ILT_OPERATIONS,
	'team: create': { Name: '={{ $json.name }}' },
	'team: createSubTeam': { teamId: team, Name: '={{ $json.name }}' },
	'team: delete': { teamId: team },
	'team: get': { teamId: team },
	'team: getAll': { returnAll: true },
	'team: getSubTeams': { teamId: by('id', '={{ $json.parent }}') },
	'team: update': { teamId: team, updateFields: { Description: '={{ $json.name }}' } },
	'teamMember: add': { teamId: team, userId: by('id', '={{ $json.stranger }}') },
	'teamMember: getAll': { teamId: team },
	'teamMember: remove': { teamId: team, userId: user },
	'teamRole: demote': { teamId: team, userId: user, teamRole: 'leaders' },
	'teamRole: getAll': { teamId: team, teamRole: 'leaders' },
	'teamRole: promote': { teamId: team, userId: user, teamRole: 'admins' },
	'user: create': { UserName: '={{ $json.newName }}', FirstName: 'New', LastName: 'Person' },
	'user: upsert': { UserName: '={{ $json.newName }}', FirstName: 'New', LastName: 'Person' },
	'user: deactivate': { userId: user },
	'user: delete': { userId: user },
	'user: get': { userId: user },
	'user: getCustomFields': { userId: user },
	'user: getLoginLink': { userId: user, courseId: course },
	'user: getAll': { returnAll: true, detail: 'details' },
	'user: reactivate': { userId: by('id', '={{ $json.inactive }}') },
	'user: setCustomFields': {
		userId: user,
		customFields: { field: [{ name: 'Department', value: '={{ $json.name }}' }] },
	},
	'user: update': { userId: user, updateFields: { City: '={{ $json.name }}' } },
	'userCourse: assign': { userId: user, courseId: by('id', '={{ $json.newCourse }}') },
	'userCourse: get': { userId: user, courseId: course },
	'userCourse: getAll': { userId: user },
	'userCourse: reset': { userId: user, courseId: course },
	'userCourse: unassign': { userId: user, courseId: course },
	...PEOPLE_OPERATIONS,
	...REPORT_OPERATIONS,
	...CONTENT_OPERATIONS,
	...ENGINE_OPERATIONS,
};

/** Operations with a Send Email switch. */
export const MAILING = [
	'user: create',
	'user: upsert',
	'teamMember: add',
	'userCourse: assign',
	...PEOPLE_MAILING,
	'bulkImport: importPeople',
	'userCourse: assignMany',
];

/** Arranges the tenant so that every operation has something to do, and names it for each item. */
export function itemsFor(bench: Bench, count = 3): IDataObject[] {
	const { state } = bench.sandbox;
	const reported = reportItem(bench);
	const people = [...state.users.values()].slice(2);
	const teams = [...state.teams.values()];
	const courses = [...state.courses.values()].filter(({ Active }) => Active);
	const items = Array.from({ length: count }, (_, item) => {
		const [person, stranger, inactive] = people.slice(item * 3);
		const [own, fresh] = courses.slice(2 + item * 2);
		// The third team has the learning path; these are root teams with nothing in common.
		const unit = teams[4 + item];
		// Litmos writes about courses to people who have signed in before: everybody has.
		Object.assign(person, {
			Active: true,
			LastLogin: '2026-01-02T03:04:05Z',
			AccessLevel: 'Learner',
		});
		Object.assign(stranger, { Active: true, LastLogin: '2026-01-02T03:04:05Z' });
		Object.assign(inactive, { Active: false });
		unit.members.delete(stranger.Id);
		teams[item].ParentTeamId = '';
		unit.ParentTeamId = teams[item].Id;
		addMember(state, { team: unit, userId: person.Id }, 0);
		unit.leaders.add(person.Id);
		state.enrolments.set(person.Id, new Map());
		assignCourse(state, { userId: person.Id, courseId: own.Id, source: 'direct' }, 0);
		return {
			user: person.Id,
			stranger: stranger.Id,
			inactive: inactive.Id,
			team: unit.Id,
			parent: teams[item].Id,
			course: own.Id,
			newCourse: fresh.Id,
			name: `Example ${item}`,
			newName: `person${item}@new.example.com`,
			...reported,
			...contentItem(state, item, { user: person.Id, team: unit.Id, course: own.Id }),
			...iltItem(state, { person, newcomer: stranger, own }),
		};
	});
	return withPeople(bench, items);
}
