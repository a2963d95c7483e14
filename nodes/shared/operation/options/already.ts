import type { IDataObject } from 'n8n-workflow';
import { isMissing } from '../../transport/errors';
import { mapTexts, shownDate } from '../../values';
import { readList } from '../pages';
import { linkedTo } from '../tasks';
import type { Sending } from '../tasks';
import { fillPath } from '../plan';
import { runPool } from '../pool';
import { echo } from '../present';
import type { ItemValues } from '../readValues';
import type { Operation, Output } from '../types';

/** How far someone has come. The evidence has two names for the date of completion; one of them comes. */
const PROGRESS = [
	'Complete',
	'PercentageComplete',
	'AssignedDate',
	'DateCompleted',
	'CompletedDate',
] as const;

/**
 * Sets aside the items whose user has already what they would assign, with the progress as their output; returns the
 * others. Costs one request for each user, two from 1,000 courses on.
 */
export async function setAside(given: Sending, mayGoOn: () => boolean): Promise<ItemValues[]> {
	const { operation, items, results } = given;
	const asked = items.filter(({ isIfMissing }) => isIfMissing);
	const byPath = new Map<string, ItemValues[]>();
	for (const item of asked) {
		try {
			const path = fillPath(operation.request!.path, item.values);
			const some = byPath.get(path) ?? [];
			byPath.set(path, some);
			some.push(item);
		} catch (problem) {
			results.failures.set(item.item, problem);
		}
	}
	await runPool(
		[...byPath].map(([path, some]) => ({
			key: path,
			work: async () => {
				await look(given, path, some);
				return mayGoOn();
			},
		})),
	);
	const { outputs, failures } = results;
	return items.filter(({ item }) => !outputs.has(item) && !failures.has(item));
}

type Done = Extract<Output, { kind: 'done' }>;

/** Of an operation that may leave items alone. */
function outputOf({ output }: Operation): Partial<Done> {
	return output?.kind === 'done' ? output : {};
}

async function look(
	{ operation, lookup, client, results }: Sending,
	path: string,
	items: readonly ItemValues[],
): Promise<void> {
	const { already: field = '', echo: fields } = outputOf(operation);
	const wanted = new Set(items.map(({ values }) => values[field]));
	try {
		const { rows } = await readList(
			async (start, limit) => await lookup.read(path, { start, limit }),
			{ key: 'Id', keep: ({ Id }) => wanted.has(Id as string), limit: wanted.size },
		);
		const rowOf = new Map(rows.map((row) => [row.Id, row]));
		for (const item of items) {
			const row = rowOf.get(item.values[field]);
			if (row)
				results.outputs.set(item.item, [linkedTo(item.item)(client.redact(tell(row, item)))]);
		}
	} catch (error) {
		// What stands for the user may be a name: whoever assigns finds out.
		if (!isMissing(error)) items.forEach(({ item }) => results.failures.set(item, error));
	}

	function tell(row: IDataObject, { values, isPreview }: ItemValues): IDataObject {
		const told = PROGRESS.filter((column) => row[column] !== undefined);
		const progress = Object.fromEntries(told.map((column) => [column, row[column]]));
		return {
			...echo(fields, values),
			...(isPreview && { preview: [], requests: 0 }),
			already: true,
			...(mapTexts(progress, shownDate) as IDataObject),
		};
	}
}
