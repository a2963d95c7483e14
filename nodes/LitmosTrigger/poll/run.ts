import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { LitmosError } from '../../shared/transport/errors';
import { toNodeError } from '../../shared/operation/fail';
import { FieldError } from '../../shared/operation/readTyped';
import { PAGE_SIZE } from '../../shared/operation/pages';
import { createCall } from '../../shared/operation/call';
import { present } from '../../shared/operation/present';
import { isObject } from '../../shared/values';
import { createClient } from '../../shared/transport/client';
import type { Client } from '../../shared/transport/client';
import { readChosen } from './chosen';
import type { Chosen, ChosenFeedEvent } from './chosen';
import { startDeadline } from './deadline';
import type { Deadline } from './deadline';
import { settledTime } from '../../shared/feeds/changes/clock';
import { baselineOf, beginAt, beginFeed, pollFeed } from '../../shared/feeds/changes/feedPoll';
import { BROKEN, clockNotice, CROWDED, CUT_SHORT, lateNotice, ODD, tell } from './notices';
import type { Notice } from './notices';
import { filterPeople } from './asking/people';
import { askTime, pageReader } from '../../shared/feeds/changes/reading';
import type { TimedApi } from '../../shared/feeds/changes/reading';
import { datedBy } from '../../shared/feeds/changes/stamps';
import { look } from './looking';
import { eventReader } from './rows';
import { readSample } from './asking/sample';
import { sharedPages } from './asking/sharedPages';
import type { PollSource } from '../../shared/feeds/changes/source';
import { loadState, saveState } from '../../shared/feeds/changes/state';
import type { ConditionState, FeedState, Kept } from '../../shared/feeds/changes/state';
import { takeTurn } from './turns';
import type { Turn } from './turns';

const DAY_MS = 86_400_000;

/** One poll takes half of what the limit has for a minute, at most, before it leaves the rest to the next. */
const LIMIT_DIVISOR = 2;

const NOTHING_LOST = 'No event is lost: the next poll starts where this one did.';

/** What a poll has to work with. */
interface Poll {
	ctx: IPollFunctions;
	chosen: Chosen;
	client: Client;
	api: TimedApi;
	deadline: Deadline;
	/** A poll in the editor needs none. */
	turn?: Turn;
}

/** What came of it: rows to emit, and the state to keep with them. */
interface PollResult {
	rows: IDataObject[];
	state: FeedState | ConditionState;
	notices?: Notice[];
}

/** What is new since the last poll; null for nothing. Nothing is kept of a poll that fails. */
export async function poll(ctx: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isManual = ctx.getMode() === 'manual';
	const name = `${ctx.getWorkflow().id} ${ctx.getNode().id}`;
	const turn = isManual ? undefined : takeTurn(name);
	if (!isManual && !turn) return null;
	const deadline = startDeadline(ctx);
	let redact: Client['redact'] | undefined;
	try {
		const chosen = readChosen(ctx);
		const lane = isManual ? ('editor' as const) : ('run' as const);
		const client = await createClient(ctx, {
			lane,
			flow: isManual ? 'editor' : `poll ${name}`,
			maxWaitMinutes: Infinity,
			signal: deadline.signal,
		});
		redact = client.redact;
		const given = { ctx, chosen, client, deadline, turn, api: apiOf(chosen, client, deadline) };
		const rows = isManual ? await showSample(given) : await pollAndKeep(given);
		return rows.length > 0 ? [redact(itemsOf(chosen, rows))] : null;
	} catch (error) {
		// Another poll has taken over, and tells of its own errors.
		if (turn?.isMine() === false) return null;
		throw toNodeError(ctx, isManual ? error : reassuring(error), { redact });
	} finally {
		deadline.end();
		turn?.end();
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

function apiOf(chosen: Chosen, client: Client, { signal }: Deadline): TimedApi {
	const { operation } = chosen;
	const item = { item: 0, values: {}, modes: {}, subjects: [] };
	const call = createCall({ ...client, operation, item });
	return {
		call: async (...given) => {
			try {
				return await call(...given);
			} catch (error) {
				throw signal.aborted ? outOfTime(client, chosen) : (error as Error);
			}
		},
		// Without a Date, by whatever stands between, this machine's clock has to do.
		now: () => settledTime(client.serverMs(), Date.now()),
	};
}

function outOfTime({ account }: Client, chosen: Chosen): LitmosError {
	const isCompliance = chosen.isCondition && chosen.event.looksAt === 'compliance';
	const advice =
		isCompliance && !chosen.filters.courseId
			? 'Without a course, this event reads all results of the account, 1,000 in each request. If this keeps happening, choose a course under "Filters", and add a trigger for each further course.'
			: 'If this keeps happening, poll less often.';
	return new LitmosError(
		'This poll ran out of time: its requests had to wait, or Litmos took too long',
		`The rate limit of this API Key is ${account.requestsPerMinute} requests per minute, which other workflows use as well. ${advice}`,
	);
}

/** What the editor shows; whoever looks there is told of the clocks as well. */
async function showSample({ ctx, chosen, client, api }: Poll): Promise<IDataObject[]> {
	try {
		return await readSample(chosen, api);
	} catch (error) {
		throw withClocks(error as Error, client);
	} finally {
		tell(ctx, clockNotice(client.serverMs()));
	}
}

function withClocks(error: Error, client: Client): Error {
	const [notice] = clockNotice(client.serverMs());
	if (!(error instanceof FieldError) || !notice) return error;
	return new FieldError(error.message, `${error.description} ${notice.text}`);
}

/** Emits what was found and keeps the state, both or none. */
async function pollAndKeep(given: Poll): Promise<IDataObject[]> {
	const { ctx, chosen, client, turn } = given;
	const data = staticDataOf(ctx);
	const { operation, event } = chosen;
	const path = operation.request.path;
	const owner = `${event.value} ${String(path)} ${client.account.origin}`;
	const kept = loadState(data, owner, chosen.isCondition ? 'condition' : 'feed');
	const found: PollResult | undefined = chosen.isCondition
		? await look(chosen, given.api, kept as Kept<ConditionState>)
		: await pollEvents(given, chosen, kept as Kept<FeedState>);
	if (!found || turn?.isMine() === false) return [];
	const notices = [...clockNotice(client.serverMs()), ...(found.notices ?? [])];
	const told = tell(ctx, kept.isBroken ? [BROKEN, ...notices] : notices, kept.told);
	// Who has asked nothing has not seen the clock of Litmos either.
	const lasting = client.usage.requests > 0 ? told : kept.told;
	saveState(data, owner, { ...found.state, told: lasting });
	return found.rows;
}

function staticDataOf(ctx: IPollFunctions): IDataObject {
	const data: unknown = ctx.getWorkflowStaticData('node');
	if (isObject(data)) return data;
	// Nothing can be kept in there, and a node cannot replace it.
	throw new LitmosError(
		'n8n cannot store the state of this trigger',
		'The static data of the workflow is damaged. Rename this node to start fresh.',
	);
}

async function pollEvents(
	given: Poll,
	chosen: ChosenFeedEvent,
	kept: Kept<FeedState>,
): Promise<PollResult> {
	const { client, api } = given;
	const { event, filters, lookBackDays } = chosen;
	const feed = sourceOf(given, chosen, kept.state);
	// What was kept once and is lost: nobody wants the days before to be emitted again.
	const days = kept.isBroken ? undefined : lookBackDays;
	const progress = kept.state
		? await pollFeed(feed, kept.state)
		: await beginFeed(
				feed,
				async () => await askTime(feed.readPage),
				(now) => (days === undefined ? baselineOf(now) : beginAt(now - days * DAY_MS, now)),
			);
	const notices = [
		...(progress.isLate ? [lateNotice(client.usage.requests)] : []),
		...(progress.isOdd ? [ODD] : []),
		...(progress.isCrowded ? [CROWDED] : []),
		...(progress.isCutShort ? [CUT_SHORT] : []),
	];
	const { events, state } = progress;
	const wanted = await filterPeople(events, { about: event.about, filters }, api.call);
	return { rows: wanted.map(({ row }) => row), state, notices };
}

function sourceOf(
	{ client, api, deadline }: Poll,
	{ event, operation, filters }: ChosenFeedEvent,
	state?: FeedState,
): PollSource {
	const most = client.account.requestsPerMinute / LIMIT_DIVISOR;
	const ask = pageReader(operation, api);
	const { path, ...rest } = operation.request;
	const feed = [client.accountName, client.account.baseUrl, String(path), rest];
	// Where a trigger begins it asks by itself, as it must know the time.
	const share = sharedPages(state && !state.begun ? state.now : Infinity, deadline.signal);
	return {
		readPage: async (...page) => {
			return await share(JSON.stringify([feed, page]), async () => await ask(...page));
		},
		eventIn: eventReader(event, operation, filters),
		changedAt: datedBy(event.feed),
		ownDate: event.ownDate === true,
		pageSize: PAGE_SIZE,
		mayGoOn: () => !deadline.isNear() && client.usage.requests < most,
		isOutOfTime: () => deadline.signal.aborted,
		ownNow: () => Date.now(),
	};
}
