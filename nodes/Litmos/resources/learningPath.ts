import { learningPathLocator } from '../../shared/locators/learningPath';
import type { Resource } from '../../shared/operation/types';
import { activeOnlyField, filters, keepActive, searchField, searchFilter } from './fields';
import { deleteAt, recordAt, searchAt } from './requests';

/** Columns of the simplified output. */
export const PATH_COLUMNS = [
	'Id',
	'Name',
	'Active',
	'Description',
	'OriginalId',
	'AccessTillDate',
	'AccessTillDays',
	'IsEquivalency',
	'ForSale',
	'Price',
] as const;

export const learningPath: Resource = {
	option: { name: 'Learning Path', value: 'learningPath' },
	first: 'getAll',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete learning path',
			description:
				'Permanently delete a learning path. To have it back, you must create it again in Litmos.',
			fields: [learningPathLocator.field],
			...deleteAt('/learningpaths/{learningPathId}'),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get learning path',
			description: 'Retrieve a learning path with its description and price',
			fields: [learningPathLocator.field],
			...recordAt('/learningpaths/{learningPathId}', { simplify: PATH_COLUMNS }),
		},
		{
			name: 'Get Courses',
			value: 'getCourses',
			action: 'Get courses of learning path',
			description: 'List the courses of a learning path with its groups of equivalent courses',
			fields: [learningPathLocator.field, searchFilter],
			...searchAt('/learningpaths/{learningPathId}/courses', { key: 'Id' }),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many learning paths',
			description: 'List the learning paths of the account',
			fields: [
				filters([
					{ ...activeOnlyField, description: 'Whether to leave out inactive learning paths' },
					searchField,
				]),
			],
			...searchAt('/learningpaths', { key: 'Id', simplify: PATH_COLUMNS, keep: keepActive }),
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get users of learning path',
			description: 'List the users a learning path is assigned to, with their progress',
			fields: [learningPathLocator.field, searchFilter],
			...searchAt('/learningpaths/{learningPathId}/users', { key: 'Id' }),
		},
	],
};
