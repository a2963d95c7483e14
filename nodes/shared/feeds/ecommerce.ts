import type { Feed } from './feed';

/** Of what is for sale. */
const COLUMNS = [
	'Id',
	'Name',
	'Code',
	'Active',
	'Price',
	'Currency',
	'CreatedDate',
	'UpdatedDate',
	'EcommerceShortDescription',
	'OriginalId',
];

export const ecommerceFeeds = {
	courses: {
		name: 'Get Courses',
		value: 'getCourses',
		action: 'Get changed courses for sale',
		description: 'List courses for sale that were created or changed in a period',
		path: '/org/ecommerce/courses',
		key: ['Id'],
		names: {
			Id: 'CourseId',
			Name: 'CourseName',
			Code: 'CourseCode',
			OriginalId: 'OriginalCourseId',
		},
		columns: COLUMNS,
	},
	learningPaths: {
		name: 'Get Learning Paths',
		value: 'getLearningPaths',
		action: 'Get changed learning paths for sale',
		description: 'List learning paths for sale that were created or changed in a period',
		path: '/org/ecommerce/learningpaths',
		key: ['Id'],
		names: {
			Id: 'LearningPathId',
			Name: 'LearningPathName',
			Code: 'LearningPathCode',
			OriginalId: 'OriginalLearningPathId',
		},
		columns: COLUMNS,
	},
	sessions: {
		name: 'Get Sessions',
		value: 'getSessions',
		action: 'Get changed sessions for sale',
		description:
			'List upcoming sessions of courses for sale that were created or changed in a period',
		path: '/org/ecommerce/coursesessions',
		key: [],
	},
} satisfies Record<string, Feed>;
