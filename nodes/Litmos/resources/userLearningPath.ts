import { learningPathLocator } from '../../shared/locators/learningPath';
import { userLocator } from '../../shared/locators/user';
import type { Resource } from '../../shared/operation/types';
import { searchFilter } from './fields';
import { idList, searchAt } from './requests';

/** Columns of the simplified list. The evidence has two names for the date of completion; one of them comes. */
const COLUMNS = [
	'Id',
	'Name',
	'Active',
	'Complete',
	'PercentageComplete',
	'AssignedDate',
	'StartDate',
	'DateCompleted',
	'CompletedDate',
	'AccessTillDate',
] as const;

const PATHS = '/users/{userId}/learningpaths';

export const userLearningPath: Resource = {
	option: { name: 'User Learning Path', value: 'userLearningPath' },
	first: 'getAll',
	operations: [
		{
			name: 'Assign',
			value: 'assign',
			action: 'Assign learning path to user',
			description:
				'Assign learning paths and their courses to a user. Litmos may email the user; there is no setting to prevent it.',
			fields: [userLocator.field, learningPathLocator.field],
			request: { method: 'POST', path: PATHS, ...idList('learningPathId', 'LearningPath') },
			output: {
				kind: 'done',
				json: { assigned: true },
				echo: ['userId', 'learningPathId'],
				already: 'learningPathId',
			},
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many learning paths of user',
			description: 'List the learning paths assigned to a user, with their progress',
			fields: [userLocator.field, searchFilter],
			...searchAt(PATHS, { key: 'Id', simplify: COLUMNS }),
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign learning path from user',
			description:
				'Unassign a learning path from a user. Learning paths that come from a team stay.',
			fields: [userLocator.field, learningPathLocator.field],
			advice: {
				406: 'The learning path comes from a team. Remove the user from the team, or unassign the learning path from the team.',
			},
			request: { method: 'DELETE', path: `${PATHS}/{learningPathId}` },
			output: { kind: 'done', json: { unassigned: true }, echo: ['userId', 'learningPathId'] },
		},
	],
};
