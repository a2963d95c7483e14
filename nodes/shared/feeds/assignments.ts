import type { Feed } from './feed';

export const assignmentFeeds = {
	teamCourses: {
		name: 'Get Courses of Teams',
		value: 'getTeamCourses',
		action: 'Get courses assigned to teams',
		description: 'List courses that were assigned to teams or added to their library in a period',
		path: '/org/teams/courses',
		key: ['TeamId', 'Id'],
		columns: [
			'TeamId',
			'Id',
			'Active',
			'IsInTeamLibrary',
			'LearningPathAssignment',
			'CreatedDate',
			'UpdatedDate',
			'OriginalTeamId',
			'OriginalCourseId',
			'CreatedBy',
		],
	},
	userCourses: {
		name: 'Get Courses of Users',
		value: 'getUserCourses',
		action: 'Get courses assigned to users',
		description: 'List courses that were assigned to users in a period, in any way',
		path: '/org/users/courses',
		key: ['UserId', 'Id'],
	},
	teamLearningPaths: {
		name: 'Get Learning Paths of Teams',
		value: 'getTeamLearningPaths',
		action: 'Get learning paths assigned to teams',
		description:
			'List learning paths that were assigned to teams or added to their library in a period',
		path: '/org/teams/learningpaths',
		key: ['TeamId', 'Id'],
	},
	userLearningPaths: {
		name: 'Get Learning Paths of Users',
		value: 'getUserLearningPaths',
		action: 'Get learning paths assigned to users',
		description: 'List learning paths that were assigned to users in a period',
		path: '/org/learningpaths/users',
		key: ['LearningPathId', 'Id'],
	},
} satisfies Record<string, Feed>;
