import type { IDataObject } from 'n8n-workflow';
import { noneIfMissing } from '../../transport/errors';
import { readList } from '../pages';
import { FieldError } from '../readTyped';
import type { ItemValues } from '../readValues';
import type { FinderReader } from './entries';
import type { PlaceFinder, PlaceFinders } from './finder';

/**
 * The item with all IDs of the places of its records: from what was picked, or else from the lists of Litmos,
 * each of which is read once for all items, and only if an ID is missing.
 */
export async function resolvePlaces(
	items: readonly ItemValues[],
	places: PlaceFinders,
	read: FinderReader,
): Promise<Array<ItemValues | FieldError>> {
	let resolved: Array<ItemValues | FieldError> = [...items];
	for (const [field, finder] of Object.entries(places)) {
		const open = items.filter((item) => isOpen(item, field, finder));
		const wanted = new Set(open.map(({ values }) => values[field]));
		const found = await findPlaces(finder, wanted, read);
		resolved = resolved.map((item) =>
			'item' in item ? placed(item, { field, finder, found }) : item,
		);
	}
	return resolved;
}

function isOpen({ values, places }: ItemValues, field: string, { fields }: PlaceFinder): boolean {
	const isIncomplete = fields.some((name) => values[name] === undefined);
	return values[field] !== undefined && !places?.[field] && isIncomplete;
}

async function findPlaces(
	{ paths, inside, fields, columns }: PlaceFinder,
	wanted: ReadonlySet<unknown>,
	read: FinderReader,
): Promise<Map<unknown, IDataObject>> {
	const found = new Map<unknown, IDataObject>();
	const own = columns[columns.length - 1];
	for (const path of paths) {
		if ([...wanted].every((id) => found.has(id))) break;
		const { rows } = await readList(
			async (start, limit) => await read(path, { start, limit }).catch(noneIfMissing),
			{ key: own, inside },
		);
		for (const row of rows) {
			// Where Litmos does not say where it is, no path leads to it.
			if (!wanted.has(row[own]) || !columns.every((column) => row[column])) continue;
			found.set(row[own], Object.fromEntries(fields.map((name, at) => [name, row[columns[at]]])));
		}
	}
	return found;
}

interface Placing {
	field: string;
	finder: PlaceFinder;
	found: ReadonlyMap<unknown, IDataObject>;
}

/** `course or module` for what a session stands in. */
const around = (fields: readonly string[]): string =>
	fields
		.slice(0, -1)
		.map((name) => name.replace(/Id$/, ''))
		.join(' or ');

function placed(item: ItemValues, { field, finder, found }: Placing): ItemValues | FieldError {
	const { values } = item;
	const place = item.places?.[field] ?? found.get(values[field]);
	const { fields, noun } = finder;
	if (!place) {
		return isOpen(item, field, finder)
			? new FieldError(
					`No ${noun} with the ID "${String(values[field])}" was found in Litmos`,
					`Choose the ${noun} From List, or fill in the fields that say where it is.`,
				)
			: item;
	}
	if (fields.some((name) => values[name] !== undefined && values[name] !== place[name])) {
		return new FieldError(
			`The ${noun} belongs to a different ${around(fields)} than the one set`,
			`Clear the other fields: the ${noun} alone is enough.`,
		);
	}
	return { ...item, values: { ...values, ...place } };
}
