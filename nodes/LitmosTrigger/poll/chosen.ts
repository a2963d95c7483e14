import type { IDataObject, INodeParameterResourceLocator, IPollFunctions } from 'n8n-workflow';
import { feedOperation, findEvent, isStanding, OTHER_FEED, standingOperation } from '../events';
import type { About, FeedEvent, StandingEvent } from '../events/types';
import type { Operation, RequestOperation } from '../../shared/operation/types';
import { FieldError } from '../../shared/operation/readValues';

/** What the person wants to hear of only; what does not belong to the event is left out. */
export interface Filters {
	courseId?: string;
	learningPathId?: string;
	teamId?: string;
	activeOnly?: boolean;
}

interface Settings {
	filters: Filters;
	simplify: boolean;
	expiringDays: number;
	/** Undefined: from now on. */
	lookBackDays: number | undefined;
}

/** What the person set. */
export type Chosen = Settings &
	(
		| { event: FeedEvent; standing?: undefined; operation: RequestOperation }
		| { event: StandingEvent; standing: true; operation: Operation }
	);

/** @throws FieldError that names the field as the editor shows it. */
export function readChosen(ctx: IPollFunctions): Chosen {
	const event = findEvent(ctx.getNodeParameter('event'));
	const { lookBackDays } = ctx.getNodeParameter('options', {}) as IDataObject;
	const settings: Settings = {
		filters: readFilters(ctx, event.about),
		simplify: ctx.getNodeParameter('simplify', true) === true,
		expiringDays: readCount('Days Before', ctx.getNodeParameter('expiringDays', 30)),
		lookBackDays: lookBackDays ? readCount('Look Back at First (Days)', lookBackDays) : undefined,
	};
	if (isStanding(event)) {
		return { ...settings, event, standing: true, operation: standingOperation(event) };
	}
	const isOther = event.option.value === OTHER_FEED;
	const feed = isOther ? String(ctx.getNodeParameter('feed')) : event.feed;
	const path = isOther ? String(ctx.getNodeParameter('feedPath', '')) : '';
	return { ...settings, event, operation: feedOperation(feed, path) };
}

function readFilters(ctx: IPollFunctions, about: About): Filters {
	const given = ctx.getNodeParameter('filters', {}) as IDataObject;
	const { course, learningPath, person, team } = about;
	return {
		courseId: course ? idIn(given.courseId) : undefined,
		learningPathId: learningPath ? idIn(given.learningPathId) : undefined,
		teamId: team || person ? idIn(given.teamId) : undefined,
		activeOnly: person !== undefined && given.activeOnly === true,
	};
}

function idIn(locator: unknown): string | undefined {
	const { value } = (locator ?? {}) as Partial<INodeParameterResourceLocator>;
	return String(value ?? '').trim() || undefined;
}

function readCount(label: string, value: unknown): number {
	const count = Number(value);
	if (count > 0 && count <= 3650) return count;
	throw new FieldError(
		`The field "${label}" must be a number of days from 1 to 3650: ${String(value)}`,
		'Change it in the node.',
	);
}
