import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../values';

/** How much of it is left of what is long. */
export interface Room {
	/** Characters of a text. */
	text: number;
	/** Entries of a list, or of what is inside of a row. */
	list: number;
}

/** Deeper than anything in Litmos. */
const DEEPEST = 6;

/** A row in which long texts and lists end early, and say so where they end. Its columns all stay. */
export function shortened(row: IDataObject, room: Room): IDataObject {
	const cells = Object.entries(row).map(([column, cell]) => [column, shorten(cell, room, 1)]);
	return Object.fromEntries(cells) as IDataObject;
}

function shorten(value: unknown, room: Room, depth: number): unknown {
	if (typeof value === 'string') return shortText(value, room.text);
	const isList = Array.isArray(value);
	if (!isList && !isObject(value)) return value;
	if (depth > DEEPEST) return '…';
	const entries = Object.entries(value);
	const kept = entries
		.slice(0, room.list)
		.map(([key, entry]) => [key, shorten(entry, room, depth + 1)] as const);
	const left = entries.length - kept.length;
	const more = left > 0 ? [['…', `${left} more`] as const] : [];
	const all = [...kept, ...more];
	return isList ? all.map(([, entry]) => entry) : Object.fromEntries(all);
}

function shortText(text: string, most: number): string {
	const rest = text.length - most;
	// A character of two halves stays whole.
	const end = /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most;
	return rest > 0 ? `${text.slice(0, end)}… (${counted(rest)} more characters)` : text;
}

/** `1,312` */
export function counted(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
