import { learningPathField } from '../../shared/locators/learningPath';
import type { Resource } from '../../shared/operation/types';
import { activeOnlyField, filters, keepActive, searchField, searchFilter } from './fields';

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
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete learning path',
			description: 'Remove a learning path for good. It can be made again only in Litmos, by hand.',
			fields: [learningPathField],
			request: { method: 'DELETE', path: '/learningpaths/{learningPathId}' },
			output: { kind: 'done', json: { deleted: true } },
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get learning path',
			description: 'Retrieve one learning path with its description and price',
			fields: [learningPathField],
			request: { method: 'GET', path: '/learningpaths/{learningPathId}' },
			output: { kind: 'record', simplify: PATH_COLUMNS },
		},
		{
			name: 'Get Courses',
			value: 'getCourses',
			action: 'Get courses of learning path',
			description: 'List the courses of a learning path and the groups any one of which counts',
			fields: [learningPathField, searchFilter],
			request: {
				method: 'GET',
				path: '/learningpaths/{learningPathId}/courses',
				query: ['search'],
			},
			output: { kind: 'list', key: 'Id' },
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
			request: { method: 'GET', path: '/learningpaths', query: ['search'] },
			output: { kind: 'list', key: 'Id', simplify: PATH_COLUMNS, keep: keepActive },
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get users of learning path',
			description: 'List the people a learning path is assigned to, with their progress',
			fields: [learningPathField, searchFilter],
			request: { method: 'GET', path: '/learningpaths/{learningPathId}/users', query: ['search'] },
			output: { kind: 'list', key: 'Id' },
		},
	],
};
