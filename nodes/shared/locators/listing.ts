import type { ILoadOptionsFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { FieldError } from '../operation/readTyped';
import { resolveNames } from '../operation/names/resolve';
import type { Client } from '../transport/client';
import { collectionLocator } from './collection';
import { listSearch, named } from './listSearch';
import { findersOf, locator } from './locator';
import { byId, byName } from './modes';

/** The list of the collection that is chosen in the same panel, in whichever way. */
async function pathOf(ctx: ILoadOptionsFunctions, client: Client): Promise<string> {
	const chosen = ctx.getCurrentNodeParameter('collectionId') as
		INodeParameterResourceLocator | undefined;
	const collectionId = String(chosen?.value ?? '');
	if (!chosen || collectionId === '' || collectionId.startsWith('=')) {
		throw new FieldError('Choose the collection first', 'Then its listings are shown.');
	}
	const item = {
		item: 0,
		values: { collectionId },
		modes: { collectionId: chosen.mode },
		subjects: [],
	};
	const [found] = await resolveNames([item], {
		finders: findersOf([collectionLocator]),
		read: async (path, qs) =>
			await client.send({ method: 'GET', path, qs, action: 'List collections' }),
	});
	if (!('item' in found)) throw found;
	return `/collectionlistings/${encodeURIComponent(String(found.values.collectionId))}`;
}

export const listingLocator = locator({
	field: {
		displayName: 'Listing',
		name: 'listingId',
		required: true,
		description: 'The listing to work on, from the collection above',
	},
	finder: { noun: 'listing', path: '/collectionlistings/{collectionId}', noneIs404: true },
	list: {
		method: 'searchListings',
		placeholder: 'Select a listing...',
		search: listSearch(pathOf, named, 'paged'),
	},
	standsIn: ['collectionId'],
	modes: { name: byName('Partners 2027', { searchable: false }), id: byId('Lm3pWc8sYd01') },
});
