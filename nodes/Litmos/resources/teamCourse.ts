import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../shared/locators/course';
import { teamLocator } from '../../shared/locators/team';
import type { Resource } from '../../shared/operation/types';
import { searchFilter, sendEmailField } from './fields';
import { IDS_PER_REQUEST, searchAt } from './requests';

/** Columns of the simplified list. */
const COLUMNS = [
	'Id',
	'Name',
	'Code',
	'Active',
	'CourseTeamLibrary',
	'Description',
	'OriginalId',
	'CourseCodeForBulkImport',
	'AccessTillDate',
	'AccessTillDays',
] as const;

const placeField: INodeProperties = {
	displayName: 'Place',
	name: 'coursePlace',
	type: 'options',
	options: [
		{
			name: 'Team Courses',
			value: 'courses',
			description: 'The course is assigned to the members of the team',
		},
		{
			name: 'Team Library',
			value: 'library',
			description: 'Members can choose the course themselves; nothing is assigned',
		},
	],
	default: 'courses',
	description: 'Where to put the course in the team',
};

/** One source names the course CourseId, the others Id, and a client sends both (contract: teamCourses.assign). */
const COURSES = {
	path: '/teams/{teamId}/courses',
	body: [['Id', 'courseId'], ['CourseId', 'courseId'], 'CourseTeamLibrary'],
	xml: 'Course',
	batch: { max: IDS_PER_REQUEST, ignoresUnknown: true },
} as const;

const derive = ({ coursePlace }: IDataObject) => ({ CourseTeamLibrary: coursePlace === 'library' });

export const teamCourse: Resource = {
	option: { name: 'Team Course', value: 'teamCourse' },
	first: 'getAll',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign course to team',
			description: "Assign courses to the members of a team, or add them to the team's library",
			fields: [
				teamLocator.field,
				courseLocator.field,
				placeField,
				{
					displayName: 'Include Sub-Teams',
					name: 'includeSubTeams',
					type: 'boolean',
					default: false,
					description: 'Whether to assign to all sub-teams as well',
				},
				{
					...sendEmailField,
					description:
						'Whether Litmos emails the members about the course. Only users who have signed in before get the email. When this is off, a new user may not get an invitation either.',
				},
			],
			derive,
			request: {
				method: 'POST',
				...COURSES,
				query: [
					['includesubteams', 'includeSubTeams'],
					['sendmessage', 'sendEmail'],
				],
			},
			output: { kind: 'done', json: { assigned: true }, echo: ['teamId', 'courseId'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many courses of team',
			description: 'List the courses of a team, including its library',
			fields: [teamLocator.field, searchFilter],
			// A course may stand in both places.
			...searchAt('/teams/{teamId}/courses', {
				key: ['Id', 'CourseTeamLibrary'],
				simplify: COLUMNS,
			}),
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign course from team',
			description: 'Unassign courses from the members of a team, or remove them from its library',
			fields: [teamLocator.field, courseLocator.field, placeField],
			derive,
			advice: {
				403: 'The course may come from a learning path of the team. If so, unassign the learning path from the team. Otherwise the owner of the API Key may lack the permission.',
			},
			request: { method: 'DELETE', ...COURSES },
			output: { kind: 'done', json: { unassigned: true }, echo: ['teamId', 'courseId'] },
		},
	],
};
