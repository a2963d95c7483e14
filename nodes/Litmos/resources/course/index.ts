import { courseLocator } from '../../../shared/locators/course';
import type { Resource } from '../../../shared/operation/types';
import { activeOnlyField, filters, keepActive, searchField, searchFilter } from '../fields';
import { getCourseCustomFields } from './customFields';
import { deleteAt, recordAt, searchAt } from '../requests';

/** Columns of the simplified output. */
const COLUMNS = [
	'Id',
	'Name',
	'Code',
	'Active',
	'Description',
	'OriginalId',
	'CourseCodeForBulkImport',
	'ForSale',
	'Price',
	'Tags',
] as const;

const DETAIL_COLUMNS = [
	'Id',
	'Name',
	'Code',
	'Active',
	'Description',
	'CreatedDate',
	'UpdatedDate',
	'DueDate',
	'ComplianceDate',
	'Tags',
] as const;

export const course: Resource = {
	option: { name: 'Course', value: 'course' },
	first: 'getAll',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete course',
			description:
				'Permanently delete a course. To keep its results, make the course inactive in Litmos instead.',
			fields: [courseLocator.field],
			...deleteAt(
				'/courses/{courseId}',
				'This permanently deletes the course and its results. To keep them, make the course inactive in Litmos instead.',
			),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get course',
			description: 'Retrieve a course with its codes and price',
			fields: [courseLocator.field],
			...recordAt('/courses/{courseId}', { simplify: COLUMNS }),
		},
		getCourseCustomFields,
		{
			name: 'Get Details',
			value: 'getDetails',
			action: 'Get course details',
			description:
				'Retrieve a course with its due date, compliance settings, prerequisites and custom fields',
			fields: [courseLocator.field],
			...recordAt('/courses/{courseId}/details', { simplify: DETAIL_COLUMNS }),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many courses',
			description: 'List the courses of the account',
			fields: [
				filters([
					{ ...activeOnlyField, description: 'Whether to leave out inactive courses' },
					{
						...searchField,
						description:
							'Text to search for in names and codes. Litmos also returns loose matches.',
					},
				]),
			],
			...searchAt('/courses', { key: 'Id', simplify: COLUMNS, keep: keepActive }),
		},
		{
			name: 'Get Modules',
			value: 'getModules',
			action: 'Get modules of course',
			description: 'List the parts of a course, such as videos and quizzes',
			fields: [courseLocator.field, searchFilter],
			...searchAt('/courses/{courseId}/modules', { key: 'Id' }),
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get users of course',
			description: 'List the users a course is assigned to, with their progress',
			fields: [
				courseLocator.field,
				filters([
					{
						displayName: 'Completion',
						name: 'completion',
						type: 'options',
						options: [
							{ name: 'Any', value: 'any' },
							{ name: 'Completed', value: 'completed' },
							{ name: 'Not Completed', value: 'open' },
						],
						default: 'open',
						description: 'Whether the user has finished the course',
					},
					searchField,
				]),
			],
			...searchAt('/courses/{courseId}/users', {
				key: 'Id',
				keep: ({ completion }) =>
					completion === 'completed' || completion === 'open'
						? ({ Completed }) => (Completed === true) === (completion === 'completed')
						: undefined,
			}),
		},
	],
};
