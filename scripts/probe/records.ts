/* eslint-disable @n8n/community-nodes/require-node-api-error -- scripts do not ship */
import type { LitmosResponse } from '../../nodes/shared/transport/errors';
import { isObject } from '../../nodes/shared/values';
import type { Litmos } from './litmos';
import { Unanswered } from './unanswered';

export type Row = Record<string, unknown>;

/** The rows that a value has; none where it is no list. */
export const rowsIn = (value: unknown): Row[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

export function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Unanswered('unforeseen');
	}
}

/** The value of a response that went well. @throws Unanswered for any other */
export function valueOf({ status, text }: LitmosResponse): unknown {
	if (status < 200 || status > 299) throw new Unanswered('refused', status);
	return parsed(text);
}

/** The rows of a list. @throws Unanswered where there is no list */
export async function rowsOf(
	litmos: Litmos,
	path: string,
	qs: Record<string, string | number> = {},
): Promise<Row[]> {
	const value = valueOf(await litmos.get(path, qs));
	if (!Array.isArray(value)) throw new Unanswered('unforeseen');
	return rowsIn(value);
}

/** The text of this member of the first row. @throws Unanswered where there is none */
export async function firstOf(litmos: Litmos, path: string, member = 'Id'): Promise<string> {
	const [row] = await rowsOf(litmos, path, { limit: 1 });
	return textOf(row, member);
}

/** A member that must be there. @throws Unanswered where it is not */
export function textOf(row: Row | undefined, member: string): string {
	const value = row?.[member];
	if (typeof value !== 'string' || value === '') throw new Unanswered('noRecords');
	return value;
}
