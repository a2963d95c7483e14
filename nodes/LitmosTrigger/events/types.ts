import type { About, Feed } from '../../shared/feeds/feed';

/** With its entry of the dropdown. */
interface Described {
	name: string;
	value: string;
	description: string;
	about: About;
}

/** Something that a row of a feed tells of, once. */
export interface FeedEvent extends Described {
	feed: Feed;
	/** The column that says when it happened. */
	stamp: string;
	/** It is such an event if one of these columns is true. */
	anyTrue?: readonly string[];
	/** Only what was changed after it was made. */
	changed?: true;
	/** The stamp is a fact that people may set back, not the moment of the change. */
	ownDate?: true;
}

/** Something that begins to hold by itself, or that no feed tells of: looked at as a whole, and compared. */
export interface ConditionEvent extends Described {
	/** What is looked at: how people stand in courses, or the sessions to come. */
	looksAt: 'compliance' | 'sessions';
	/** Compliance: the status that begins. */
	status?: 'Overdue' | 'Expired' | 'Expiring';
	/** Compliance: the column with the date at which it begins, if Litmos gives one. */
	date?: string;
	/** What is new if it differs: these columns, or all but the `without`. */
	watches?: readonly string[];
	without?: readonly string[];
}

export type TriggerEvent = FeedEvent | ConditionEvent;
