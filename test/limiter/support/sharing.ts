// Processes of n8n that share one key, by a clock that is run fast: who gets how much, and how long a latecomer waits.
import type { Replacement } from '../../../scripts/mutation/replaceOnce';
import type { Permit, PermitRequest } from '../../../nodes/shared/limiter/limiter';
import { loadCopy } from './limiterCopy';
import { serverModels } from './servers';
import { createRandom, type Server } from './simulation';
import { inVirtualTime, type VirtualClock } from './virtualClock';

/** One process of n8n, and what it has to do. */
export interface Worker {
	fromMs: number;
	/** Without it, there is no end to them. */
	items?: number;
	/** Requests that it has under way at a time: as many as one run of the node, unless told. */
	inFlight?: number;
	/** It begins up to so much later. */
	withinMs?: number;
	/** When it has nothing more to send; without it, when the situation ends. */
	untilMs?: number;
}

export interface Situation {
	model: string;
	/** At which moment of the server's minute all begins. */
	phaseMs: number;
	seed: number;
	workers: readonly Worker[];
	/** Nothing is begun after it; Infinity: all is done to its end. */
	untilMs: number;
	/** In place of one of the models. */
	server?: Server;
	/** Round trip, on average. */
	latencyMs?: number;
	/** What the credential says: Requests per Minute and n8n Processes. */
	limit?: number;
	processes?: number;
	/** What somebody else sends with the key, evenly and without a second try. */
	foreignPerMinute?: number;
	/** When somebody opens a list in the editor of the first process. */
	editorAtMs?: readonly number[];
	mutation?: Replacement;
	/** Where the limiter is: another tree, to compare. */
	folder?: string;
}

export interface Arrival {
	at: number;
	worker: number;
	/** Sent again until it is accepted; without one, a list in the editor. */
	item?: number;
	isAccepted: boolean;
}

export interface Course {
	arrivals: Arrival[];
	foreign: { accepted: number; refused: number };
	/** When each worker was done with all its items. */
	doneMs: Array<number | undefined>;
	editorWaitsMs: number[];
}

const LIMIT = 100;
const LATENCY_MS = 200;
const IN_FLIGHT = 5;

interface Running extends Situation {
	clock: VirtualClock;
	random: () => number;
	course: Course;
	serve: (at: number) => boolean;
}

/** Starts a process: a limiter of its own, and so many senders who take the next item when one is done. */
function start(index: number, running: Running): void {
	const { clock, workers, untilMs, course, limit = LIMIT, processes = 1 } = running;
	const { inFlight = IN_FLIGHT, items = Infinity } = workers[index];
	const endMs = workers[index].untilMs ?? untilMs;
	const { createLimiter } = loadCopy(clock, running.mutation, running.folder).limiter;
	const limiter = createLimiter(clock);
	const guarantee = limit / processes;
	const request: PermitRequest = {
		lane: 'run',
		flow: 'bulk',
		limit,
		guarantee,
		reportsOutcome: true,
	};
	const halfMs = () => ((running.latencyMs ?? LATENCY_MS) / 2) * (0.5 + running.random());
	let begun = 0;
	let done = 0;

	/** Whether it was accepted. */
	async function send(permit: Permit, item?: number): Promise<boolean> {
		await clock.sleep(halfMs());
		const isAccepted = running.serve(clock.now());
		course.arrivals.push({ at: clock.now(), worker: index, item, isAccepted });
		await clock.sleep(halfMs());
		if (isAccepted) permit.release('answered');
		else limiter.backOff(permit);
		return isAccepted;
	}

	async function sender(): Promise<void> {
		while (begun < items && clock.now() < endMs) {
			const item = begun++;
			while (!(await send(await limiter.acquire(request), item)));
			done++;
			if (done === items) course.doneMs[index] = clock.now() - workers[index].fromMs;
		}
	}

	async function lookUp(): Promise<void> {
		const since = clock.now();
		const permit = await limiter.acquire({ ...request, lane: 'editor', flow: 'someone' });
		course.editorWaitsMs.push(clock.now() - since);
		await send(permit);
	}

	for (let count = 0; count < inFlight; count++) void sender();
	if (index > 0) return;
	for (const at of running.editorAtMs ?? []) clock.at(at, () => void lookUp());
}

/** Runs a situation to its end. */
export async function simulate(situation: Situation): Promise<Course> {
	return await inVirtualTime(async (clock) => {
		const { model, phaseMs, seed, workers, untilMs, foreignPerMinute = 0 } = situation;
		const server = situation.server ?? serverModels[model](LIMIT, phaseMs);
		const course: Course = {
			arrivals: [],
			foreign: { accepted: 0, refused: 0 },
			doneMs: workers.map(() => undefined),
			editorWaitsMs: [],
		};
		const serve = (at: number): boolean => server(at).isAccepted;
		const random = createRandom(seed);
		const running: Running = { ...situation, clock, random, course, serve };
		const gapMs = 60_000 / foreignPerMinute;
		for (let at = gapMs / 2; at < untilMs; at += gapMs) {
			clock.at(at, () => void course.foreign[serve(at) ? 'accepted' : 'refused']++);
		}
		workers.forEach(({ fromMs, withinMs }, index) => {
			const lateMs = withinMs === undefined ? 0 : withinMs * random();
			clock.at(fromMs + lateMs, () => start(index, running));
		});
		// Without an end, until nothing is left to happen.
		await clock.advance(untilMs === Infinity ? undefined : untilMs);
		return course;
	});
}

/** Of what was accepted from one moment until before another. */
export function split(course: Course, fromMs: number, toMs: number): number[] {
	return course.doneMs.map(
		(_, worker) =>
			course.arrivals.filter(
				(one) => one.isAccepted && one.worker === worker && one.at >= fromMs && one.at < toMs,
			).length,
	);
}

/** Jain's index: 1 where all have the same, 1/n where one has it all. */
export function jain(parts: readonly number[]): number {
	const sum = parts.reduce((total, part) => total + part, 0);
	const squares = parts.reduce((total, part) => total + part ** 2, 0);
	return squares === 0 ? 1 : sum ** 2 / (parts.length * squares);
}

/** The part that was refused, in percent. */
export function refusedPercent(course: Course, fromMs: number, toMs: number): number {
	const all = course.arrivals.filter(({ at }) => at >= fromMs && at < toMs);
	return (100 * all.filter(({ isAccepted }) => !isAccepted).length) / Math.max(1, all.length);
}
