import { activityLogFeeds } from '../../shared/feeds/activityLog';
import { COURSES } from '../../shared/feeds/compliance';
import type { Feed } from '../../shared/feeds/feed';
import { feedChoices } from '../../shared/feeds/feedGroups';
import { sessionsByTime } from '../../shared/feeds/sessions';
import { FieldError } from '../../shared/operation/readTyped';
import type { RequestOperation } from '../../shared/operation/types';
import { feedEvents } from './feedEvents';
import { conditionEvents } from './conditionEvents';
import type { ConditionEvent, FeedEvent, TriggerEvent } from './types';

/** Any feed that is known, or one that did not exist when this was written. */
export const OTHER_FEED = 'otherFeed';

/** The choice of a feed by its path. */
export const BY_PATH = 'byPath';

const otherFeed: FeedEvent = {
	name: 'Other Feed',
	value: OTHER_FEED,
	description:
		'A new or changed row in any Litmos feed, such as a log, or in a feed you enter by its path',
	feed: activityLogFeeds.actions,
	stamp: '',
	about: {},
};

/** In the order of the dropdown. */
export const events: readonly TriggerEvent[] = [...feedEvents, ...conditionEvents, otherFeed].sort(
	(a, b) => (a.name < b.name ? -1 : 1),
);

/** @throws Error for an event that a hand-written workflow made up. */
export function findEvent(value: unknown): TriggerEvent {
	const event = events.find((candidate) => candidate.value === value);
	if (event) return event;
	throw new FieldError(
		`Litmos Trigger has no event "${String(value)}"`,
		'Choose an event under Trigger On.',
	);
}

export function isCondition(event: TriggerEvent): event is ConditionEvent {
	return 'looksAt' in event;
}

/** The feed that was chosen in the list, or else the one at the path. @throws FieldError for a path that is none. */
export function chosenFeed(value: string, path: string): Feed {
	const known = feedChoices.find((choice) => choice.value === value);
	if (known) return known.feed;
	if (path.trim() === '') {
		throw new FieldError('The field "Path" is empty', 'Fill it in, or check its expression.');
	}
	const given = `/${path.trim().replace(/^\//, '')}`;
	if (!/^(\/[\w-]+)+$/.test(given)) {
		throw new FieldError(
			`The field "Path" is not the path of a feed: ${path}`,
			'Enter the part after v1.svc, such as /org/activities/actions.',
		);
	}
	return {
		name: 'Read',
		value: 'read',
		action: `Read feed ${given}`,
		description: 'A feed by its path',
		path: given as `/${string}`,
		key: [],
	};
}

/** With the IDs, which the next node wants for looking up the person, say. */
const CONDITION_COLUMNS = [
	'UserId',
	'ContentId',
	'UserName',
	'FirstName',
	'LastName',
	'Name',
	'Status',
	'DueDate',
	'CompletedDate',
	'CompliantTillDate',
] as const;

const courseCompliance: RequestOperation = {
	name: 'Read',
	value: 'read',
	action: 'Get compliance overview of courses',
	description: 'Status of users in courses',
	fields: [],
	request: COURSES.people,
	output: { kind: 'list', key: ['UserId', 'ContentId'], simplify: CONDITION_COLUMNS },
};

/** What reads as it is now, and whose columns the output has. */
export const conditionOperations: Readonly<Record<ConditionEvent['looksAt'], RequestOperation>> = {
	compliance: courseCompliance,
	sessions: sessionsByTime,
};
