import type { Feed } from '../../shared/feeds/feed';
import { feedChoices } from '../../shared/feeds/feedGroups';
import { FieldError } from '../../shared/operation/readTyped';

/** The column that tells the rows of every table apart. */
export const ROW_KEY = 'RowKey';

/** A table of a warehouse: the rows of a feed, each with a key. */
export interface Table {
	/** As in the dropdown, such as `Result: Course Results`. */
	name: string;
	value: string;
	feed: Feed;
}

/** Columns under Litmos' own names: those of the key, those of the report, and when the row was changed; logs only grow. */
export function columnsIn({ key, columns = [], table = columns }: Feed): readonly string[] {
	return [...new Set([...key, ...table, ...(key.length > 0 ? ['UpdatedDate'] : [])])];
}

/** The feeds whose columns are published: a table cannot be made of others. */
export const tables: readonly Table[] = feedChoices
	.filter(({ feed }) => columnsIn(feed).length > 0)
	.sort((a, b) => (a.name < b.name ? -1 : 1));

/** @throws FieldError for a table that an expression made up. */
export function findTable(value: unknown): Table {
	const table = tables.find((one) => one.value === value);
	if (table) return table;
	throw new FieldError(
		`There is no table "${String(value)}"`,
		'Choose it from the list under Table, or correct its expression.',
	);
}
