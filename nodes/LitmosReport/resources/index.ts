import { feedGroups } from '../../shared/feeds/feedGroups';
import type { Resource } from '../../shared/operation/types';
import { compliance } from './compliance';
import { feedReport } from './feedReport';
import { warehouse } from './warehouse';

const feedResources = feedGroups.map(({ option, feeds }): Resource => ({
	option,
	first: feeds[0].value,
	operations: feeds.map(feedReport),
}));

/** In the order of the Resource dropdown. */
export const resources: readonly Resource[] = [compliance, warehouse, ...feedResources].sort(
	(a, b) => (a.option.name < b.option.name ? -1 : 1),
);
