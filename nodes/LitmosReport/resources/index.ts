import type { Operation, Resource } from '../../shared/operation/types';
import { activityLog } from '../../shared/feeds/activityLog';
import { assignmentFeed } from '../../shared/feeds/assignments';
import { compliance } from './compliance';
import { contentFeed } from '../../shared/feeds/content';
import { ecommerceFeed } from '../../shared/feeds/ecommerce';
import { peopleFeed } from '../../shared/feeds/people';
import { resultFeed } from '../../shared/feeds/results';

/** In the order of the Resource dropdown. */
export const resources: readonly Resource[] = [
	activityLog,
	assignmentFeed,
	compliance,
	contentFeed,
	ecommerceFeed,
	peopleFeed,
	resultFeed,
];

/** The row behind the two dropdowns. @throws Error for a pair that a hand-written workflow made up. */
export function findOperation(resource: string, operation: string): Operation {
	const row = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	if (row) return row;
	throw new Error(`Litmos Report has no operation "${operation}" for the resource "${resource}"`);
}
