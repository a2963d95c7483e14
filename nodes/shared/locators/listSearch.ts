import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { noneIfMissing } from '../transport/errors';
import { toNodeError } from '../operation/fail';
import { readList } from '../operation/pages';
import { createClient } from '../transport/client';
import type { Client } from '../transport/client';
import { wellSpelled } from '../values';
import { remembered } from './listMemory';

/** A person in front of the editor does not wait long. */
const MAX_WAIT_MINUTES = 1;

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** Where the list is: known beforehand, or by what else the person has set. */
type ListPath = string | ((ctx: ILoadOptionsFunctions, client: Client) => string | Promise<string>);

/**
 * What Litmos takes beside the path: limit and search; or limit alone, where it also answers 404 for
 * no rows; or neither, for a list that comes whole. What it does not search is searched here, the better the
 * longer a list is. In a list with boxes to tick nobody can search.
 */
type ListKind = 'searched' | 'paged' | 'long' | 'whole' | 'ticked';

/** 200 are enough to choose from where a part of the name can be typed; 1,000 are all that Litmos gives at once. */
const ENTRIES: Readonly<Record<ListKind, number | undefined>> = {
	searched: 200,
	paged: 200,
	long: 1000,
	whole: undefined,
	ticked: 1000,
};

/** One request for one page of a list. No further pages: n8n would fetch the second at once, unasked. */
export function listSearch(
	listPath: ListPath,
	entry: (row: IDataObject) => INodeListSearchItems | INodeListSearchItems[],
	kind: ListKind = 'searched',
): ListSearch {
	return async function (filter) {
		let redact: Client['redact'] | undefined;
		try {
			// Before anything is remembered: only who has the key may see what came with it.
			const client = await createClient(this, {
				lane: 'editor',
				flow: 'editor',
				maxWaitMinutes: MAX_WAIT_MINUTES,
			});
			redact = client.redact;
			const typed = filter?.trim() ?? '';
			const path = typeof listPath === 'string' ? listPath : await listPath(this, client);
			const wanted = kind === 'searched' ? typed : '';
			const limit = ENTRIES[kind];
			const results = await remembered(nameOf(client, path, { limit, wanted }), async () => {
				const asked = readRows(client, path, { limit, wanted });
				const rows = await asked.catch(kind === 'paged' || kind === 'long' ? noneIfMissing : fail);
				return rows.map(wellSpelled).flatMap(entry);
			});
			const shown = kind === 'searched' ? results : results.filter(isNamedLike(typed));
			return { results: redact(shown) };
		} catch (error) {
			throw toNodeError(this, error, { redact });
		}
	};
}

function fail(error: unknown): never {
	throw error as Error;
}

/** What is asked of a list. Without a limit it takes neither. */
interface Part {
	limit: number | undefined;
	wanted: string;
}

/** Capitals count: nobody has published whether they do for the search of Litmos. */
function nameOf({ account, accountName }: Client, path: string, { limit, wanted }: Part): string {
	return `${accountName} ${account.baseUrl}${path} ${limit} ${wanted}`;
}

function isNamedLike(wanted: string): (entry: INodeListSearchItems) => boolean {
	return ({ name }) => name.toLowerCase().includes(wanted.toLowerCase());
}

async function readRows(client: Client, path: string, part: Part): Promise<IDataObject[]> {
	const { limit: most, wanted } = part;
	const search = wanted ? { search: wanted } : {};
	const { rows } = await readList(
		async (start, limit) =>
			await client.send({
				method: 'GET',
				path,
				qs: most === undefined ? {} : { start, limit, ...search },
				action: `List ${path.slice(1)}`,
			}),
		{ key: 'Id', limit: most, maxPages: 1 },
	);
	return rows;
}

type TickList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The same entries as in the list to pick one from, each with a box. */
export function tickList(
	listPath: ListPath,
	entry: (row: IDataObject) => INodeListSearchItems,
): TickList {
	const search = listSearch(listPath, entry, 'ticked');
	return async function () {
		const { results } = await search.call(this);
		return results.map(({ name, value }) => ({ name, value }));
	};
}

/** Those of the entries that contain what was typed. Asks nobody. */
export function searchOf(entries: readonly INodeListSearchItems[]): ListSearch {
	return async (filter = '') => ({ results: entries.filter(isNamedLike(filter.trim())) });
}

/** `Onboarding` */
export const named = (row: IDataObject): INodeListSearchItems => ({
	name: markInactive(String(row.Name), row),
	value: String(row.Id),
});

/** `Security Awareness (SEC-01)` */
export function coded({ Name, Code }: IDataObject): string {
	return `${String(Name)}${Code ? ` (${String(Code)})` : ''}`;
}

/** `Ada Example` */
export function personName({ FirstName, LastName }: IDataObject): string {
	return [FirstName, LastName].filter(Boolean).join(' ');
}

/** What was deactivated says so. */
export function markInactive(name: string, { Active }: IDataObject): string {
	return `${name}${Active === false ? ' – inactive' : ''}`;
}
