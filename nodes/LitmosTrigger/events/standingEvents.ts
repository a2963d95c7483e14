import type { StandingEvent } from './types';

const OF_RESULT = { person: 'UserId', course: 'ContentId' };

/** What begins to hold with time, and what no feed tells of. */
export const standingEvents: readonly StandingEvent[] = [
	{
		option: {
			name: 'Course About to Expire',
			value: 'courseExpiring',
			description:
				'What somebody has completed counts for a few days more only; once for each date. Looked at once an hour.',
		},
		looksAt: 'compliance',
		status: 'Expiring',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		option: {
			name: 'Course Expired',
			value: 'courseExpired',
			description:
				'What somebody has completed does not count any more; once for each date. Looked at once an hour.',
		},
		looksAt: 'compliance',
		status: 'Expired',
		date: 'CompliantTillDate',
		about: OF_RESULT,
	},
	{
		option: {
			name: 'Course Overdue',
			value: 'courseOverdue',
			description:
				'Somebody has not completed a course when it was due; once for each due date. Without a course in the filters Litmos gives no due dates: then once for as long as it is overdue. Looked at once an hour.',
		},
		looksAt: 'compliance',
		status: 'Overdue',
		date: 'DueDate',
		about: OF_RESULT,
	},
	{
		option: {
			name: 'Session Created or Changed',
			value: 'sessionChanged',
			description: 'A session to come was made or changed; registrations count apart',
		},
		looksAt: 'sessions',
		without: ['Accepted'],
		about: {},
	},
	{
		option: {
			name: 'Session Registrations Changed',
			value: 'sessionRegistrations',
			description:
				'The number of people who are registered for a session to come has changed. Litmos does not say who; Roll Call > Get does.',
		},
		looksAt: 'sessions',
		watches: ['Accepted'],
		about: {},
	},
];
