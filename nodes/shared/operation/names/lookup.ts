import type { Client } from '../../transport/client';
import { silentFieldsOf } from '../plan';
import type { Operation } from '../types';
import type { Lookup } from './entries';
import type { Locators } from './finder';
import type { NameMemory } from './nameMemory';

/** What the names in the fields of an operation are looked up with. */
export function lookupFor(
	{ operation, locators, client }: { operation: Operation; locators: Locators; client: Client },
	memory: NameMemory,
): Lookup {
	const { action, request } = operation;
	return {
		finders: locators.finders,
		places: locators.places,
		takesNameOf: request?.takesNameOf,
		dispensable: operation.dispensable,
		listed: [...(operation.filteredBy ?? []), ...(request ? silentFieldsOf(request) : [])],
		read: async (path, qs) => await client.send({ method: 'GET', path, qs, action }),
		memory,
	};
}
