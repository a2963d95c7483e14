import { activityLogFeeds } from '../../shared/feeds/activityLog';
import { assignmentFeeds } from '../../shared/feeds/assignments';
import { contentFeeds } from '../../shared/feeds/content';
import { peopleFeeds } from '../../shared/feeds/people';
import { resultFeeds } from '../../shared/feeds/results';
import type { FeedEvent } from './types';

/** What feeds tell of, by the name in the dropdown. */
export const feedEvents: readonly FeedEvent[] = [
	{
		option: {
			name: 'Achievement Earned',
			value: 'achievementEarned',
			description: 'Somebody has earned an achievement, such as a certificate',
		},
		feed: resultFeeds.achievements,
		stamp: 'CreatedDate',
		about: { person: 'UserId', course: 'CourseId', learningPath: 'LearningPathId' },
	},
	{
		option: {
			name: 'Course Assigned',
			value: 'courseAssigned',
			description: 'A course was assigned to somebody, by whatever way',
		},
		feed: assignmentFeeds.userCourses,
		stamp: 'CreatedDate',
		about: { person: 'UserId', course: 'Id' },
	},
	{
		option: {
			name: 'Course Completed',
			value: 'courseCompleted',
			description: 'Somebody has completed a course, or it was entered up to 30 days later',
		},
		feed: resultFeeds.courseResults,
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
		feed: contentFeeds.courses,
		stamp: 'UpdatedDate',
		about: { course: 'Id' },
	},
	{
		option: {
			name: 'Course Started',
			value: 'courseStarted',
			description: 'Somebody has begun a course',
		},
		feed: resultFeeds.courseResults,
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
		feed: assignmentFeeds.userLearningPaths,
		stamp: 'CreatedDate',
		about: { person: 'Id', learningPath: 'LearningPathId' },
	},
	{
		option: {
			name: 'Learning Path Completed',
			value: 'learningPathCompleted',
			description: 'Somebody has completed a learning path',
		},
		feed: resultFeeds.learningPathResults,
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
		feed: contentFeeds.learningPaths,
		stamp: 'UpdatedDate',
		about: { learningPath: 'Id' },
	},
	{
		option: {
			name: 'Module Completed',
			value: 'moduleCompleted',
			description: 'Somebody has completed a module, each attempt by itself',
		},
		feed: resultFeeds.moduleResults,
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
		feed: peopleFeeds.teams,
		stamp: 'UpdatedDate',
		about: { team: 'Id' },
	},
	{
		option: {
			name: 'Team Member Added',
			value: 'teamMemberAdded',
			description: 'Somebody was put into a team',
		},
		feed: peopleFeeds.teamMembers,
		stamp: 'CreatedDate',
		about: { person: 'Id', team: 'TeamId' },
	},
	{
		option: {
			name: 'Team Member Promoted',
			value: 'teamMemberPromoted',
			description: 'Somebody became leader or admin of a team, or the membership of one changed',
		},
		feed: peopleFeeds.teamMembers,
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
		feed: peopleFeeds.users,
		stamp: 'CreatedDate',
		about: { person: 'Id', saysActive: true },
	},
	{
		option: {
			name: 'User Logged In',
			value: 'userLoggedIn',
			description: 'Somebody has signed in, each time by itself',
		},
		feed: activityLogFeeds.logins,
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
		feed: peopleFeeds.users,
		stamp: 'UpdatedDate',
		changed: true,
		about: { person: 'Id', saysActive: true },
	},
];
