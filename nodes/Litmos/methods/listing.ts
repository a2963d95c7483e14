import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { toNodeError } from '../../shared/operation/fail';
import { PAGE_SIZE, readList } from '../../shared/operation/pages';
import { openWire } from '../../shared/transport';
import type { Wire } from '../../shared/transport';
import { wellSpelled } from '../../shared/values';
import { remembered } from './listMemory';

/** Enough to choose from; whoever wants another one types a part of the name. */
const ENTRIES = 200;

/** A person in front of the editor does not wait long. */
const MAX_WAIT_MINUTES = 1;

export type Listing = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** A list of Litmos and what of it is shown. */
interface Source {
	/** The path, from what is chosen in other fields where it depends on that. */
	path: (ctx: ILoadOptionsFunctions) => string;
	entries: (row: IDataObject) => INodeListSearchItems[];
	/** Litmos searches: whatever is typed asks anew. Otherwise one request serves all that is typed. */
	searches: boolean;
	/** The path leads to one record, which takes no limit. */
	isRecord?: true;
}

/** One request for one page of a list. No further pages: n8n would fetch the second at once, unasked. */
export function listingOf(source: Source): Listing {
	return async function (filter) {
		try {
			// Before anything is remembered: only who has the key may see what came with it.
			const wire = await openWire(this, {
				lane: 'editor',
				party: 'editor',
				maxWaitMinutes: MAX_WAIT_MINUTES,
			});
			const typed = filter?.trim() ?? '';
			const asked = source.searches ? typed : '';
			const path = source.path(this);
			const entries = await remembered(nameOf(wire, path, asked), async () => {
				const rows = await readRows(wire, { path, source }, asked);
				return rows.map(wellSpelled).flatMap(source.entries);
			});
			const fits = ({ name }: INodeListSearchItems) =>
				name.toLowerCase().includes(typed.toLowerCase());
			return { results: source.searches ? entries : entries.filter(fits) };
		} catch (error) {
			throw toNodeError(this, error);
		}
	};
}

/** A list that Litmos searches, at a path that is always the same. */
export function listing(path: string, entry: (row: IDataObject) => INodeListSearchItems): Listing {
	return listingOf({ path: () => path, entries: (row) => [entry(row)], searches: true });
}

/** Capitals count: nobody has published whether they do for the search of Litmos. */
function nameOf({ account, accountName }: Wire, path: string, wanted: string): string {
	return `${accountName} ${account.baseUrl}${path} ${wanted}`;
}

async function readRows(
	wire: Wire,
	{ path, source }: { path: string; source: Source },
	wanted: string,
): Promise<IDataObject[]> {
	const search = wanted ? { search: wanted } : {};
	const { rows } = await readList(
		async (start, limit) =>
			await wire.send({
				method: 'GET',
				path,
				qs: source.isRecord ? {} : { start, limit, ...search },
				action: `List ${path.slice(1)}`,
			}),
		{ key: 'Id', limit: source.searches ? ENTRIES : PAGE_SIZE, maxPages: 1 },
	);
	return rows;
}
