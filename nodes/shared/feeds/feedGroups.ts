import { activityLogFeeds } from './activityLog';
import { assignmentFeeds } from './assignments';
import { contentFeeds } from './content';
import { ecommerceFeeds } from './ecommerce';
import type { Feed, FeedGroup } from './feed';
import { peopleFeeds } from './people';
import { resultFeeds } from './results';

/** Every feed there is, in the order of the dropdowns. */
export const feedGroups: readonly FeedGroup[] = [
	{
		option: { name: 'Activity Log', value: 'activityLog' },
		feeds: Object.values(activityLogFeeds),
	},
	{
		option: { name: 'Assignment', value: 'assignmentFeed' },
		feeds: Object.values(assignmentFeeds),
	},
	{ option: { name: 'Content', value: 'contentFeed' }, feeds: Object.values(contentFeeds) },
	{ option: { name: 'E-Commerce', value: 'ecommerceFeed' }, feeds: Object.values(ecommerceFeeds) },
	{ option: { name: 'User and Team', value: 'peopleFeed' }, feeds: Object.values(peopleFeeds) },
	{ option: { name: 'Result', value: 'resultFeed' }, feeds: Object.values(resultFeeds) },
];

/** The feeds that are read by spans of a week, by `resource: operation` of Litmos Report. */
export const feedChoices: ReadonlyArray<{ name: string; value: string; feed: Feed }> =
	feedGroups.flatMap(({ option, feeds }) =>
		feeds
			.filter(({ takesAnySpan }) => !takesAnySpan)
			.map((feed) => ({
				name: `${option.name}: ${feed.name.replace(/^Get /, '')}`,
				value: `${option.value}: ${feed.value}`,
				feed,
			})),
	);
