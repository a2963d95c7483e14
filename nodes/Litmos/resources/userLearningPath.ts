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
				'Give learning paths to a person, and with them their courses. Up to 25 learning paths for the same person are sent in one request. Whether Litmos emails the person is not known, and nothing is known to prevent it.',
			fields: [userLocator.field, learningPathLocator.field],
			request: { method: 'POST', path: PATHS, ...idList('learningPathId', 'LearningPath') },
			output: { kind: 'done', json: { assigned: true }, echo: ['userId', 'learningPathId'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many learning paths of user',
			description: 'List the learning paths assigned to a person, with their progress',
			fields: [userLocator.field, searchFilter],
			...searchAt(PATHS, { key: 'Id', simplify: COLUMNS }),
		},
		{
			name: 'Unassign',
			value: 'unassign',
			action: 'Unassign learning path from user',
			description: 'Take a learning path from a person, unless a team gives it',
			fields: [userLocator.field, learningPathLocator.field],
			advice: {
				406: 'The learning path comes with a team. Take the person out of the team, or the learning path from it.',
			},
			request: { method: 'DELETE', path: `${PATHS}/{learningPathId}` },
			output: { kind: 'done', json: { unassigned: true }, echo: ['userId', 'learningPathId'] },
		},
	],
};
