import { sleep } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import { readAccount } from './account';
import type { Account } from './account';
import {
	isOutage,
	isThrottled,
	LitmosError,
	notJson,
	refusal,
	retryAfterMs,
	silence,
} from './errors';
import type { CallContext, WireAnswer } from './errors';
import { accountName, announce, hasEntered, settle, throttled, waitedMs } from './limiter/gates';
import type { Announcement } from './limiter/gates';
import { waitedTooLong } from './limitWords';
import type { Spending } from './limitWords';
import { createPatience } from './patience';
import {
	buildRequest,
	contextOf,
	isCutOff,
	isGone,
	networkReason,
	neverArrived,
	readAnswer,
	readBody,
} from './request';
import type { WireCall } from './request';

/** Any place of n8n that may send requests with the credential. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The way to Litmos, open for one run, list or poll. */
export interface Wire {
	account: Account;
	/** Tells accounts apart without their keys: one name for each host and key. */
	accountName: string;
	spending: Readonly<Spending>;
	/** What the clock of Litmos showed when it last answered; undefined before, or where answers have no Date. */
	serverMs: () => number | undefined;
	/** JSON with entities resolved and dates as Litmos sent them; null where the answer is empty; text for XML. */
	send: (call: WireCall) => Promise<unknown>;
}

export interface WireOptions {
	lane: 'run' | 'editor';
	/** Requests of one party queue among themselves; parties take turns. */
	party: string;
	maxWaitMinutes: number;
	/** Ends all waiting, where n8n has no sign of its own for that. */
	signal?: AbortSignal;
}

/** What became of one physical request. `pauseMs`: refused, the key pauses; `reached`: it may have arrived. */
type Attempt =
	| { answer: WireAnswer; reason?: never; pauseMs?: number }
	| { answer?: never; reason: string; reached: boolean };

/** No place became free in time: nothing was sent. */
const OVERDUE = Symbol('overdue');

interface Sender {
	/** `until`: when it gives up waiting for its place. */
	attempt: (call: WireCall, until: number) => Promise<Attempt | typeof OVERDUE>;
	maxWaitMinutes: number;
	signal: AbortSignal | undefined;
}

/** First pause after an outage, at least; it doubles each time, so six attempts span half a minute and more. */
const OUTAGE_PAUSE_MS = 1_000;
const OUTAGE_REPEATS = 5;

/** Cancelling is looked at this often while pausing. */
const SLEEP_SLICE_MS = 250;

/** Shorter waits are not worth telling. */
const HELD_FROM_MS = 100;

/** Opens the way to Litmos. @throws AccountError for an unusable credential. */
export async function openWire(ctx: RequestContext, options: WireOptions): Promise<Wire> {
	const account = readAccount(await ctx.getCredentials('litmosApi'));
	const { lane, party, maxWaitMinutes } = options;
	const canceling =
		'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal?.() : undefined;
	const signal = options.signal ?? canceling;
	const spending: Spending = { requests: 0, held: 0, heldMs: 0, refused: 0 };
	let serverMs: number | undefined;
	const attempt = attemptBy(ctx, account, {
		announcement: { lane, party, signal },
		note: noteSpending(spending),
		hear: ({ headers }) => (serverMs = timeOf(headers.date) ?? serverMs),
	});

	async function send(call: WireCall): Promise<unknown> {
		if (call.afterMs) await pause(call.afterMs, signal);
		const context = contextOf(call, account);
		const answer = await insist(call, context, { attempt, maxWaitMinutes, signal });
		return answer === undefined ? null : readBody(answer, call, context);
	}

	return { account, accountName: accountName(account), spending, serverMs: () => serverMs, send };
}

function timeOf(date: string | undefined): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : time;
}

interface Attempting {
	announcement: Announcement;
	note: Note;
	hear: (answer: WireAnswer) => void;
}

type Note = (request: object, attempt: Attempt | undefined) => void;

/** One physical request: takes its own place in the limit and gives it back. */
function attemptBy(
	ctx: RequestContext,
	account: Account,
	{ announcement, note, hear }: Attempting,
): Sender['attempt'] {
	const { httpRequestWithAuthentication } = ctx.helpers;
	return async (call, until) => {
		const request = buildRequest(call, account);
		announce(request, { ...announcement, until });
		let attempt: Attempt | undefined;
		try {
			const response: unknown = await httpRequestWithAuthentication.call(ctx, 'litmosApi', request);
			const answer = readAnswer(response as IN8nHttpFullResponse);
			hear(answer);
			attempt = judge(answer, request);
			return attempt;
		} catch (error) {
			settle(request, 'lost');
			if (announcement.signal?.aborted) throw canceled();
			const reason = networkReason(error);
			if (reason === undefined && !hasEntered(request)) {
				if (performance.now() >= until) return OVERDUE;
				throw notSent(error);
			}
			return { reason: reason ?? 'no answer', reached: !neverArrived(reason) };
		} finally {
			note(request, attempt);
		}
	};
}

/** Gives the place back, or has the whole key pause. */
function judge(answer: WireAnswer, request: object): Attempt {
	if (isThrottled(answer)) {
		return { answer, pauseMs: throttled(request, retryAfterMs(answer, Date.now())) };
	}
	settle(request, 'answered');
	return { answer };
}

/** Sends until there is an answer to hand on. Undefined: a repeated DELETE found nothing left to delete. */
async function insist(
	call: WireCall,
	context: CallContext,
	sender: Sender,
): Promise<WireAnswer | undefined> {
	let outages = 0;
	const patience = createPatience(sender.maxWaitMinutes);
	for (;;) {
		const attempt = await sender.attempt(call, patience.until);
		if (attempt === OVERDUE) throw waitedTooLong(patience.ordeal(), context);
		const { answer } = attempt;
		if (answer && attempt.pauseMs !== undefined) {
			const ordeal = patience.refused(attempt.pauseMs);
			if (ordeal) throw waitedTooLong(ordeal, context);
		} else if (answer && !isOutage(answer) && !isCutOff(answer)) {
			return outages > 0 && isGone(call, answer) ? undefined : answer;
		} else {
			outages++;
			if (!mayRepeat(call, attempt) || outages > OUTAGE_REPEATS) throw failed(attempt, context);
			const leastMs = OUTAGE_PAUSE_MS * 2 ** (outages - 1);
			// Longer by chance, never shorter: the half minute is what people are told.
			await pause(leastMs * (1 + Math.random() / 2), sender.signal);
		}
	}
}

/** A POST that may have been carried out is not sent again: it could make a second record. */
function mayRepeat({ method }: WireCall, attempt: Attempt): boolean {
	return method !== 'POST' || (attempt.reason !== undefined && !attempt.reached);
}

function failed(attempt: Attempt, context: CallContext): LitmosError {
	if (attempt.answer) {
		return (isCutOff(attempt.answer) ? notJson : refusal)(attempt.answer, context);
	}
	const mayHaveRun = context.mayHaveRun && attempt.reached;
	return silence(attempt.reason, { ...context, mayHaveRun });
}

function noteSpending(spending: Spending): Note {
	let heldUntil = 0;
	return (request, attempt) => {
		const waited = waitedMs(request);
		if (hasEntered(request)) spending.requests++;
		if (attempt?.answer && attempt.pauseMs !== undefined) spending.refused++;
		if (waited < HELD_FROM_MS) return;
		const now = performance.now();
		spending.held++;
		// Waits overlap; only the time since the last one ended is new.
		spending.heldMs += Math.min(waited, now - heldUntil);
		heldUntil = now;
	};
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	const until = performance.now() + ms;
	for (;;) {
		if (signal?.aborted) throw canceled();
		const left = until - performance.now();
		if (left <= 0) return;
		await sleep(Math.min(left, SLEEP_SLICE_MS));
	}
}

/** The credential refused it, or the limiter's queue was left: Litmos has seen nothing. */
function notSent(error: unknown): LitmosError {
	return new LitmosError((error as Error).message, '');
}

/** n8n knows a canceled run by this very word. */
function canceled(): LitmosError {
	return new LitmosError('The execution was canceled', '');
}
