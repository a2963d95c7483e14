import type { Resource } from '../operation/types';
import { feed } from './feed';

export const contentFeed: Resource = {
	option: { name: 'Content', value: 'contentFeed' },
	operations: [
		feed({
			option: {
				name: 'Get Courses',
				value: 'getCourses',
				action: 'Get changed courses',
				description: 'List courses that were made or changed in a period',
			},
			path: '/org/courses',
			noneIs404: true,
			key: ['Id'],
			columns: [
				'Id',
				'Name',
				'Code',
				'Active',
				'CreatedDate',
				'UpdatedDate',
				'OriginalCourseId',
				'CompliantTillDays',
				'ForSale',
				'Description',
			],
		}),
		feed({
			option: {
				name: 'Get Courses of Learning Paths',
				value: 'getLearningPathCourses',
				action: 'Get courses put into learning paths',
				description:
					'List courses that were put into learning paths, or changed there, in a period',
			},
			path: '/org/learningpaths/courses',
			key: ['LearningPathId', 'Id'],
		}),
		feed({
			option: {
				name: 'Get Learning Paths',
				value: 'getLearningPaths',
				action: 'Get changed learning paths',
				description: 'List learning paths that were made or changed in a period',
			},
			path: '/org/learningpaths',
			noneIs404: true,
			key: ['Id'],
			columns: [
				'Id',
				'Name',
				'Description',
				'Active',
				'CreatedDate',
				'UpdatedDate',
				'OriginalId',
				'ForSale',
				'IsCourseOptionalOrder',
				'IncludeInLibrary',
			],
		}),
		feed({
			option: {
				name: 'Get Modules',
				value: 'getModules',
				action: 'Get changed modules',
				description: 'List modules that were made or changed in a period',
			},
			path: '/org/modules',
			noneIs404: true,
			key: ['Id'],
		}),
		feed({
			option: {
				name: 'Get Modules of Courses',
				value: 'getCourseModules',
				action: 'Get modules put into courses',
				description: 'List modules that were put into courses, or changed there, in a period',
			},
			path: '/org/courses/modules',
			key: ['CourseId', 'Id'],
		}),
	],
};
