import { feedOperation } from '../../shared/feeds/feed';
import { feedGroups } from '../../shared/feeds/feedGroups';
import type { Operation, Resource } from '../../shared/operation/types';
import { compliance } from './compliance';

const feedResources = feedGroups.map(({ option, feeds }): Resource => ({
	option,
	operations: feeds.map(feedOperation),
}));

/** In the order of the Resource dropdown. */
export const resources: readonly Resource[] = [compliance, ...feedResources].sort((a, b) =>
	a.option.name < b.option.name ? -1 : 1,
);

/** The row behind the two dropdowns. @throws Error for a pair that a hand-written workflow made up. */
export function findOperation(resource: string, operation: string): Operation {
	const row = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ value }) => value === operation);
	if (row) return row;
	throw new Error(`Litmos Report has no operation "${operation}" for the resource "${resource}"`);
}
