import type { IDataObject } from 'n8n-workflow';
import { isHopeless } from '../../../shared/operation/jobs/tally';
import type { Tally } from '../../../shared/operation/jobs/tally';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, ItemResult } from '../../../shared/operation/types';
import { LitmosError } from '../../../shared/transport/errors';
import { statementOf } from './build';
import { compare, inUse, lookUp, stored, told, unconfirmed } from './compare';
import { idFor } from './ids';
import { MOST_PER_REQUEST, POST_STATEMENTS, PUT_STATEMENT } from './requests';
import { idOf, isStored } from './same';

/** A statement with its ID, and the items that it is for. */
interface Entry {
	statement: IDataObject;
	items: IDataObject[];
}

/** More in one body would be much to send again. */
const MOST_BYTES = 500_000;

/** What a store says of a whole request because of one statement in it. */
const OF_ONE = ['400', '409', '413', '422'];

/** The store has a statement of that ID already, maybe the same one: that holds for one, never for all. */
const ID_IN_USE = '409';

/** So few are looked up one by one where an ID among them is in use: to halve them further would cost as much. */
const FEW = 7;

/** Items whose statements travel together. */
export function together(items: readonly IDataObject[]): number[][] {
	const jobs: number[][] = [];
	let bytes = Infinity;
	items.forEach((values, position) => {
		// A character has three bytes at most, but for those that count as two.
		const more = JSON.stringify(statementOf(values)).length * 3;
		const job = jobs.at(-1);
		if (job && job.length < MOST_PER_REQUEST && bytes + more <= MOST_BYTES) {
			job.push(position);
			bytes += more;
			return;
		}
		jobs.push([position]);
		bytes = more;
	});
	return jobs;
}

/** Sends the statements of some items, and says of each item what became of its own. */
export async function send(call: Call, items: readonly IDataObject[]): Promise<ItemResult[]> {
	const entries = new Map<string, Entry>();
	const results = new Map<IDataObject, ItemResult>();
	for (const values of items) {
		const entered = statementOf(values);
		const statement = { ...entered, id: await idFor(values, entered.id) };
		const known = entries.get(idOf(statement));
		if (!known) entries.set(idOf(statement), { statement, items: [values] });
		else if (isSame(statement, known.statement)) known.items.push(values);
		else results.set(values, twice(statement));
	}
	const all = [...entries.values()];
	const outcomes = await deliver(call, all, { taken: 0, refused: 0 });
	all.forEach((entry, index) => {
		for (const values of entry.items) results.set(values, told(values, outcomes[index]));
	});
	return items.map((values) => results.get(values)!);
}

/**
 * A result for each statement. Several that are refused together go out half by half until those that the store
 * does not take stand alone: nothing of a refused request was stored.
 */
async function deliver(call: Call, entries: readonly Entry[], tally: Tally): Promise<ItemResult[]> {
	if (entries.length === 1) return [await deliverOne(call, entries[0], tally)];
	try {
		const results = await post(call, entries);
		tally.taken += entries.length;
		return results;
	} catch (error) {
		const isInUse = statusOf(error) === ID_IN_USE;
		if (!isOfOne(error) || (!isInUse && isHopeless(tally))) {
			return entries.map(() => error as Error);
		}
		if (isInUse && entries.length <= FEW) return await deliverUnknown(call, entries, tally);
		const middle = Math.ceil(entries.length / 2);
		const before = await deliver(call, entries.slice(0, middle), tally);
		return [...before, ...(await deliver(call, entries.slice(middle), tally))];
	}
}

/** Looks a few up, and delivers those that the store does not show. */
async function deliverUnknown(
	call: Call,
	entries: readonly Entry[],
	tally: Tally,
): Promise<ItemResult[]> {
	const results = new Map<Entry, ItemResult>();
	try {
		for (const entry of entries) {
			const known = await lookUp(call, entry.statement);
			if (known) results.set(entry, known);
		}
	} catch {
		// A store that does not let itself be asked tells by what it takes.
	}
	const unknown = entries.filter((entry) => !results.has(entry));
	// Together they would be refused again, if none of them was left out.
	const parts = unknown.length < entries.length ? [unknown] : unknown.map((entry) => [entry]);
	for (const part of parts.filter(({ length }) => length > 0)) {
		const outcomes = await deliver(call, part, tally);
		part.forEach((entry, index) => results.set(entry, outcomes[index]));
	}
	return entries.map((entry) => results.get(entry)!);
}

/** Unlike a store, an item adds nothing: what only one of two says makes them different. */
const isSame = (a: IDataObject, b: IDataObject): boolean => isStored(a, b) && isStored(b, a);

const statusOf = (error: unknown): string =>
	error instanceof LitmosError ? String(error.httpCode) : '';

const isOfOne = (error: unknown): boolean => OF_ONE.includes(statusOf(error));

async function post(call: Call, entries: readonly Entry[]): Promise<ItemResult[]> {
	const answer = await call(
		POST_STATEMENTS,
		{},
		{
			rows: entries.map(({ statement }) => statement),
			serves: entries.flatMap(({ items }) => items),
			asIs: true,
			needed: 'toRead',
		},
	);
	return await confirmAll(call, entries, answer);
}

/** What a store answers that knows no PUT here: the vendor's text of 2021 has another path for it (contract). */
const NO_PUT = ['404', '405', '501'];

/** An ID in use is the fault of its statement alone, and says nothing of the others. */
async function deliverOne(call: Call, entry: Entry, tally: Tally): Promise<ItemResult> {
	const { statement } = entry;
	try {
		const result = await sendOne(call, entry);
		tally.taken += 1;
		return result;
	} catch (error) {
		if (statusOf(error) === ID_IN_USE) return await compare(call, statement, inUse(statement));
		tally.refused += 1;
		return error as Error;
	}
}

/** One goes by its ID, as the answer to that has nothing to read; by POST where the store knows no PUT. */
async function sendOne(call: Call, entry: Entry): Promise<ItemResult> {
	try {
		await put(call, entry);
		return stored(entry.statement);
	} catch (error) {
		if (!NO_PUT.includes(statusOf(error))) throw error as Error;
		const [result] = await post(call, [entry]);
		return result;
	}
}

async function put(call: Call, { statement, items }: Entry): Promise<void> {
	const values = { statementId: statement.id };
	await call(PUT_STATEMENT, values, {
		body: statement,
		serves: items,
		asIs: true,
		needed: 'toRead',
	});
}

/** The store names what it has stored. What it does not name is looked for. */
async function confirmAll(
	call: Call,
	entries: readonly Entry[],
	answer: unknown,
): Promise<ItemResult[]> {
	const named = [answer].flat().filter((id) => typeof id === 'string');
	const known = new Set(named.map((id) => id.toLowerCase()));
	const results: ItemResult[] = [];
	for (const { statement } of entries) {
		const isNamed = known.has(idOf(statement));
		results.push(
			isNamed ? stored(statement) : await compare(call, statement, unconfirmed(statement)),
		);
	}
	return results;
}

function twice({ id }: IDataObject): FieldError {
	return new FieldError(
		`An item before this one has the Statement ID ${String(id)} and a different statement`,
		'Give each statement an ID or a key of its own.',
	);
}
