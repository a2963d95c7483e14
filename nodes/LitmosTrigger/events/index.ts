import { session } from '../../Litmos/resources/session';
import { findOperation, resources } from '../../LitmosReport/resources';
import { feed } from '../../LitmosReport/resources/feed';
import { FieldError } from '../../shared/operation/readValues';
import type { Operation, RequestOperation } from '../../shared/operation/types';
import { feedEvents } from './feedEvents';
import { standingEvents } from './standingEvents';
import type { FeedEvent, StandingEvent, TriggerEvent } from './types';

/** Any feed of Litmos Report, or one that did not exist when this was written. */
export const OTHER_FEED = 'otherFeed';

/** The choice of a feed by its path. */
export const BY_PATH = 'byPath';

/** Columns that date a row, the first there is. */
export const STAMPS = [
	'UpdatedDate',
	'ActivityDate',
	'LoginDate',
	'AchievementDate',
	'CreatedDate',
] as const;

const otherFeed: FeedEvent = {
	option: {
		name: 'Other Feed',
		value: OTHER_FEED,
		description:
			'Each new or changed row of any feed of Litmos, such as a log; also of one given by its path',
	},
	feed: 'activityLog: getActions',
	stamp: '',
	about: {},
};

/** In the order of the dropdown. */
export const events: readonly TriggerEvent[] = [...feedEvents, ...standingEvents, otherFeed].sort(
	(a, b) => (a.option.name < b.option.name ? -1 : 1),
);

/** The feeds that are read by spans, by `resource: operation`. */
export const feeds: ReadonlyArray<{ name: string; value: string; operation: RequestOperation }> =
	resources
		.flatMap((resource) =>
			resource.operations.flatMap((operation) => {
				if (operation.kind !== 'request') return [];
				if (operation.output.kind !== 'list' || !operation.output.parts) return [];
				return [
					{
						name: `${resource.option.name}: ${operation.option.name.replace(/^Get /, '')}`,
						value: `${resource.option.value}: ${operation.option.value}`,
						operation,
					},
				];
			}),
		)
		.sort((a, b) => (a.name < b.name ? -1 : 1));

/** @throws Error for an event that a hand-written workflow made up. */
export function findEvent(value: unknown): TriggerEvent {
	const event = events.find(({ option }) => option.value === value);
	if (event) return event;
	throw new FieldError(
		`Litmos Trigger has no event "${String(value)}"`,
		'Choose one under Trigger On.',
	);
}

export function isStanding(event: TriggerEvent): event is StandingEvent {
	return 'looksAt' in event;
}

/** The operation that reads a feed, with its endpoint, identity and columns. @throws FieldError for a path that is none. */
export function feedOperation(value: string, path: string): RequestOperation {
	const known = feeds.find((one) => one.value === value);
	if (known) return known.operation;
	const given = `/${path.trim().replace(/^\//, '')}`;
	if (!/^(\/[\w-]+)+$/.test(given)) {
		throw new FieldError(
			`The field "Path" holds no path of a feed: ${path}`,
			'Enter the part after v1.svc, such as /org/activities/actions.',
		);
	}
	const option = {
		name: 'Read',
		value: 'read',
		action: `Read feed ${given}`,
		description: 'A feed by its path',
	};
	return feed({ option, path: given as `/${string}`, key: [] });
}

/** With the IDs, which the next node wants for looking up the person, say. */
const STANDING_COLUMNS = [
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

/** The operation whose columns the output has. */
export function standingOperation({ looksAt }: StandingEvent): Operation {
	if (looksAt === 'compliance') {
		return {
			...findOperation('compliance', 'getCourses'),
			simplify: STANDING_COLUMNS,
		} as Operation;
	}
	return session.operations.find(({ option }) => option.value === 'getByTime')!;
}
