import type { ConditionEvent } from './types';

const OF_RESULT = { person: 'UserId', course: 'ContentId' };

/** What begins to hold with time, and what no feed tells of. */
export const conditionEvents: readonly ConditionEvent[] = [
	{
		name: 'Course About to Expire',
		value: 'courseExpiring',
		description: 'What somebody has completed counts for so many days more; looked at once an hour',
		looksAt: 'compliance',
		status: 'Expiring',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		name: 'Course Expired',
		value: 'courseExpired',
		description: 'What somebody has completed does not count any more; looked at once an hour',
		looksAt: 'compliance',
		status: 'Expired',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		name: 'Course Overdue',
		value: 'courseOverdue',
		description:
			'Somebody has not completed a course when it was due; looked at once an hour. Choose a course in the filters, and the due date comes along.',
		looksAt: 'compliance',
		status: 'Overdue',
		date: 'DueDate',
		about: OF_RESULT,
	},
	{
		name: 'Session Created or Changed',
		value: 'sessionChanged',
		description: 'A session to come was made or changed; registrations count apart',
		looksAt: 'sessions',
		without: ['Accepted'],
		about: {},
	},
	{
		name: 'Session Registrations Changed',
		value: 'sessionRegistrations',
		description:
			'How many are registered for a session to come has changed; Litmos does not say who',
		looksAt: 'sessions',
		watches: ['Accepted'],
		about: {},
	},
];
