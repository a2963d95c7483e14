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
			description:
				'Give learning paths to the members of a team, and with them their courses. Up to 25 learning paths for the same team are sent in one request.',
			fields: [
				teamLocator.field,
				learningPathLocator.field,
				{
					...sendEmailField,
					description:
						'Whether Litmos emails the members. The switch is sent as one document describes it; nobody has shown that Litmos heeds it here.',
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
			description:
				'Take learning paths from the members of a team. Up to 25 learning paths for the same team are sent in one request.',
			fields: [teamLocator.field, learningPathLocator.field],
			request: { method: 'DELETE', ...PATHS },
			output: { kind: 'done', json: { unassigned: true }, echo: ['teamId', 'learningPathId'] },
		},
	],
};
