import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readMaxWait } from '../shared/operation/options/panel';
import { toNodeError } from '../shared/operation/fail';
import { LitmosError } from '../shared/transport/errors';
import { createClient } from '../shared/transport/client';
import type { Client } from '../shared/transport/client';
import { withoutSecrets } from '../shared/secrets/named';
import { createRedactor } from '../shared/secrets/redact';
import type { Redact } from '../shared/secrets/redact';
import { isObject, mapTexts, shownDate, wellSpelled } from '../shared/values';
import { readSecret } from './secret';

/** A record that can be fetched for an event, and where the event names it. */
interface RecordType {
	/** The name of the record in the output, and in the field Also Fetch. */
	name: 'user' | 'course';
	label: string;
	/** In any case: only one event is documented (contract: WebhookEvent). */
	idIn: RegExp;
	path: string;
	action: string;
}

const RECORD_TYPES: readonly RecordType[] = [
	{ name: 'user', label: 'User', idIn: /^userid$/i, path: '/users/', action: 'Get user' },
	{ name: 'course', label: 'Course', idIn: /^courseid$/i, path: '/courses/', action: 'Get course' },
];

/** Coded IDs (contract: conventions). Nothing else may come into an address: an event can come from anybody. */
const CODED_ID = /^[\w~-]{1,50}$/;

/** How to fetch: by which types, and what to do if it fails. */
interface FetchOptions {
	types: readonly RecordType[];
	stops: boolean;
	send: Client['send'];
	redact: Redact;
}

/**
 * Adds the records that an event is about. This runs in the execution, so Litmos has its answer already
 * and n8n has stored the event, however long the limit keeps the requests waiting.
 * @throws NodeApiError if the person wants the workflow to stop then.
 */
export async function addRecords(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const alsoFetch = ctx.getNodeParameter('alsoFetch', 0, 'none');
	const types = RECORD_TYPES.filter(({ name }) => alsoFetch === name || alsoFetch === 'both');
	if (types.length === 0) return ctx.getInputData();
	const stops = ctx.getNodeParameter('options.ifNotFetched', 0, 'continue') === 'stop';
	const { send, redact } = await sender(ctx);
	const added: INodeExecutionData[] = [];
	for (const [item, { json }] of ctx.getInputData().entries()) {
		const records = await fetchAll(ctx, json, { types, stops, send, redact });
		added.push({ json: redact({ ...json, ...records }), pairedItem: { item } });
	}
	return added;
}

/** The client is created by the first request, so that an unusable credential or Maximum Wait is one more reason why it was not fetched. */
async function sender(ctx: IExecuteFunctions): Promise<Pick<Client, 'send' | 'redact'>> {
	const flow = `${ctx.getExecutionId()} ${ctx.getNode().id}`;
	let client: Promise<Client> | undefined;
	const { redact } = createRedactor(await secretsOf(ctx));
	let redactKey: Redact = (value) => value;
	return {
		send: async (call) => {
			client ??= createClient(ctx, { lane: 'run', flow, maxWaitMinutes: readMaxWait(ctx) });
			const made = await client;
			redactKey = made.redact;
			return await made.send(call);
		},
		redact: (value) => redactKey(redact(value)),
	};
}

/** What nobody else knows of the deliveries; without a usable credential there is nothing to hide. */
async function secretsOf(ctx: IExecuteFunctions): Promise<string[]> {
	try {
		const secret = await readSecret(ctx, ctx.getNodeParameter('secretIn', 0, 'none'));
		return secret === undefined ? [] : [secret];
	} catch {
		return [];
	}
}

async function fetchAll(
	ctx: IExecuteFunctions,
	event: IDataObject,
	{ types, stops, send, redact }: FetchOptions,
): Promise<IDataObject> {
	const records: IDataObject = {};
	const problems: IDataObject = {};
	for (const type of types) {
		const id = idOf(event, type);
		// An event that names none is complete without it.
		if (id === undefined) continue;
		try {
			records[type.name] = await fetchOne(type, id, send);
		} catch (error) {
			const shown = toNodeError(ctx, error, { item: 0, redact });
			if (stops || ctx.getExecutionCancelSignal?.()?.aborted) throw shown;
			records[type.name] = null;
			problems[type.name] = [shown.message, shown.description].filter(Boolean).join('. ');
		}
	}
	const names = Object.keys(problems);
	if (names.length === 0) return records;
	ctx.addExecutionHints?.({
		message: `Not fetched: ${names.join(' and ')}. The event is passed on without it. "notFetched" says why.`,
		location: 'outputPane',
	});
	return { ...records, notFetched: problems };
}

function idOf({ data }: IDataObject, { idIn }: RecordType): string | undefined {
	if (!isObject(data)) return undefined;
	const id = Object.entries(data).find(([key]) => idIn.test(key))?.[1];
	return id === undefined || id === null || id === '' ? undefined : String(id);
}

async function fetchOne(type: RecordType, id: string, send: Client['send']): Promise<IDataObject> {
	const { path, action, label } = type;
	if (!CODED_ID.test(id)) {
		throw new LitmosError(
			`The ${label} in the event is not an ID of Litmos (${action})`,
			'Nothing was sent to Litmos. Set a Secret so that only Litmos can send events.',
		);
	}
	const subjects = [`${label} "${id}"`];
	const answer = await send({ method: 'GET', path: path + id, action, subjects });
	const record: unknown = Array.isArray(answer) ? answer[0] : answer;
	if (!isObject(record)) return {};
	return wellSpelled(mapTexts(withoutSecrets(record), shownDate) as IDataObject);
}
