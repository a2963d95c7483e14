import type { IDataObject } from 'n8n-workflow';
import type { FinderMode } from '../operation/names/finder';
import { plain } from '../values';
import type { LocatorMode } from './locator';

/** A column whose value in a row is what the person enters. Capitals and spaces around do not matter. */
export function columnMode(
	column: string,
	rest: Pick<FinderMode, 'word' | 'searchable' | 'unique'>,
): FinderMode {
	return { ...rest, keysOf: (row) => [plain(row[column])], keysIn: (value) => [plain(value)] };
}

/** By the coded ID. */
export function byId(example: string): LocatorMode {
	return {
		label: 'By ID',
		placeholder: `e.g. ${example}`,
		hint: 'The coded ID from the Litmos API, not the number in the browser',
	};
}

/** By the name, which need not be the only one. Litmos' search finds it, unless it is said that nobody knows. */
export function byName(example: string, { searchable } = { searchable: true }): LocatorMode {
	return {
		label: 'By Name',
		placeholder: `e.g. ${example}`,
		hint: 'The full name, as in Litmos',
		finds: columnMode('Name', { word: 'name', searchable, unique: false }),
	};
}

/** By the address in the browser, `…/course/590874`, or that in the API. `numberOf` gives the number of a row. */
export function byUrl(
	noun: string,
	example: string,
	numberOf: (row: IDataObject) => unknown,
): LocatorMode {
	return {
		label: 'By URL',
		placeholder: `e.g. https://yourcompany.litmos.com/${example}`,
		hint: `The URL of the ${noun}, copied from the browser`,
		finds: {
			word: 'number in the URL',
			searchable: false,
			unique: true,
			keysOf: (row) => addressKeys(row.Id, numberOf(row)),
			keysIn: (value) => addressKeys(lastPart(value), numberIn(value)),
		},
	};
}

/** An address leads to a record by its ID or by its number. */
function addressKeys(id: unknown, number: unknown): string[] {
	return [id && `id ${String(id)}`, number && `number ${String(number)}`].filter(
		(key) => typeof key === 'string',
	);
}

/** The last number that stands alone in a web address, or the whole text, in its path if there is one: 590874 of `…/course/590874/edit?tab=2`. */
function numberIn(url: string): string | undefined {
	const numbers = (text: string) => text.match(/(?<=^|[/=])\d+(?=$|[/?&#])/g);
	return (numbers(url.split(/[?#]/)[0]) ?? numbers(url))?.at(-1);
}

/** The last part of a path: the coded ID in addresses of the API. */
function lastPart(url: string): string | undefined {
	return url.split(/[?#]/)[0].split('/').filter(Boolean).at(-1);
}
