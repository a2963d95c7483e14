import type { IDataObject } from 'n8n-workflow';
import { isHopeless } from '../../../shared/operation/jobs/tally';
import type { Tally } from '../../../shared/operation/jobs/tally';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, ItemResult } from '../../../shared/operation/types';
import { LitmosError, UncertainError } from '../../../shared/transport/errors';
import { isObject } from '../../../shared/values';
import { statementOf } from './build';
import { idFor } from './ids';
import { LOOK_UP, MOST_PER_REQUEST, POST_STATEMENTS, PUT_STATEMENT } from './requests';
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
		else if (isStored(statement, known.statement)) known.items.push(values);
		else results.set(values, twice(statement));
	}
	const all = [...entries.values()];
	const outcomes = await deliver(call, all, { taken: 0, refused: 0 });
	all.forEach((entry, index) => {
		for (const values of entry.items) results.set(values, told(values, outcomes[index]));
	});
	return items.map((values) => results.get(values)!);
}

/** Of a statement that has the same ID the next time, nobody need find out whether it was stored. */
function told({ idFrom }: IDataObject, outcome: ItemResult): ItemResult {
	if (!(outcome instanceof UncertainError) || idFrom === 'automatic') return outcome;
	const { message, description, httpCode } = outcome;
	const [, words = ''] = /( (?:Litmos|Network): ".*)$/s.exec(description) ?? [];
	return new LitmosError(message, `${SEND_AGAIN}${words}`, httpCode);
}

const SEND_AGAIN =
	'Run this item again. With the same Statement ID, the statement cannot be stored twice.';

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
		if (!isOfOne(error) || isHopeless(tally)) return entries.map(() => error as Error);
		const middle = Math.ceil(entries.length / 2);
		const before = await deliver(call, entries.slice(0, middle), tally);
		return [...before, ...(await deliver(call, entries.slice(middle), tally))];
	}
}

const isOfOne = (error: unknown): boolean =>
	error instanceof LitmosError && OF_ONE.includes(String(error.httpCode));

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

/** One goes by its ID: the answer to that has nothing to read. */
async function deliverOne(call: Call, entry: Entry, tally: Tally): Promise<ItemResult> {
	const { statement } = entry;
	try {
		await put(call, entry);
		tally.taken += 1;
		return stored(statement);
	} catch (error) {
		tally.refused += 1;
		const status = error instanceof LitmosError ? String(error.httpCode) : '';
		if (status === '409') return await compare(call, statement, conflict(statement));
		if (!NO_PUT.includes(status)) return error as Error;
		return await post(call, [entry]).then(
			([result]) => result,
			(other: Error) => other,
		);
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

const stored = ({ id }: IDataObject): IDataObject[] => [{ success: true, statementId: id }];

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

/** Whether the store has this very statement; `otherwise` where it has not. */
async function compare(
	call: Call,
	statement: IDataObject,
	otherwise: FieldError,
): Promise<ItemResult> {
	try {
		const found = await call(LOOK_UP, { statementId: statement.id }, { missing: true, asIs: true });
		return isObject(found) && isStored(statement, found) ? stored(statement) : otherwise;
	} catch (error) {
		return error as Error;
	}
}

function conflict({ id }: IDataObject): FieldError {
	return new FieldError(
		`The learning record store has a different statement with the ID ${String(id)}`,
		'Statements cannot be changed. Send it with another Statement ID, or void the one that is there.',
	);
}

function unconfirmed({ id }: IDataObject): FieldError {
	return new FieldError(
		`Litmos accepted the request but did not confirm the statement ${String(id)}`,
		'Look for it with Statement: Get. Sent again with this same Statement ID, it cannot be stored twice.',
	);
}

function twice({ id }: IDataObject): FieldError {
	return new FieldError(
		`An item before this one has the Statement ID ${String(id)} and a different statement`,
		'Give each statement an ID or a key of its own.',
	);
}
