import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../../values';

/** Columns that date a row, the first there is. */
export const STAMPS = [
	'UpdatedDate',
	'ActivityDate',
	'LoginDate',
	'AchievementDate',
	'CreatedDate',
] as const;

/** The latest date in a row that says when it was made or changed; NaN where there is none. */
export function changedAt(row: IDataObject): number {
	const times = STAMPS.map((column) => timeIn(row[column])).filter((time) => !Number.isNaN(time));
	return times.length > 0 ? Math.max(...times) : NaN;
}
