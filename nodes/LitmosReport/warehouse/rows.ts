import type { IDataObject } from 'n8n-workflow';
import { dedupKeyOf } from '../../shared/feeds/changes/dedupKeys';
import type { Feed } from '../../shared/feeds/feed';
import { mapTexts, shownDate, wellSpelled } from '../../shared/values';
import { columnsIn, ROW_KEY } from './tables';

/** Hashes of 48 bits each, so that not even millions of rows share one. */
const HASHES = ['1', '2', '3'];

/** A row of a table: its key, then the columns of the documentation, or all that Litmos sent. */
export function tableRow(feed: Feed, hasAll: boolean): (row: IDataObject) => IDataObject {
	const { names = {} } = feed as Pick<Feed, 'names'>;
	const nameOf = (column: string) => (Object.hasOwn(names, column) ? names[column]! : column);
	const fixed = columnsIn(feed);
	return (sent) => {
		const row = wellSpelled(mapTexts(sent, shownDate) as IDataObject);
		const columns = hasAll ? [...new Set([...fixed, ...Object.keys(row)])] : fixed;
		const cells = columns.map((column) => [nameOf(column), cellOf(row[column])]);
		return { [ROW_KEY]: rowKeyOf(row, feed), ...(Object.fromEntries(cells) as IDataObject) };
	};
}

/**
 * A text that is the same for each version of a row: the cells of its key, or a hash of the whole row where Litmos
 * gives it none. A key without its ID would be that of many rows, so the hash stands in for it.
 */
function rowKeyOf(row: IDataObject, { key }: Pick<Feed, 'key'>): string {
	const isKnown =
		key.length > 0 &&
		key.every((column) => {
			const cell = row[column];
			return column.endsWith('Id') ? cellOf(cell) !== null : cell !== undefined;
		});
	if (isKnown) return key.map((column) => partOf(row[column])).join('|');
	const text = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
	return HASHES.map((seed) => dedupKeyOf(seed + text)).join('');
}

function cellOf(cell: IDataObject[string]): IDataObject[string] {
	return cell === undefined || cell === '' ? null : cell;
}

function partOf(cell: unknown): string {
	return String(cell ?? '').replace(/[%|]/g, encodeURIComponent);
}
