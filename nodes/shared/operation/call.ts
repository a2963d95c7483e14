import type { IDataObject } from 'n8n-workflow';
import { isMissing, notTold } from '../transport/errors';
import type { Client } from '../transport/client';
import { mayHaveRun } from '../transport/request';
import { litmosWords } from '../transport/words';
import { isObject } from '../values';
import type { Preview } from './options/preview';
import { fill, fillRows } from './plan';
import type { PlannedRequest } from './plan';
import type { ItemValues } from './readValues';
import type { Call, CallOptions, Operation, RequestSpec } from './types';
import { xmlBody } from './xmlBody';

type Send = Client['send'];

/** On whose behalf requests are sent, and by which way. */
export interface Caller {
	operation: Operation;
	/** The item that messages name, and whose format the bodies have. */
	item: ItemValues;
	send: Send;
	redact: Client['redact'];
	/** Takes the writes of items that are only previewed. */
	preview?: Preview;
}

/** A request and the row's description of it. */
export interface Outgoing {
	spec: RequestSpec;
	request: PlannedRequest;
}

/** Answers that serve all items of a run, by the run's own way to send. */
const answered = new WeakMap<Send, Map<string, Promise<unknown>>>();

/** Fills requests with values and sends them for one item, or for those that travel with it. */
export function createCall(caller: Caller): Call {
	return async (spec, values, options = {}) => {
		const { rows, body } = options;
		const filled = rows ? fillRows(spec, values, rows) : fill(spec, values);
		const request = body ? { ...filled, body } : filled;
		return await sendRequest(caller, { spec, request }, options);
	};
}

/** Sends a request that is filled already. */
export async function sendRequest(
	{ operation, item, send, redact, preview }: Caller,
	{ spec, request }: Outgoing,
	options: CallOptions = {},
): Promise<unknown> {
	const { once, missing, record, asIs, answer: answerFormat, afterMs, next } = options;
	const outgoing: Parameters<Send>[0] = {
		method: request.method,
		path: request.path,
		qs: request.qs,
		...bodyOf({ spec, request }, item),
		answer: answerFormat,
		slow: spec.slow,
		isRepeatable: spec.repeatable,
		readsOnly: spec.readsOnly,
		next,
		afterMs,
		action: operation.action,
		subjects: item.subjects,
		advice: operation.advice,
	};
	if (preview && request.method !== 'GET') {
		// Where a 404 would do, another request may follow it.
		preview.take(outgoing, missing ? { ...options, needed: 'toWrite' } : options);
		return record && isObject(request.body) ? request.body : null;
	}
	try {
		const answer = await (once ? sendOnce(send, outgoing) : send(outgoing));
		const words = asIs ? undefined : wordsIn(answer, redact);
		if (words !== undefined) throw notTold(words, toldOf(spec, { operation, item }));
		return record ? recordIn(answer, request, { operation, item }) : answer;
	} catch (error) {
		if (missing && isMissing(error)) return undefined;
		throw error as Error;
	}
}

function bodyOf(
	{ spec, request: { body } }: Outgoing,
	{ isXml }: ItemValues,
): Pick<Parameters<Send>[0], 'body' | 'contentType'> {
	if (typeof body !== 'object') return { body, contentType: spec.text?.contentType };
	if (!isXml || !spec.xml) return { body: JSON.stringify(body) };
	return { body: xmlBody(spec.xml, body), contentType: 'application/xml' };
}

/** Sends a request unless this run has sent the same one; a failure is not kept. */
async function sendOnce(send: Send, outgoing: Parameters<Send>[0]): Promise<unknown> {
	const answers = answered.get(send) ?? new Map<string, Promise<unknown>>();
	answered.set(send, answers);
	const name = JSON.stringify([outgoing.method, outgoing.path, outgoing.qs, outgoing.body]);
	// Nothing is a list as well, to which an item adds what it makes for those after it.
	const answer = answers.get(name) ?? send(outgoing).then((given: unknown) => given ?? []);
	answers.set(name, answer);
	answer.catch(() => answers.delete(name));
	return await answer;
}

/** Where Litmos has nothing but words for a success, it may be none. */
const WORDS = /^(message|detail|error|exceptionmessage|status|statuscode|code)$/i;

function wordsIn(answer: unknown, redact: Client['redact']): string | undefined {
	if (!isObject(answer)) return undefined;
	const names = Object.keys(answer);
	const isTold = names.some((name) => /^(message|detail|error)$/i.test(name));
	if (!isTold || !names.every((name) => WORDS.test(name))) return undefined;
	return litmosWords({ statusText: '', text: JSON.stringify(answer) }, redact);
}

function recordIn(
	answer: unknown,
	{ method, body }: PlannedRequest,
	{ operation, item }: Pick<Caller, 'operation' | 'item'>,
): IDataObject {
	const record: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
	if (isObject(record) && Object.keys(record).length > 0) {
		const problem = item.verify?.(record);
		if (problem) throw problem;
		return record;
	}
	if (answer === null && method === 'POST' && isObject(body)) return body;
	throw notTold('', toldOf({ method }, { operation, item }));
}

function toldOf(
	request: Pick<RequestSpec, 'method' | 'readsOnly'>,
	{ operation: { action }, item: { subjects } }: Pick<Caller, 'operation' | 'item'>,
) {
	const told = { mayHaveRun: mayHaveRun(request), mayDouble: request.method === 'POST' };
	return { action, subjects, ...told };
}
