import type { IDataObject } from 'n8n-workflow';
import { isMissing, LitmosError } from '../transport/errors';
import type { Client } from '../transport/client';
import { isObject, mapTexts, readDate, wellSpelled, withoutSecrets } from '../values';
import { readList, readParts } from './pages';
import type { PageReader } from './pages';
import { choosePath, fill, fillRows } from './plan';
import type { PlannedRequest } from './plan';
import { FieldError } from './readValues';
import type { ItemValues } from './readValues';
import type { Caller, Operation, Output, PlainOperation, RequestSpec } from './types';
import { layOver, xmlBody } from './wireForm';

type Send = Client['send'];

/** One planned request and what stands behind it. */
interface Work {
	operation: PlainOperation;
	request: PlannedRequest;
	/** The item whose values the request was filled with. */
	item: ItemValues;
}

/** Carries out one request of a plain operation, with its pages and its read before a write. */
export async function perform(work: Work, send: Send): Promise<IDataObject[]> {
	const { request: spec, output } = work.operation;
	if (output.kind === 'list') return await performList(work, output, send);
	if (spec.readFirst) return [await performUpdate(work, send)];
	const answer = await sendOne(work, work.request, send);
	if (output.kind === 'share') return [answer].flat().filter(isObject);
	return [output.kind === 'record' ? recordOf(answer, work) : {}];
}

/** Answers that serve all items of a run, by the run's own way to send. */
const answered = new WeakMap<Send, Map<string, Promise<unknown>>>();

/** Sends a request unless this run has sent the same one; a failure is not kept. */
async function sendOnce(send: Send, outgoing: Parameters<Send>[0]): Promise<unknown> {
	const answers = answered.get(send) ?? new Map<string, Promise<unknown>>();
	answered.set(send, answers);
	const name = JSON.stringify([outgoing.method, outgoing.path, outgoing.qs, outgoing.body]);
	const answer = answers.get(name) ?? send(outgoing);
	answers.set(name, answer);
	answer.catch(() => answers.delete(name));
	return await answer;
}

/** The door for operations with code: fills a request with values and sends it. */
export function callerFor(operation: Operation, item: ItemValues, send: Send): Caller {
	return async (spec, values, options = {}) => {
		const { rows, once, missing, afterMs } = options;
		const request = rows ? fillRows(spec, values, rows) : fill(spec, values);
		const call = { ...toWire({ operation, spec, request, item }), afterMs };
		try {
			return await (once ? sendOnce(send, call) : send(call));
		} catch (error) {
			if (missing && isMissing(error)) return undefined;
			throw error as LitmosError;
		}
	};
}

/** Output records: dates as ISO 8601, no sign-in secrets, and only the useful columns if wanted. */
export function present(
	records: readonly IDataObject[],
	operation: Operation,
	values: IDataObject,
): IDataObject[] {
	const columns = columnsOf(operation);
	const { rows, mark } = shareOf(records, operation, values);
	return rows.map((record) => {
		const open = operation.showsLoginKey ? record : (withoutSecrets(record) as IDataObject);
		const shown = wellSpelled(mapTexts(open, readDate) as IDataObject);
		if (!columns || values.simplify !== true) return { ...mark, ...shown };
		const cells = columns.filter((column) => column in shown);
		return { ...mark, ...Object.fromEntries(cells.map((column) => [column, shown[column]])) };
	});
}

/** All records, or the item's own of a batch that was read, marked as its own. */
function shareOf(
	records: readonly IDataObject[],
	{ output, option }: Operation,
	values: IDataObject,
): { rows: readonly IDataObject[]; mark: IDataObject } {
	if (output?.kind !== 'share') return { rows: records, mark: {} };
	const rows = output.of(records, values);
	const mark = Object.fromEntries(output.echo.map((field) => [field, values[field]]));
	if (rows) return { rows, mark };
	throw new FieldError(
		`Litmos sent nothing about ${Object.values(mark).join(', ')} (${option.action})`,
		'Check whether it exists in Litmos, or choose it From List.',
	);
}

/** What stands for one item of a request that has nothing of use to answer. */
export function doneFor({ output }: PlainOperation, values: IDataObject): IDataObject | undefined {
	if (output.kind !== 'done') return undefined;
	const echo = (output.echo ?? []).filter((field) => values[field] !== undefined);
	return { ...Object.fromEntries(echo.map((field) => [field, values[field]])), ...output.json };
}

async function performList(
	work: Work,
	output: Extract<Output, { kind: 'list' }>,
	send: Send,
): Promise<IDataObject[]> {
	const { values } = work.item;
	const reader =
		(request: PlannedRequest): PageReader =>
		async (start, limit) => {
			const page = { undefined: { start, limit }, limit: { limit }, none: {} }[`${output.paging}`];
			try {
				return await sendOne(work, { ...request, qs: { ...request.qs, ...page } }, send);
			} catch (error) {
				if (output.noneIs404 && isMissing(error)) return [];
				throw error as LitmosError;
			}
		};
	const options = {
		key: output.key,
		limit: values.returnAll === true ? undefined : Number(values.limit ?? 50),
		keep: output.keep?.(values),
		inside: output.inside,
		maxPages: output.paging && 1,
	};
	if (!output.parts) return (await readList(reader(work.request), options)).rows;
	const parts = output
		.parts(values)
		.map((part) => reader(fill(work.operation.request, { ...values, ...part })));
	return await readParts(parts, options);
}

/** Reads the record, lays the changes over it and writes it back whole; nothing is sent where nothing changes. */
async function performUpdate(work: Work, send: Send): Promise<IDataObject> {
	const { operation, request, item } = work;
	const { orCreate } = operation.request;
	const tell = (record: IDataObject, result: string) => (orCreate ? { ...record, result } : record);
	const record = await readRecord(work, send);
	if (record === undefined) return tell(await create(work, send), 'created');
	const laid = layOver(record, request.body as IDataObject, operation.request.body);
	const merged = operation.merge ? operation.merge(record, laid) : laid;
	if (JSON.stringify(merged) === JSON.stringify(record)) return tell(record, 'unchanged');
	const values = { ...item.values, [idFieldOf(operation.request, item.values)]: record.Id };
	const { path } = fill(operation.request, values);
	await sendOne(work, { ...request, path, body: merged }, send);
	return tell(merged, 'updated');
}

async function readRecord(work: Work, send: Send): Promise<IDataObject | undefined> {
	const { operation, request, item } = work;
	if (operation.read) return await operation.read(callerFor(operation, item, send), item.values);
	const read: PlannedRequest = { ...request, method: 'GET', qs: {}, body: undefined };
	return recordOf(await sendOne(work, read, send), work);
}

async function create(work: Work, send: Send): Promise<IDataObject> {
	const { operation, item } = work;
	const request = fill(operation.request.orCreate!, item.values);
	return recordOf(await sendOne(work, request, send), { ...work, request });
}

async function sendOne(work: Work, request: PlannedRequest, send: Send): Promise<unknown> {
	const { operation, item } = work;
	return await send(toWire({ operation, spec: operation.request, request, item }));
}

interface Outgoing {
	operation: Operation;
	spec: RequestSpec;
	request: PlannedRequest;
	item: ItemValues;
}

function toWire({ operation, spec, request, item }: Outgoing): Parameters<Send>[0] {
	const { method, path, qs, body } = request;
	const isXml = item.isXml === true && typeof body === 'object';
	const json = typeof body === 'object' ? JSON.stringify(body) : body;
	return {
		method,
		path,
		qs,
		body: isXml ? xmlBody(path, body) : json,
		contentType: isXml ? 'application/xml' : spec.text?.contentType,
		answer: spec.answer,
		slow: spec.slow,
		action: operation.option.action,
		subjects: item.subjects,
		advice: operation.advice,
	};
}

function recordOf(answer: unknown, { operation, item, request }: Work): IDataObject {
	const record: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
	if (isObject(record)) {
		requireNamed(record, item);
		return record;
	}
	const isCreated = answer === null && request.method === 'POST' && isObject(request.body);
	if (isCreated) return request.body as IDataObject;
	throw new LitmosError(
		`Litmos sent no record back (${operation.option.action})`,
		`Check ${item.subjects.join(' and ') || 'the fields of this item'}, then run the item again.`,
	);
}

/** A user name in the path must lead to the user of just that name. */
function requireNamed(record: IDataObject, { modes, values }: ItemValues): void {
	if (modes.userId !== 'userName' || record.UserName === undefined) return;
	const name = String(values.userId).toLowerCase();
	const isSame = String(record.UserName).toLowerCase() === name || record.Id === values.userId;
	if (isSame) return;
	throw new FieldError(
		`No user with the username "${String(values.userId)}" was found in Litmos`,
		'Litmos answered with another user. Choose the user From List.',
	);
}

function idFieldOf({ path }: RequestSpec, values: IDataObject): string {
	// The last one: those before it say where the record is.
	return /\{(\w+)\}[^{]*$/.exec(choosePath(path, values))?.[1] ?? 'Id';
}

function columnsOf(operation: Operation): readonly string[] | undefined {
	if (operation.run) return operation.simplify;
	return 'simplify' in operation.output ? operation.output.simplify : undefined;
}
