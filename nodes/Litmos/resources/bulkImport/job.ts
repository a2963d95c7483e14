import type { IDataObject } from 'n8n-workflow';
import { afterTaken } from '../../../shared/operation/accepted';
import { UncertainError } from '../../../shared/transport/errors';
import { readList } from '../../../shared/operation/pages';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, RequestSpec } from '../../../shared/operation/types';

export const GET_IMPORT: RequestSpec = { method: 'GET', path: '/bulkimports/{importId}' };

export const GET_ERRORS: RequestSpec = {
	method: 'GET',
	path: '/bulkimports/{importId}/usererrors',
	query: ['start', 'limit'],
};

/** Pauses before each look at an import; the last one repeats. A look costs a request of the limit. */
const LOOK_AFTER_MS = [2_000, 3_000, 5_000, 10_000, 15_000];

/** Most people in one import, and most of its body (contract: bulkImports.importUsers). */
const BODY_BYTES = 2_000_000;

/** Only Waiting and Completed are known (contract: UserBulkImport). "Incomplete" is not done. */
const isDone = (status: string) => /^\s*complete/i.test(status);
const isBroken = (status: string) => /fail|error|cancel|abort/i.test(status);

/** Whether Litmos has yet to carry the import out. */
export function isUnderWay({ Status }: IDataObject): boolean {
	const status = String(Status ?? '');
	return !isDone(status) && !isBroken(status);
}

/** Divides items into jobs: those that are to be carried out in the same way, as many as Litmos takes. */
export function splitItems(
	items: readonly IDataObject[],
	{ max, alike }: { max: number; alike: readonly string[] },
): number[][] {
	const jobs: number[][] = [];
	const open = new Map<string, { members: number[]; bytes: number }>();
	items.forEach((values, position) => {
		const way = JSON.stringify(alike.map((name) => values[name]));
		const bytes = bytesOf(JSON.stringify(values.row)) + 1;
		const job = open.get(way);
		if (job && job.members.length < max && job.bytes + bytes <= BODY_BYTES) {
			job.members.push(position);
			job.bytes += bytes;
			return;
		}
		const next = { members: [position], bytes: bytes + 1 };
		open.set(way, next);
		jobs.push(next.members);
	});
	return jobs;
}

/** In UTF-8, which goes over the wire. */
function bytesOf(text: string): number {
	let bytes = text.length;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit >= 0x80) bytes += 1;
		// A half of a pair counts for two: together they take four.
		if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 1;
	}
	return bytes;
}

/** The ID of the import that was begun. @throws UncertainError, as all that ends an import that was accepted: it must not be sent again. */
export function idIn(answer: unknown, name: string): string {
	const id = (answer as IDataObject | null)?.[name];
	if (id) return String(id);
	throw new UncertainError(
		'Litmos accepted the import but returned no import ID',
		'Check its status with Bulk Import: Get Many before you import again.',
	);
}

/** How long to look at an import. */
interface Patience {
	minutes: number;
	/** The person can set it for this operation. */
	isSet?: true;
}

/** Looks at the import until Litmos is through with it. */
export async function waitUntilDone(
	call: Call,
	importId: string,
	patience: Patience,
): Promise<IDataObject> {
	const begunAt = performance.now();
	let pausedMs = 0;
	for (let look = 0; ; look++) {
		const afterMs = LOOK_AFTER_MS[Math.min(look, LOOK_AFTER_MS.length - 1)];
		const job = (await call(GET_IMPORT, { importId }, { afterMs })) as IDataObject | null;
		const status = String(job?.Status ?? '');
		pausedMs += afterMs;
		if (job && isDone(status)) return job;
		if (isBroken(status)) {
			throw new NotProcessed(
				`Litmos did not process the import: ${status}`,
				`The import ID is ${importId}. Check the columns, then run the items again.`,
			);
		}
		// A look may have to wait for the limit, for much longer than the pause before it.
		const waitedMs = Math.max(pausedMs, performance.now() - begunAt);
		if (waitedMs >= patience.minutes * 60_000) throw notDone(importId, status, patience);
	}
}

function notDone(importId: string, status: string, { minutes, isSet }: Patience): UncertainError {
	const longer = isSet ? ' To wait longer, increase "Wait up to (Minutes)".' : '';
	return new UncertainError(
		`Litmos had not finished the import after ${minutes} minutes (${status || 'no status'})`,
		`The import continues in Litmos, so do not import again. Check the import ${importId} with Bulk Import: Get and Get Row Errors.${longer}`,
	);
}

/** What Litmos says about the rows it could not handle. */
export interface RowErrors {
	/** By username in small letters; empty for rows that have none. */
	byName: ReadonlyMap<string, string>;
	count: number;
}

export async function readErrors(call: Call, importId: string): Promise<RowErrors> {
	const { rows } = await readList(
		async (start, limit) => await call(GET_ERRORS, { importId, start, limit }),
		{ key: ['Username', 'ImporStatus'] },
	);
	const byName = new Map<string, string>();
	for (const row of rows) {
		const name = String(row.Username ?? row.UserName ?? '').toLowerCase();
		// The first is how the specification spells it.
		const why = String(row.ImporStatus ?? row.ImportStatus ?? '');
		byName.set(name, [byName.get(name), why].filter(Boolean).join('; '));
	}
	return { byName, count: rows.length };
}

/** What Litmos reports about nobody of these: under another name, under none, or only as a number. */
export function otherErrors(
	{ byName, count }: RowErrors,
	userNames: readonly string[],
	failed: unknown,
): string {
	const names = userNames.map((name) => name.toLowerCase());
	const known = new Set(names);
	const others = [...byName].filter(([name]) => !known.has(name));
	const told = others.map(([name, why]) => `${name || 'no username'}: ${why}`);
	// The same row twice may have come as one error.
	const rows = Math.max(count, names.filter((name) => byName.has(name)).length);
	const untold = Number(failed) - rows;
	if (untold > 0) told.push(`${untold} ${untold === 1 ? 'row' : 'rows'} failed without a reason`);
	return told.join('; ');
}

/** Does what comes after the import was taken. */
export async function afterImport<T>(importId: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw outOfSight(importId, error as Error);
	}
}

/** Litmos says itself that it did nothing. */
class NotProcessed extends FieldError {}

/** What to do about the look alone would be to run the item again. */
function outOfSight(importId: string, error: Error): Error {
	if (error instanceof NotProcessed) return error;
	return afterTaken(
		error,
		`Litmos accepted the import ${importId}, but its result could not be read. Check it with Bulk Import: Get and Get Row Errors before you import again.`,
	);
}
