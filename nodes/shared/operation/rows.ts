import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../values';

/** One level at which rows stand inside of others: the list that holds them, and the column for the ID of the other. */
export interface Inside {
	list: string;
	owner: string;
}

/** Whether a row is wanted. */
export type Keep = (row: IDataObject) => boolean;

/** What an answer has as its list: the answer itself, or what the object that paginated lists are wrapped in holds. */
export const listIn = (answer: unknown): unknown =>
	isObject(answer) ? (answer.Items ?? answer.Item) : answer;

/** Rows of a JSON list: a bare array, nothing, or the object that paginated lists are wrapped in. */
export function rowsOf(answer: unknown): IDataObject[] {
	if (answer === null || answer === undefined) return [];
	const list = listIn(answer) ?? answer;
	return (Array.isArray(list) ? list : [list]).filter(isObject);
}

/** The rows at the innermost level, with the IDs of those around them as far as Litmos sends these. */
export function rowsInside(received: IDataObject[], inside: readonly Inside[]): IDataObject[] {
	let found = received.map((row) => ({ row, owners: {} }));
	for (const { list, owner } of inside) {
		found = found.flatMap(({ row, owners }) => {
			const around = row.Id === undefined ? owners : { ...owners, [owner]: row.Id };
			return rowsOf(row[list]).map((one) => ({ row: one, owners: around }));
		});
	}
	return inside.length === 0 ? received : found.map(({ row, owners }) => ({ ...row, ...owners }));
}
