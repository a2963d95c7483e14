import { isObject } from '../../../nodes/shared/values';
import type { Litmos } from '../litmos';
import { parsed, rowsOf, valueOf, firstOf } from '../records';
import type { Asker } from '../askers';
import { Unanswered } from '../unanswered';

const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/i;
const SIGN = /[&<>"']/;
/** Markup of a description may hold entities of its own; names are plain texts. */
const NAMES = ['UserName', 'FirstName', 'LastName', 'FullName', 'CompanyName', 'Email', 'Name'];
const MOST = 1_000;
const MORE = 2_000;
/** A list never has so many rows too many that this would be taken for a larger page. */
const CLEARLY_MORE = 1_500;
const USERS_TRIED = 20;

/** Names with a sign that would be written as an entity. */
async function askEntities(litmos: Litmos): Promise<string> {
	let hasPlain = false;
	for (const path of ['/users', '/courses', '/teams']) {
		const rows = await rowsOf(litmos, path, { limit: MOST });
		const names = rows.flatMap((row) => NAMES.map((name) => String(row[name] ?? '')));
		if (names.some((name) => ENTITY.test(name))) return 'yes';
		hasPlain ||= names.some((name) => SIGN.test(name));
	}
	if (!hasPlain) throw new Unanswered('noRecords');
	return 'no';
}

async function askSlashes(litmos: Litmos): Promise<string> {
	const id = await firstOf(litmos, '/users');
	const { text } = await litmos.get(`/users/${encodeURIComponent(id)}`);
	parsed(text);
	if (text.includes('\\/')) return 'yes';
	if (!text.includes('/')) throw new Unanswered('noRecords');
	return 'no';
}

async function askOverLimit(litmos: Litmos): Promise<string> {
	let isFull = false;
	for (const [path, limit] of [
		['/users', 2],
		['/users', 100],
		['/courses', 2],
		['/teams', 2],
	] as const) {
		const { length } = await rowsOf(litmos, path, { limit });
		if (length > limit) return 'yes';
		isFull ||= length === limit;
	}
	if (!isFull) throw new Unanswered('noRecords');
	return 'no';
}

const hasRowAt = async (litmos: Litmos, start: number): Promise<boolean> =>
	(await rowsOf(litmos, '/users', { start, limit: 1 })).length > 0;

async function askOverThousand(litmos: Litmos): Promise<string> {
	const response = await litmos.get('/users', { limit: MORE });
	// As /results/details refuses it; another status would not be about the number.
	if (response.status === 406) return 'refused';
	const value = valueOf(response);
	const { length } = Array.isArray(value) ? value : [];
	if (length > CLEARLY_MORE) return 'more';
	// Too few users to tell.
	if (!(await hasRowAt(litmos, length))) throw new Unanswered('noRecords');
	return length < MOST ? 'fewer' : 'capped';
}

function shapeOf(value: unknown): string | undefined {
	if (!Array.isArray(value)) return isObject(value) ? 'object' : undefined;
	const [first] = value as unknown[];
	if (!isObject(first)) return undefined;
	const members = Object.keys(first).map((name) => name.toLowerCase());
	const isNamed = members.includes('fieldname') && members.includes('value');
	return isNamed ? 'fieldnameValue' : 'arrayOfObjects';
}

async function askCustomFields(litmos: Litmos): Promise<string> {
	for (const { Id } of await rowsOf(litmos, '/users', { limit: USERS_TRIED })) {
		const path = `/users/${encodeURIComponent(String(Id))}/usercustomfields`;
		const shape = shapeOf(valueOf(await litmos.get(path)));
		if (shape) return shape;
	}
	throw new Unanswered('noRecords');
}

async function askDetails(litmos: Litmos): Promise<string> {
	const [row] = await rowsOf(litmos, '/users/details', { limit: 1 });
	if (!row) throw new Unanswered('noRecords');
	if ('Culture' in row) return 'whole';
	if ('EnableTextNotifications' in row) return 'documented';
	throw new Unanswered('unforeseen');
}

async function askPaginated(litmos: Litmos): Promise<string> {
	const value = valueOf(await litmos.get('/users/paginated', { limit: 1 }));
	for (const name of ['Items', 'Item']) if (isObject(value) && name in value) return name;
	throw new Unanswered('unforeseen');
}

async function askToken(litmos: Litmos): Promise<string> {
	const id = await firstOf(litmos, '/tokens', 'TokenId');
	const value = valueOf(await litmos.get(`/tokens/${encodeURIComponent(id)}`));
	return Array.isArray(value) ? 'list' : 'object';
}

/** About lists and records. */
export const LIST_ASKERS: Readonly<Record<string, Asker>> = {
	entities: askEntities,
	escapedSlashes: askSlashes,
	rowsOverLimit: askOverLimit,
	limitOverThousand: askOverThousand,
	customFieldShape: askCustomFields,
	userDetails: askDetails,
	paginatedMember: askPaginated,
	tokenAnswer: askToken,
};
