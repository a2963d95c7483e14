import { listSearch, named } from './listSearch';
import { locator } from './locator';
import { byId, byName } from './modes';

export const collectionLocator = locator({
	field: {
		displayName: 'Collection',
		name: 'collectionId',
		required: true,
		description: 'The collection to work on. Collections must be enabled for your Litmos account.',
	},
	finder: { noun: 'collection', path: '/collections', noneIs404: true },
	list: {
		method: 'searchCollections',
		placeholder: 'Select a collection...',
		search: listSearch('/collections', named, 'paged'),
	},
	modes: {
		// Litmos' search is not documented for collections, nor for their listings.
		name: byName('Partner Training', { searchable: false }),
		id: byId('kXqV2nTbR0Y1'),
	},
});
