import type { Operation, Resource } from '../../shared/operation/types';
import { activityLog } from './activityLog';
import { assignmentFeed } from './assignmentFeed';
import { compliance } from './compliance';
import { contentFeed } from './contentFeed';
import { ecommerceFeed } from './ecommerceFeed';
import { peopleFeed } from './peopleFeed';
import { resultFeed } from './resultFeed';

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
