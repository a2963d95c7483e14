import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { toNodeError } from '../../shared/operation/fail';
import { readList } from '../../shared/operation/pages';
import { openWire } from '../../shared/transport';
import type { Wire } from '../../shared/transport';
import { wellSpelled } from '../../shared/values';
import { codeNumber } from '../resources/finders';
import { remembered } from './listMemory';

/** Enough to choose from; whoever wants another one types a part of the name. */
const ENTRIES = 200;

/** A person in front of the editor does not wait long. */
const MAX_WAIT_MINUTES = 1;

type Listing = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/**
 * One request for one page of a list. No further pages: n8n would fetch the second at once, unasked.
 * A `whole` list takes neither search nor limit, so it is searched here.
 */
function listing(
	path: string,
	entry: (row: IDataObject) => INodeListSearchItems,
	whole?: 'whole',
): Listing {
	return async function (filter) {
		try {
			// Before anything is remembered: only who has the key may see what came with it.
			const wire = await openWire(this, {
				lane: 'editor',
				party: 'editor',
				maxWaitMinutes: MAX_WAIT_MINUTES,
			});
			const wanted = filter?.trim() ?? '';
			const asked = whole ? undefined : wanted;
			const results = await remembered(nameOf(wire, path, asked ?? ''), async () => {
				const rows = await readRows(wire, path, asked);
				return rows.map(wellSpelled).map(entry);
			});
			return { results: whole ? results.filter(isNamedLike(wanted)) : results };
		} catch (error) {
			throw toNodeError(this, error);
		}
	};
}

/** Capitals count: nobody has published whether they do for the search of Litmos. */
function nameOf({ account, accountName }: Wire, path: string, wanted: string): string {
	return `${accountName} ${account.baseUrl}${path} ${wanted}`;
}

function isNamedLike(wanted: string): (entry: INodeListSearchItems) => boolean {
	return ({ name }) => name.toLowerCase().includes(wanted.toLowerCase());
}

/** Undefined: the list takes neither search nor limit. */
async function readRows(wire: Wire, path: string, wanted?: string): Promise<IDataObject[]> {
	const search = wanted ? { search: wanted } : {};
	const { rows } = await readList(
		async (start, limit) =>
			await wire.send({
				method: 'GET',
				path,
				qs: wanted === undefined ? {} : { start, limit, ...search },
				action: `List ${path.slice(1)}`,
			}),
		{ key: 'Id', limit: ENTRIES, maxPages: 1 },
	);
	return rows;
}

/** `Ada Example (ada@example.com)`; people who were deactivated say so. */
export const searchUsers = listing('/users', (row) => {
	const name = [row.FirstName, row.LastName].filter(Boolean).join(' ');
	const mark = row.Active === false ? ' – inactive' : '';
	return {
		name: name ? `${name} (${String(row.UserName)})${mark}` : `${String(row.UserName)}${mark}`,
		value: String(row.Id),
	};
});

/** `Accounts (1689704)`: names may occur twice, the number tells them apart. */
export const searchTeams = listing('/teams', (row) => {
	const number = codeNumber(row);
	const name = String(row.Name);
	return { name: number ? `${name} (${number})` : name, value: String(row.Id) };
});

/** `Security Awareness (SEC-01)`; courses that were deactivated say so. */
export const searchCourses = listing('/courses', ({ Id, Name, Code, Active }) => {
	const mark = Active === false ? ' – inactive' : '';
	return {
		name: `${String(Name)}${Code ? ` (${String(Code)})` : ''}${mark}`,
		value: String(Id),
	};
});

/** `Onboarding`; learning paths that were deactivated say so. */
export const searchLearningPaths = listing('/learningpaths', ({ Id, Name, Active }) => ({
	name: `${String(Name)}${Active === false ? ' – inactive' : ''}`,
	value: String(Id),
}));

/** `Cost Centre`: custom fields for courses. */
export const searchCustomFields = listing(
	'/coursecustomfields',
	({ CustomFieldId, Label }) => ({ name: String(Label), value: String(CustomFieldId) }),
	'whole',
);
