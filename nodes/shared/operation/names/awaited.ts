import type { IDataObject } from 'n8n-workflow';
import { UncertainError } from '../../transport/errors';
import { plain } from '../../values';
import { FieldError } from '../readTyped';
import type { ItemValues } from '../readValues';
import { canDoWithout } from './entries';
import type { Lookup, Makers } from './entries';
import type { AwaitsSpec } from './finder';
import { resolveNames } from './resolve';

/** The makers among the items. Items with the same name by the first field make one record: the first one makes it. */
export function makersAmong({ field, by }: AwaitsSpec, items: readonly ItemValues[]): Makers {
	const fields = Object.values(by);
	const makers = new Map<string, Map<string, ItemValues>>();
	for (const entry of items) {
		const identity = plain(entry.values[fields[0]]);
		for (const name of fields) {
			const key = `${name} ${plain(entry.values[name])}`;
			const known = makers.get(key) ?? new Map<string, ItemValues>();
			makers.set(key, known);
			if (!known.has(identity)) known.set(identity, entry);
		}
	}
	return ({ values, modes }) => {
		const wanted = plain(values[field]);
		const order = [by[modes[field] ?? ''], ...fields].filter(Boolean);
		const found = order.map((name) => makers.get(`${name} ${wanted}`)).find(Boolean);
		return found?.size === 1 ? { item: [...found.values()][0].item, field } : undefined;
	};
}

/** Each item after the one that it awaits. Where these form a circle, one of them goes without, and a note says so. */
export function inOrder(items: readonly ItemValues[], called = ''): ItemValues[] {
	const byItem = new Map(items.map((entry) => [entry.item, entry]));
	const ordered = new Map<number, ItemValues>();
	for (const first of items) {
		const chain = new Map<number, ItemValues>();
		let next: ItemValues | undefined = first;
		while (next && !ordered.has(next.item) && !chain.has(next.item)) {
			chain.set(next.item, next);
			next = next.awaits && byItem.get(next.awaits.item);
		}
		const links = [...chain.values()].reverse();
		if (next && chain.has(next.item)) links[0] = withoutCircle(links[0], called);
		links.forEach((entry) => ordered.set(entry.item, entry));
	}
	return [...ordered.values()];
}

function withoutCircle(entry: ItemValues, called: string): ItemValues {
	const { field } = entry.awaits!;
	const note = `The ${called} "${String(entry.values[field])}" was not set: in this run, the ${called}s form a circle. Set it with User: Update`;
	return without(entry, field, note);
}

function without(entry: ItemValues, field: string, note: string): ItemValues {
	const values: IDataObject = { ...entry.values };
	delete values[field];
	return { ...entry, values, awaits: undefined, notes: [...(entry.notes ?? []), note] };
}

/** What became of the item that is awaited. */
export interface Ended {
	/** Of the record that it made. */
	id: unknown;
	failure: unknown;
}

/** The item with the ID of the record that the awaited one made; it is looked up only where no answer told it. */
export async function supplied(
	entry: ItemValues,
	{ id, failure }: Ended,
	lookup: Lookup,
): Promise<ItemValues | FieldError> {
	const { item, field } = entry.awaits!;
	const value = String(entry.values[field]);
	const open = { ...entry, awaits: undefined };
	const { noun } = lookup.finders[field];
	if (typeof id === 'string' && id !== '') {
		return { ...open, values: { ...entry.values, [field]: id } };
	}
	if (entry.isPreview && !failure) {
		const note = `The ${noun} "${value}" is set once item ${item} has added it`;
		return without(entry, field, note);
	}
	if (!failure || failure instanceof UncertainError) return (await resolveNames([open], lookup))[0];
	const problem = new FieldError(
		`The ${noun} "${value}" was not added: item ${item} failed`,
		'Items are counted from 0. Correct that item, then run both again.',
	);
	return canDoWithout(field, entry.values, lookup)
		? without(entry, field, problem.message)
		: problem;
}
