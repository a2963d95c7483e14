// People and what they are given: learning paths, teams, points; courses of teams, fields of courses.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { assignPath } from '../../../sandbox/state/learningPaths';
import { addTeam, addMember, assignToTeam } from '../../../sandbox/state/teams';
import type { LearningPathRecord } from '../../../sandbox/state/records';
import type { State } from '../../../sandbox/state/state';
import type { Bench } from './bench';
import { by } from './locatorValue';

const ownTeam = by('id', '={{ $json.ownTeam }}');
const newPerson: INodeParameters = {
	people: {
		mappingMode: 'defineBelow',
		value: { UserName: '={{ $json.newName }}', FirstName: 'New', LastName: 'Person' },
	},
};
const newPath = by('id', '={{ $json.newPath }}');

export const PEOPLE_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'peopleSync: apply': newPerson,
	'peopleSync: preview': newPerson,
	'customField: getAll': { returnAll: false },
	'gamification: getTeamDetails': { teamId: ownTeam },
	'team: getHierarchy': { teamId: by('id', '={{ $json.parent }}') },
	'teamCourse: assign': { teamId: ownTeam, courseId: by('id', '={{ $json.newCourse }}') },
	'teamCourse: getAll': { teamId: ownTeam },
	'teamCourse: unassign': { teamId: ownTeam },
	'teamLearningPath: assign': { teamId: ownTeam, learningPathId: newPath },
	'teamLearningPath: getAll': { teamId: ownTeam },
	'teamLearningPath: unassign': { teamId: ownTeam },
	'userLearningPath: assign': { learningPathId: newPath },
	'userTeam: add': { teamId: ownTeam },
};

export const PEOPLE_MAILING = [
	'peopleSync: apply',
	'teamCourse: assign',
	'teamLearningPath: assign',
	'userTeam: add',
];

/** Where it is not one: all items of a run share one list of teams, or one request. */
export const PEOPLE_REQUESTS: Readonly<Record<string, number>> = {
	// One list of people for all, and whether an import is under way.
	'peopleSync: apply': 5 / 3,
	'peopleSync: preview': 1 / 3,
	'team: findOrCreate': 4 / 3,
	'team: getHierarchy': 1 / 3,
	'team: mirrorHierarchy': 4 / 3,
	'userCourse: getAllForUsers': 1 / 3,
};

/** Puts a learning path into the tenant that nobody has yet. */
export function addPath(state: State, Name: string, courses: string[]): LearningPathRecord {
	const made: LearningPathRecord = {
		Id: state.random.shortId(),
		OriginalId: 200_000 + state.learningPaths.size,
		Name,
		Description: '',
		Active: true,
		courses,
		teams: new Set(),
		people: new Map(),
	};
	state.learningPaths.set(made.Id, made);
	return made;
}

/** For each item a team whose only member is the stranger, with a course and a path; the person has that path, too. */
export function withPeople({ sandbox: { state } }: Bench, items: IDataObject[]): IDataObject[] {
	const courses = [...state.courses.values()].filter(({ Active }) => Active).slice(8);
	const fields = [...state.courseFields.keys()];
	return items.map((values, item) => {
		const userId = String(values.user);
		const given = String(values.course);
		const team = addTeam(state, { Name: `Own ${item}`, Description: '', ParentTeamId: '' });
		const made = addPath(state, `Path ${item}`, [courses[item].Id]);
		state.enrolments.set(String(values.stranger), new Map());
		addMember(state, { team, userId: String(values.stranger) }, 0);
		assignToTeam(state, { team, courseId: given }, 0);
		made.teams.add(team.Id);
		assignPath(state, { path: made, userId, isDirect: true }, 0);
		Object.assign(state.enrolments.get(userId)?.get(given) ?? {}, { completed: 1_700_000_000_000 });
		return {
			...values,
			ownTeam: team.Id,
			path: made.Id,
			newPath: addPath(state, `New ${item}`, [courses[item].Id]).Id,
			customField: fields[item % fields.length],
		};
	});
}
