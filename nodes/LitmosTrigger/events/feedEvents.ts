import type { FeedEvent } from './types';

/** What feeds tell of, by the name in the dropdown. */
export const feedEvents: readonly FeedEvent[] = [
	{
		option: {
			name: 'Achievement Earned',
			value: 'achievementEarned',
			description: 'Somebody has earned an achievement, such as a certificate',
		},
		feed: 'resultFeed: getAchievements',
		stamp: 'CreatedDate',
		about: { person: 'UserId', course: 'CourseId', learningPath: 'LearningPathId' },
	},
	{
		option: {
			name: 'Course Assigned',
			value: 'courseAssigned',
			description: 'A course was assigned to somebody, by whatever way',
		},
		feed: 'assignmentFeed: getUserCourses',
		stamp: 'CreatedDate',
		about: { person: 'UserId', course: 'Id' },
	},
	{
		option: {
			name: 'Course Completed',
			value: 'courseCompleted',
			description: 'Somebody has completed a course, or it was entered up to 30 days later',
		},
		feed: 'resultFeed: getCourseResults',
		stamp: 'CompletedDate',
		anyTrue: ['Completed'],
		ownDate: true,
		about: { person: 'UserId', course: 'Id' },
	},
	{
		option: {
			name: 'Course Created or Changed',
			value: 'courseChanged',
			description: 'A course was made or changed',
		},
		feed: 'contentFeed: getCourses',
		stamp: 'UpdatedDate',
		about: { course: 'Id' },
	},
	{
		option: {
			name: 'Course Started',
			value: 'courseStarted',
			description: 'Somebody has begun a course',
		},
		feed: 'resultFeed: getCourseResults',
		stamp: 'StartedDate',
		ownDate: true,
		about: { person: 'UserId', course: 'Id' },
	},
	{
		option: {
			name: 'Learning Path Assigned',
			value: 'learningPathAssigned',
			description: 'A learning path was assigned to somebody',
		},
		feed: 'assignmentFeed: getUserLearningPaths',
		stamp: 'CreatedDate',
		about: { person: 'Id', learningPath: 'LearningPathId' },
	},
	{
		option: {
			name: 'Learning Path Completed',
			value: 'learningPathCompleted',
			description: 'Somebody has completed a learning path',
		},
		feed: 'resultFeed: getLearningPathResults',
		stamp: 'FinishDate',
		anyTrue: ['Completed'],
		ownDate: true,
		about: { person: 'UserId', learningPath: 'Id' },
	},
	{
		option: {
			name: 'Learning Path Created or Changed',
			value: 'learningPathChanged',
			description: 'A learning path was made or changed',
		},
		feed: 'contentFeed: getLearningPaths',
		stamp: 'UpdatedDate',
		about: { learningPath: 'Id' },
	},
	{
		option: {
			name: 'Module Completed',
			value: 'moduleCompleted',
			description: 'Somebody has completed a module, each attempt by itself',
		},
		feed: 'resultFeed: getModuleResults',
		stamp: 'FinishedDate',
		anyTrue: ['Completed'],
		ownDate: true,
		about: { person: 'UserId' },
	},
	{
		option: {
			name: 'Team Created or Changed',
			value: 'teamChanged',
			description: 'A team was made or changed',
		},
		feed: 'peopleFeed: getTeams',
		stamp: 'UpdatedDate',
		about: { team: 'Id' },
	},
	{
		option: {
			name: 'Team Member Added',
			value: 'teamMemberAdded',
			description: 'Somebody was put into a team',
		},
		feed: 'peopleFeed: getTeamMembers',
		stamp: 'CreatedDate',
		about: { person: 'Id', team: 'TeamId' },
	},
	{
		option: {
			name: 'Team Member Promoted',
			value: 'teamMemberPromoted',
			description: 'Somebody became leader or admin of a team, or the membership of one changed',
		},
		feed: 'peopleFeed: getTeamMembers',
		stamp: 'UpdatedDate',
		anyTrue: ['IsTeamLeader', 'IsTeamAdmin'],
		about: { person: 'Id', team: 'TeamId' },
	},
	{
		option: {
			name: 'User Created',
			value: 'userCreated',
			description: 'Somebody was added to Litmos',
		},
		feed: 'peopleFeed: getUsers',
		stamp: 'CreatedDate',
		about: { person: 'Id', saysActive: true },
	},
	{
		option: {
			name: 'User Logged In',
			value: 'userLoggedIn',
			description: 'Somebody has signed in, each time by itself',
		},
		feed: 'activityLog: getLogins',
		stamp: 'LoginDate',
		about: { person: 'UserId' },
	},
	{
		option: {
			name: 'User Updated',
			value: 'userUpdated',
			description:
				'The profile of somebody was changed; several changes between two polls count as one',
		},
		feed: 'peopleFeed: getUsers',
		stamp: 'UpdatedDate',
		changed: true,
		about: { person: 'Id', saysActive: true },
	},
];
