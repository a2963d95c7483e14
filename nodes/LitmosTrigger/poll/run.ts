import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { LitmosError } from '../../shared/transport/errors';
import { toNodeError } from '../../shared/operation/fail';
import { PAGE_SIZE } from '../../shared/operation/pages';
import { createCall } from '../../shared/operation/call';
import { present } from '../../shared/operation/present';
import { createClient } from '../../shared/transport/client';
import type { Client } from '../../shared/transport/client';
import { readChosen } from './chosen';
import type { Chosen, ChosenCondition, ChosenFeedEvent } from './chosen';
import { startDeadline } from './deadline';
import type { Deadline } from './deadline';
import { baselineOf, beginAt, pollFeed } from './feedPoll';
import type { PollSource } from './feedPoll';
import { filterPeople } from './people';
import { askTime, pageReader, readConditions } from './reading';
import type { PollApi } from './reading';
import { eventReader } from './rows';
import { readSample } from './sample';
import { compareConditions, beginConditions } from './conditionPoll';
import { loadState, saveState } from './state';
import type { FeedState, ConditionState } from './state';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** One poll takes half of what the limit has for a minute, at most, before it leaves the rest to the next. */
const LIMIT_DIVISOR = 2;

const NOTHING_LOST = 'Nothing is lost: the next poll begins where this one did.';

/** Polls under way: n8n begins the next one whether or not the last has ended. */
const underWay = new Set<string>();

/** What a poll has to work with. */
interface Poll {
	ctx: IPollFunctions;
	chosen: Chosen;
	client: Client;
	api: PollApi;
	deadline: Deadline;
}

/** What came of it: rows to emit, and the state to keep with them. */
interface PollResult {
	rows: IDataObject[];
	state: FeedState | ConditionState;
	isLate?: boolean;
}

/** What is new since the last poll; null for nothing. Nothing is kept of a poll that fails. */
export async function poll(ctx: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isManual = ctx.getMode() === 'manual';
	const name = `${ctx.getWorkflow().id} ${ctx.getNode().id}`;
	if (!isManual && underWay.has(name)) return null;
	if (!isManual) underWay.add(name);
	const deadline = startDeadline(ctx);
	let redact: Client['redact'] | undefined;
	try {
		const chosen = readChosen(ctx);
		const lane = isManual ? ('editor' as const) : ('run' as const);
		const flow = isManual ? 'editor' : `poll ${name}`;
		const client = await createClient(ctx, {
			lane,
			flow,
			maxWaitMinutes: Infinity,
			signal: deadline.signal,
		});
		redact = client.redact;
		const given = { ctx, chosen, client, deadline, api: apiOf(chosen, client, deadline) };
		const rows = isManual ? await readSample(chosen, given.api) : await pollAndKeep(given);
		return rows.length > 0 ? [redact(itemsOf(chosen, rows))] : null;
	} catch (error) {
		throw toNodeError(ctx, isManual ? error : reassuring(error), { redact });
	} finally {
		deadline.end();
		if (!isManual) underWay.delete(name);
	}
}

/** Nobody stands by when a poll fails; whoever reads of it later wants to know what it means for the workflow. */
function reassuring(error: unknown): unknown {
	if (!(error instanceof LitmosError)) return error;
	const { message, description, httpCode } = error;
	return new LitmosError(message, `${description} ${NOTHING_LOST}`, httpCode);
}

function itemsOf({ operation, simplify }: Chosen, rows: IDataObject[]): INodeExecutionData[] {
	return present(rows, operation, { simplify }).map((json) => ({ json }));
}

function apiOf({ operation }: Chosen, client: Client, { signal }: Deadline): PollApi {
	const item = { item: 0, values: {}, modes: {}, subjects: [] };
	const call = createCall({ ...client, operation, item });
	return {
		call: async (...given) => {
			try {
				return await call(...given);
			} catch (error) {
				throw signal.aborted ? outOfTime(client) : (error as Error);
			}
		},
		// Without a Date, by whatever stands between, this machine's clock has to do.
		now: () => client.serverMs() ?? Date.now(),
	};
}

function outOfTime({ account }: Client): LitmosError {
	return new LitmosError(
		'This poll had no time left: its requests had to wait, or Litmos took too long',
		`Litmos takes ${account.requestsPerMinute} requests per minute from this API Key, which other workflows use as well. If this goes on, poll less often.`,
	);
}

/** Emits what was found and keeps the state, both or none. */
async function pollAndKeep(given: Poll): Promise<IDataObject[]> {
	const { ctx, chosen, client } = given;
	const data = ctx.getWorkflowStaticData('node');
	const { operation, event } = chosen;
	const path = operation.request.path;
	const owner = `${event.value} ${String(path)} ${client.account.origin}`;
	const found = chosen.isCondition
		? await pollConditions(given, chosen, loadState(data, owner))
		: await pollEvents(given, chosen, loadState(data, owner));
	if (!found) return [];
	saveState(data, owner, found.state);
	if (found.isLate) {
		ctx.logger.warn(
			`${ctx.getNode().name} is late: after ${client.usage.requests} requests this poll left what is newer to the next one`,
		);
	}
	return found.rows;
}

async function pollEvents(
	{ client, api, deadline }: Poll,
	chosen: ChosenFeedEvent,
	kept: FeedState | undefined,
): Promise<PollResult> {
	const { event, operation, filters, lookBackDays } = chosen;
	const most = client.account.requestsPerMinute / LIMIT_DIVISOR;
	const feed: PollSource = {
		readPage: pageReader(operation, api),
		eventIn: eventReader(event, operation, filters),
		ownDate: event.ownDate === true,
		pageSize: PAGE_SIZE,
		mayGoOn: () => !deadline.isNear() && client.usage.requests < most,
		isOutOfTime: () => deadline.signal.aborted,
	};
	const begun = kept ?? (await begin(feed, lookBackDays));
	const isMute = !kept && lookBackDays === undefined;
	const { events, state, isLate } = await pollFeed(feed, begun);
	if (isMute) return { rows: [], state, isLate };
	const wanted = await filterPeople(events, { about: event.about, filters }, api.call);
	return { rows: wanted.map(({ row }) => row), state, isLate };
}

async function begin(
	{ readPage }: PollSource,
	lookBackDays: number | undefined,
): Promise<FeedState> {
	const now = await askTime(readPage);
	return lookBackDays === undefined ? baselineOf(now) : beginAt(now - lookBackDays * DAY_MS, now);
}

/** Undefined: it was looked at within the last hour. */
async function pollConditions(
	{ api }: Poll,
	chosen: ChosenCondition,
	kept: ConditionState | undefined,
): Promise<PollResult | undefined> {
	const { event, filters, lookBackDays } = chosen;
	const age = Date.now() - (kept?.lookedAt ?? 0);
	if (event.looksAt === 'compliance' && age >= 0 && age < HOUR_MS) return undefined;
	const current = await readConditions(chosen, api);
	const now = api.now();
	const from = lookBackDays === undefined ? undefined : now - lookBackDays * DAY_MS;
	const { fresh, state } = compareConditions(current, now, kept ?? beginConditions(from, now));
	if (!kept && from === undefined) return { rows: [], state };
	const wanted = await filterPeople(fresh, { about: event.about, filters }, api.call);
	return { rows: wanted.map(({ row }) => row), state };
}
