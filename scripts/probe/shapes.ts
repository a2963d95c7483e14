import type { Shape } from '../../contract/evidence';
import { membersOf } from '../../contract/evidence';
import { readContract, type Endpoint } from '../../contract/schema';
import type { LitmosResponse } from '../../nodes/shared/transport/errors';
import { isObject } from '../../nodes/shared/values';
import { isOut } from './askers';
import type { Litmos } from './litmos';
import { createPlaces, type Places } from './places';
import type { Row } from './records';
import { Unanswered } from './unanswered';

const DAY_MS = 86_400_000;

/** Calls that read, about whose answers in JSON nobody has published anything. */
export const unrecorded = (): Endpoint[] =>
	readContract().endpoints.filter(
		({ method, host, unknown }) =>
			method === 'GET' &&
			host === 'api' &&
			unknown.some((what) => /JSON answer|members of/i.test(what)),
	);

function queryOf({ query }: Endpoint): Record<string, string | number> {
	const date = (at: number): string => new Date(at).toISOString().slice(0, 10);
	const now = Date.now();
	const span = { since: date(now - 6 * DAY_MS), to: date(now) };
	const wanted = query.filter(({ required, name }) => required && name in span);
	return {
		limit: 1,
		...Object.fromEntries(wanted.map(({ name }) => [name, span[name as keyof typeof span]])),
	};
}

function valueIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The first record in it. */
function recordIn(value: unknown): Row | undefined {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	return isObject(one) ? one : undefined;
}

function bodyOf(text: string, value: unknown): Shape['body'] {
	if (text.trim() === '') return 'empty';
	if (Array.isArray(value)) return 'array';
	return isObject(value) ? 'object' : 'other';
}

/** What came, in words of the contract: a name that it does not know is only counted. */
function describe(endpoint: string, { status, text }: LitmosResponse): Shape {
	const value = valueIn(text);
	const shape = { endpoint, status, body: bodyOf(text, value), absent: [], others: 0 };
	const record = status < 300 ? recordIn(value) : undefined;
	if (!record) return { ...shape, because: status < 300 ? 'noRecords' : 'refused' };
	const known = [...new Set(membersOf(endpoint))].filter((name) => name !== '*');
	const names = Object.keys(record);
	return {
		...shape,
		absent: known.filter((name) => !names.includes(name)),
		others: names.filter((name) => !known.includes(name)).length,
	};
}

async function look(litmos: Litmos, places: Places, endpoint: Endpoint): Promise<Shape> {
	const { id, path } = endpoint;
	try {
		return describe(id, await litmos.get(await places.fill(path), queryOf(endpoint)));
	} catch (error) {
		const { because, status } = error instanceof Unanswered ? error : new Unanswered('noResponse');
		return { endpoint: id, absent: [], others: 0, because, ...(status && { status }) };
	}
}

/** Reads one record by each of these calls. */
export async function readShapes(litmos: Litmos, isStopped: () => boolean): Promise<Shape[]> {
	const places = createPlaces(litmos);
	const shapes: Shape[] = [];
	for (const endpoint of unrecorded()) {
		if (isStopped() || isOut(shapes)) break;
		shapes.push(await look(litmos, places, endpoint));
	}
	return shapes;
}
