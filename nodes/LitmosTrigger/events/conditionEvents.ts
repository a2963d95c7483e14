import type { ConditionEvent } from './types';

const OF_RESULT = { person: 'UserId', course: 'ContentId' };

/** What begins to hold with time, and what no feed tells of. */
export const conditionEvents: readonly ConditionEvent[] = [
	{
		name: 'Course About to Expire',
		value: 'courseExpiring',
		description: 'A completion is about to expire. Checked once an hour.',
		looksAt: 'compliance',
		status: 'Expiring',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		name: 'Course Expired',
		value: 'courseExpired',
		description: 'A completion has expired. Checked once an hour.',
		looksAt: 'compliance',
		status: 'Expired',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		name: 'Course Overdue',
		value: 'courseOverdue',
		description:
			'A user has not completed a course by its due date. Checked once an hour. Choose a course under Filters to get the due date.',
		looksAt: 'compliance',
		status: 'Overdue',
		date: 'DueDate',
		about: OF_RESULT,
	},
	{
		name: 'Session Created or Changed',
		value: 'sessionChanged',
		description: 'An upcoming session was created or changed. Changed registrations do not count.',
		looksAt: 'sessions',
		// IDs that Litmos sends around the session are no change of it.
		without: ['Accepted', 'CourseId', 'ModuleId'],
		about: {},
	},
	{
		name: 'Session Registrations Changed',
		value: 'sessionRegistrations',
		description:
			'The number of registrations for an upcoming session has changed. Litmos does not tell who registered.',
		looksAt: 'sessions',
		watches: ['Accepted'],
		about: {},
	},
];
