import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addMember } from '../../../sandbox/state/teams';
import { assignCourse } from '../../../sandbox/state/state';
import { asksLitmos, rows } from '../../../scripts/operationList';
import type { Bench } from './bench';
import { by } from './locatorValue';
import { PEOPLE_MAILING, PEOPLE_OPERATIONS, withPeople } from './peopleOperations';
import { CHANGED_TABLES, REPORT_OPERATIONS, reportItem } from './reportOperations';
import { CONTENT_OPERATIONS, contentItem } from './contentOperations';
import { ILT_OPERATIONS, iltItem } from './iltOperations';
import { LRS_OPERATIONS, lrsItem } from './lrsOperations';
import { ENGINE_OPERATIONS } from './engineOperations';
import { parametersFor } from './sampleParameters';

/** Where an operation is tried with more than its required fields, or with other records than most. */
export const OWN_PARAMETERS: Readonly<Record<string, INodeParameters>> = {
	'customApiCall: send': { method: 'GET', path: '=/users/{{ $json.user }}' },
	...ILT_OPERATIONS,
	'team: getSubTeams': { teamId: by('id', '={{ $json.parent }}') },
	'team: update': { updateFields: { Description: '={{ $json.name }}' } },
	'teamMember: add': { userId: by('id', '={{ $json.stranger }}') },
	'teamRole: demote': { teamRole: 'leaders' },
	'teamRole: getAll': { teamRole: 'leaders' },
	'teamRole: promote': { teamRole: 'admins' },
	'user: create': { UserName: '={{ $json.newName }}', FirstName: 'New', LastName: 'Person' },
	'user: upsert': { UserName: '={{ $json.newName }}', FirstName: 'New', LastName: 'Person' },
	'user: getLoginLink': { courseId: by('id', '={{ $json.course }}') },
	'user: getAll': { detail: 'details' },
	'user: reactivate': { userId: by('id', '={{ $json.inactive }}') },
	'user: setCustomFields': {
		customFields: { field: [{ name: 'Department', value: '={{ $json.name }}' }] },
	},
	'user: update': { updateFields: { City: '={{ $json.name }}' } },
	'userCourse: assign': { courseId: by('id', '={{ $json.newCourse }}') },
	...PEOPLE_OPERATIONS,
	...REPORT_OPERATIONS,
	...CONTENT_OPERATIONS,
	...ENGINE_OPERATIONS,
	...LRS_OPERATIONS,
};

/** Parameters for every operation of the nodes; `items` gives the values. */
export const OPERATIONS: Readonly<Record<string, INodeParameters>> = Object.fromEntries(
	rows.map(({ name, operation }) => {
		const spoken = name.replace(':', ': ');
		return [spoken, parametersFor(operation, OWN_PARAMETERS[spoken])];
	}),
);

/** Those of them that ask Litmos anything. */
export const ASKING = rows.filter(asksLitmos).map(({ name }) => name.replace(':', ': '));

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
			table: CHANGED_TABLES[item % CHANGED_TABLES.length],
			...contentItem(state, item, { user: person.Id, team: unit.Id, course: own.Id }),
			...lrsItem(bench, item),
			...iltItem(state, { person, newcomer: stranger, own }),
		};
	});
	return withPeople(bench, items);
}
