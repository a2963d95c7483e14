import { learningPathLocator } from '../../shared/locators/learningPath';
import { teamLocator } from '../../shared/locators/team';
import type { Resource } from '../../shared/operation/types';
import { searchFilter, sendEmailField } from './fields';
import { PATH_COLUMNS } from './learningPath';
import { IDS_PER_REQUEST, searchAt } from './requests';

/** One source names it Id, another LearningPathId, and a client sends both (contract: teamLearningPaths.assign). */
const PATHS = {
	path: '/teams/{teamId}/learningpaths',
	body: [
		['Id', 'learningPathId'],
		['LearningPathId', 'learningPathId'],
	],
	xml: 'LearningPath',
	batch: { max: IDS_PER_REQUEST, ignoresUnknown: true },
} as const;

export const teamLearningPath: Resource = {
	option: { name: 'Team Learning Path', value: 'teamLearningPath' },
	first: 'getAll',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign learning path to team',
			description: 'Assign learning paths and their courses to the members of a team',
			fields: [
				teamLocator.field,
				learningPathLocator.field,
				{
					...sendEmailField,
					description: 'Whether Litmos emails the members',
				},
			],
			request: { method: 'POST', ...PATHS, query: [['sendmessage', 'sendEmail']] },
			output: { kind: 'done', json: { assigned: true }, echo: ['teamId', 'learningPathId'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many learning paths of team',
			description: 'List the learning paths assigned to a team',
			fields: [teamLocator.field, searchFilter],
			...searchAt('/teams/{teamId}/learningpaths', { key: 'Id', simplify: PATH_COLUMNS }),
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign learning path from team',
			description: 'Unassign learning paths from the members of a team',
			fields: [teamLocator.field, learningPathLocator.field],
			request: { method: 'DELETE', ...PATHS },
			output: { kind: 'done', json: { unassigned: true }, echo: ['teamId', 'learningPathId'] },
		},
	],
};
