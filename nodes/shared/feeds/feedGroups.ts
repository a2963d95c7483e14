import { activityLogFeeds } from './activityLog';
import { assignmentFeeds } from './assignments';
import { contentFeeds } from './content';
import { ecommerceFeeds } from './ecommerce';
import type { FeedGroup } from './feed';
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
