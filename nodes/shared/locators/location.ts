import { listSearch } from './listSearch';
import { locator } from './locator';

export const locationLocator = locator({
	field: {
		displayName: 'Location',
		name: 'LocationId',
		description: 'One of the locations in Litmos',
	},
	list: {
		method: 'searchLocations',
		placeholder: 'Select a location...',
		/** `Head Office, Sampletown` */
		search: listSearch(
			'/locations',
			({ LocationId, Location, City }) => ({
				name: [Location, City].filter(Boolean).join(', '),
				value: String(LocationId),
			}),
			'paged',
		),
	},
	modes: {
		id: {
			label: 'By ID',
			placeholder: 'e.g. 12',
			hint: 'The number of the location, as returned by Location: Get Many',
		},
	},
});
