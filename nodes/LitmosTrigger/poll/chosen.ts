import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { feedOperation } from '../../shared/feeds/feed';
import type { About, Feed } from '../../shared/feeds/feed';
import { codedIdIn } from '../../shared/operation/names/matching';
import { FieldError } from '../../shared/operation/readTyped';
import type { RequestOperation } from '../../shared/operation/types';
import { isObject } from '../../shared/values';
import { chosenFeed, conditionOperations, findEvent, isCondition, OTHER_FEED } from '../events';
import type { ConditionEvent, FeedEvent } from '../events/types';

/** What the person wants to hear of only; what does not belong to the event is left out. */
export interface Filters {
	courseId?: string;
	learningPathId?: string;
	teamId?: string;
	activeOnly?: boolean;
}

interface Settings {
	/** By which n8n knows the credential, whatever key is in it. */
	credentialId: string | undefined;
	filters: Filters;
	simplify: boolean;
	expiringDays: number;
	/** Undefined: from now on. */
	lookBackDays: number | undefined;
	/** What reads it, and whose columns the output has. */
	operation: RequestOperation;
}

export type ChosenFeedEvent = Settings & { event: FeedEvent; isCondition: false };
export type ChosenCondition = Settings & { event: ConditionEvent; isCondition: true };

/** What the person set. */
export type Chosen = ChosenFeedEvent | ChosenCondition;

/** @throws FieldError that names the field as the editor shows it. */
export function readChosen(ctx: IPollFunctions): Chosen {
	const event = findEvent(ctx.getNodeParameter('event'));
	const { lookBackDays } = ctx.getNodeParameter('options', {}) as IDataObject;
	const settings = {
		credentialId: ctx.getNode().credentials?.litmosApi?.id ?? undefined,
		filters: readFilters(ctx, event.about),
		simplify: ctx.getNodeParameter('simplify', true) === true,
		expiringDays: readCount('Days Before', ctx.getNodeParameter('expiringDays', 30)),
		lookBackDays: lookBackDays ? readCount('Look Back at First (Days)', lookBackDays) : undefined,
	};
	if (isCondition(event)) {
		return { ...settings, event, isCondition: true, operation: conditionOperations[event.looksAt] };
	}
	const feed = readFeed(ctx, event);
	const operation = feedOperation(feed);
	return { ...settings, event: { ...event, feed }, isCondition: false, operation };
}

function readFeed(ctx: IPollFunctions, { value, feed }: FeedEvent): Feed {
	if (value !== OTHER_FEED) return feed;
	const path: unknown = ctx.getNodeParameter('feedPath', '');
	return chosenFeed(String(ctx.getNodeParameter('feed')), String(path ?? ''));
}

function readFilters(ctx: IPollFunctions, about: About): Filters {
	const given = ctx.getNodeParameter('filters', {}) as IDataObject;
	const { course, learningPath, person, team } = about;
	return {
		courseId: course ? idIn('Course', given.courseId) : undefined,
		learningPathId: learningPath ? idIn('Learning Path', given.learningPathId) : undefined,
		teamId: team || person ? idIn('Team', given.teamId) : undefined,
		activeOnly: person !== undefined && given.activeOnly === true,
	};
}

/** A name would match no row, and nobody would notice that nothing comes. */
function idIn(label: string, locator: unknown): string | undefined {
	// Workflows that no editor wrote may have the ID alone.
	const value = isObject(locator) && 'value' in locator ? locator.value : locator;
	const given = String(value ?? '').trim();
	if (given === '') return undefined;
	const id = codedIdIn(given);
	if (id !== undefined) return id;
	throw new FieldError(
		`The filter "${label}" is not an ID: ${given}`,
		'Choose it from the list, or enter the coded ID from the API (for example Oe4zZK7ZntpWn8FLGZTxuw2).',
	);
}

function readCount(label: string, value: unknown): number {
	const count = Number(value);
	if (count > 0 && count <= 3650) return count;
	throw new FieldError(
		`The field "${label}" must be a number of days from 1 to 3650: ${String(value)}`,
		'Change it in the node.',
	);
}
