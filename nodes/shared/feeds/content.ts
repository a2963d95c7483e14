import type { Feed } from './feed';

export const contentFeeds = {
	courses: {
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
	},
	learningPathCourses: {
		option: {
			name: 'Get Courses of Learning Paths',
			value: 'getLearningPathCourses',
			action: 'Get courses put into learning paths',
			description: 'List courses that were put into learning paths, or changed there, in a period',
		},
		path: '/org/learningpaths/courses',
		key: ['LearningPathId', 'Id'],
	},
	learningPaths: {
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
	},
	modules: {
		option: {
			name: 'Get Modules',
			value: 'getModules',
			action: 'Get changed modules',
			description: 'List modules that were made or changed in a period',
		},
		path: '/org/modules',
		noneIs404: true,
		key: ['Id'],
	},
	courseModules: {
		option: {
			name: 'Get Modules of Courses',
			value: 'getCourseModules',
			action: 'Get modules put into courses',
			description: 'List modules that were put into courses, or changed there, in a period',
		},
		path: '/org/courses/modules',
		key: ['CourseId', 'Id'],
	},
} satisfies Record<string, Feed>;
