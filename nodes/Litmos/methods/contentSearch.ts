import type { ILoadOptionsFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { FieldError } from '../../shared/operation/readValues';
import { resolveNames } from '../../shared/operation/resolve';
import type { Wire } from '../../shared/transport';
import { finders } from '../resources/finders';
import { listing } from './listing';
import { named } from './listSearch';

export const searchCollections = listing('/collections', named, 'paged');

/** The list of the collection that is chosen in the same panel, in whichever way. */
async function listingsPath(ctx: ILoadOptionsFunctions, wire: Wire): Promise<string> {
	const chosen = ctx.getCurrentNodeParameter('collectionId') as
		INodeParameterResourceLocator | undefined;
	const collectionId = String(chosen?.value ?? '');
	if (!chosen || collectionId === '' || collectionId.startsWith('=')) {
		throw new FieldError('Choose the collection first', 'Its listings can be shown then.');
	}
	const item = {
		item: 0,
		values: { collectionId },
		modes: { collectionId: chosen.mode },
		subjects: [],
	};
	const [found] = await resolveNames([item], {
		finders,
		read: async (path, qs) =>
			await wire.send({ method: 'GET', path, qs, action: 'List collections' }),
	});
	if (!('item' in found)) throw found;
	return `/collectionlistings/${encodeURIComponent(String(found.values.collectionId))}`;
}

export const searchListings = listing(listingsPath, named, 'paged');

/** `WELCOME-2027`; tokens that were switched off say so. */
export const searchTokens = listing('/tokens', ({ TokenId, TokenCode, Active }) => ({
	name: `${String(TokenCode)}${Active === false ? ' – inactive' : ''}`,
	value: String(TokenId),
}));
