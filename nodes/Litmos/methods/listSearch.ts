import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { LitmosError } from '../../shared/errors';
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

/** Where the list is: known beforehand, or by what else the person has set. */
type Place = string | ((ctx: ILoadOptionsFunctions, wire: Wire) => Promise<string>);

/** One request for one page of a list. No further pages: n8n would fetch the second at once, unasked. */
export function listing(
	place: Place,
	entry: (row: IDataObject) => INodeListSearchItems,
	/** Litmos has no search for it, and answers 404 where it has no rows. */
	isPlain = false,
): Listing {
	return async function (filter) {
		try {
			// Before anything is remembered: only who has the key may see what came with it.
			const wire = await openWire(this, {
				lane: 'editor',
				party: 'editor',
				maxWaitMinutes: MAX_WAIT_MINUTES,
			});
			const typed = filter?.trim() ?? '';
			const wanted = isPlain ? '' : typed;
			const path = typeof place === 'string' ? place : await place(this, wire);
			const results = await remembered(nameOf(wire, path, wanted), async () => {
				const rows = await readRows(wire, path, wanted).catch(isPlain ? noneIfMissing : fail);
				return rows.map(wellSpelled).map(entry);
			});
			return { results: isPlain ? results.filter(({ name }) => has(name, typed)) : results };
		} catch (error) {
			throw toNodeError(this, error);
		}
	};
}

function noneIfMissing(error: unknown): [] {
	return error instanceof LitmosError && error.httpCode === '404' ? [] : fail(error);
}

function fail(error: unknown): never {
	throw error as Error;
}

function has(name: string, part: string): boolean {
	return name.toLowerCase().includes(part.toLowerCase());
}

/** Capitals count: nobody has published whether they do for the search of Litmos. */
function nameOf({ account, accountName }: Wire, path: string, wanted: string): string {
	return `${accountName} ${account.baseUrl}${path} ${wanted}`;
}

async function readRows(wire: Wire, path: string, wanted: string): Promise<IDataObject[]> {
	const search = wanted ? { search: wanted } : {};
	const { rows } = await readList(
		async (start, limit) =>
			await wire.send({
				method: 'GET',
				path,
				qs: { start, limit, ...search },
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
