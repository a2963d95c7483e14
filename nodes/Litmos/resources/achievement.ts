import { userLocator } from '../../shared/locators/user';
import type { Resource } from '../../shared/operation/types';
import { filters, searchField, sortFields } from './fields';

/** Columns of the simplified output. */
const COLUMNS = [
	'Title',
	'FirstName',
	'LastName',
	'AchievementDate',
	'Result',
	'Score',
	'CompliantTillDate',
	'CourseId',
	'UserId',
	'AchievementId',
] as const;

export const achievement: Resource = {
	option: { name: 'Achievement', value: 'achievement' },
	first: 'getAll',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many achievements',
			description: 'List what users have completed, newest first',
			fields: [
				filters([
					{
						displayName: 'Achieved Since',
						name: 'since',
						type: 'dateTime',
						default: '',
						description: 'Earliest date of the achievement, in UTC unless a time zone is given',
					},
					{
						...searchField,
						description: 'Text to search for. Litmos also returns loose matches.',
					},
					...sortFields,
					{
						...userLocator.field,
						required: false,
						description: 'Whose achievements to list. Leave empty for all users.',
					},
				]),
			],
			request: {
				method: 'GET',
				path: '/achievements',
				query: ['search', 'sort', 'dir', { wire: 'since', as: 'queryDate' }, ['userid', 'userId']],
			},
			output: { kind: 'list', key: 'AchievementId', simplify: COLUMNS, noneIs404: true },
		},
	],
};
