import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { LitmosError } from '../../shared/errors';
import { toNodeError } from '../../shared/operation/fail';
import { PAGE_SIZE } from '../../shared/operation/pages';
import { present } from '../../shared/operation/present';
import { createCall } from '../../shared/operation/call';
import { openWire } from '../../shared/transport';
import type { Wire } from '../../shared/transport';
import { readChosen } from './chosen';
import type { Chosen } from './chosen';
import { startDeadline } from './deadline';
import type { Deadline } from './deadline';
import { baselineOf, beginAt, pollFeed } from './feedPoll';
import type { Feed } from './feedPoll';
import { keepWanted } from './people';
import { askTime, pageReader, readHolding } from './reading';
import type { Door } from './reading';
import { eventReader } from './rows';
import { readSample } from './sample';
import { compareStandings, standingBegin } from './standingPoll';
import { loadState, saveState } from './state';
import type { FeedState, StandingState } from './state';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** One poll takes half of what the limit has for a minute, at most, before it leaves the rest to the next. */
const SHARE_OF_LIMIT = 2;

const NOTHING_LOST = 'Nothing is lost: the next poll begins where this one did.';

/** Polls under way: n8n begins the next one whether or not the last has ended. */
const underWay = new Set<string>();

/** What a poll has to work with. */
interface Poll {
	ctx: IPollFunctions;
	chosen: Chosen;
	wire: Wire;
	door: Door;
	deadline: Deadline;
}

/** What came of it: rows to emit, and the state to keep with them. */
interface Found {
	rows: IDataObject[];
	state: FeedState | StandingState;
	isLate?: boolean;
}

/** What is new since the last poll; null for nothing. Nothing is kept of a poll that fails. */
export async function poll(ctx: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isManual = ctx.getMode() === 'manual';
	const name = `${ctx.getWorkflow().id} ${ctx.getNode().id}`;
	if (!isManual && underWay.has(name)) return null;
	if (!isManual) underWay.add(name);
	const deadline = startDeadline(ctx);
	try {
		const chosen = readChosen(ctx);
		const lane = isManual ? ('editor' as const) : ('run' as const);
		const party = isManual ? 'editor' : `poll ${name}`;
		const wire = await openWire(ctx, {
			lane,
			party,
			maxWaitMinutes: Infinity,
			signal: deadline.signal,
		});
		const given = { ctx, chosen, wire, deadline, door: doorOf(chosen, wire, deadline) };
		const rows = isManual ? await readSample(chosen, given.door) : await pollAndKeep(given);
		return rows.length > 0 ? [itemsOf(chosen, rows)] : null;
	} catch (error) {
		throw toNodeError(ctx, isManual ? error : reassuring(error));
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

function doorOf({ operation }: Chosen, wire: Wire, { signal }: Deadline): Door {
	const item = { item: 0, values: {}, modes: {}, subjects: [] };
	const call = createCall({ operation, item, send: wire.send });
	return {
		call: async (...given) => {
			try {
				return await call(...given);
			} catch (error) {
				throw signal.aborted ? outOfTime(wire) : (error as Error);
			}
		},
		// Without a Date, by whatever stands between, this machine's clock has to do.
		now: () => wire.serverMs() ?? Date.now(),
	};
}

function outOfTime({ account }: Wire): LitmosError {
	return new LitmosError(
		'This poll had no time left: its requests had to wait, or Litmos took too long',
		`Litmos takes ${account.requestsPerMinute} requests per minute from this API Key, which other workflows use as well. If this goes on, poll less often.`,
	);
}

/** Emits what was found and keeps the state, both or none. */
async function pollAndKeep(given: Poll): Promise<IDataObject[]> {
	const { ctx, chosen, wire } = given;
	const data = ctx.getWorkflowStaticData('node');
	const { operation, event } = chosen;
	const path = operation.kind === 'request' ? operation.request.path : undefined;
	const owner = `${event.option.value} ${String(path)} ${wire.account.origin}`;
	const found = chosen.standing
		? await pollStanding(given, chosen, loadState(data, owner))
		: await pollEvents(given, chosen, loadState(data, owner));
	if (!found) return [];
	saveState(data, owner, found.state);
	if (found.isLate) {
		ctx.logger.warn(
			`${ctx.getNode().name} is late: after ${wire.spending.requests} requests this poll left what is newer to the next one`,
		);
	}
	return found.rows;
}

async function pollEvents(
	{ wire, door, deadline }: Poll,
	chosen: Chosen & { standing?: undefined },
	kept: FeedState | undefined,
): Promise<Found> {
	const { event, operation, filters, lookBackDays } = chosen;
	const most = wire.account.requestsPerMinute / SHARE_OF_LIMIT;
	const feed: Feed = {
		readPage: pageReader(operation, door),
		eventIn: eventReader(event, operation, filters),
		ownDate: event.ownDate === true,
		pageSize: PAGE_SIZE,
		mayGoOn: () => !deadline.isNear() && wire.spending.requests < most,
		isOutOfTime: () => deadline.signal.aborted,
	};
	const begun = kept ?? (await begin(feed, lookBackDays));
	const isMute = !kept && lookBackDays === undefined;
	const { events, state, isLate } = await pollFeed(feed, begun);
	if (isMute) return { rows: [], state, isLate };
	const wanted = await keepWanted(events, { about: event.about, filters }, door.call);
	return { rows: wanted.map(({ row }) => row), state, isLate };
}

async function begin({ readPage }: Feed, lookBackDays: number | undefined): Promise<FeedState> {
	const now = await askTime(readPage);
	return lookBackDays === undefined ? baselineOf(now) : beginAt(now - lookBackDays * DAY_MS, now);
}

/** Undefined: it was looked at within the last hour. */
async function pollStanding(
	{ door }: Poll,
	chosen: Chosen & { standing: true },
	kept: StandingState | undefined,
): Promise<Found | undefined> {
	const { event, filters, lookBackDays } = chosen;
	const age = Date.now() - (kept?.lookedAt ?? 0);
	if (event.looksAt === 'compliance' && age >= 0 && age < HOUR_MS) return undefined;
	const holding = await readHolding(chosen, door);
	const now = door.now();
	const from = lookBackDays === undefined ? undefined : now - lookBackDays * DAY_MS;
	const { fresh, state } = compareStandings(holding, now, kept ?? standingBegin(from, now));
	if (!kept && from === undefined) return { rows: [], state };
	const wanted = await keepWanted(fresh, { about: event.about, filters }, door.call);
	return { rows: wanted.map(({ row }) => row), state };
}
