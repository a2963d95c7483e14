import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../../values';
import type { Feed } from '../feed';

/** Columns that date a row, the first there is. */
export const STAMPS = [
	'UpdatedDate',
	'ActivityDate',
	'LoginDate',
	'AchievementDate',
	'CreatedDate',
] as const;

/** By what the rows of a feed are found, in milliseconds; NaN where a row does not say. */
export const datedBy =
	({ foundBy }: Pick<Feed, 'foundBy'>) =>
	(row: IDataObject): number =>
		foundBy === undefined ? changedAt(row) : timeIn(row[foundBy]);

/** The latest date in a row that says when it was made or changed; NaN where there is none. */
function changedAt(row: IDataObject): number {
	const times = STAMPS.map((column) => timeIn(row[column])).filter((time) => !Number.isNaN(time));
	return times.length > 0 ? Math.max(...times) : NaN;
}
