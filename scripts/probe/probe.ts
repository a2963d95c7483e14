/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import type { Evidence, Question } from '../../contract/evidence';
import { evidenceSchema } from '../../contract/evidence';
import { askAll, isOut } from './askers';
import { FEED_ASKERS } from './asking/feeds';
import { LIMIT_ASKERS } from './asking/limit';
import { LIST_ASKERS } from './asking/lists';
import { WRITE_ASKERS } from './asking/writes';
import type { Access, Clock, Litmos } from './litmos';
import { openLitmos } from './litmos';
import { hostName } from './options';
import { valueOf } from './records';
import { readShapes } from './shapes';
import { createThrowAway, NOTHING_TO_WRITE_ON } from './throwAway';
import { Unanswered } from './unanswered';

/** Every question has one. */
export const ASKERS = { ...LIST_ASKERS, ...FEED_ASKERS, ...WRITE_ASKERS, ...LIMIT_ASKERS };

export interface Run {
	access: Access;
	isWriting?: boolean;
	/** Only the questions about the rate limit. */
	isLimit?: boolean;
	/** Whether the shapes of responses are looked at as well. */
	hasShapes?: boolean;
	/** Only this question. */
	only?: string;
	isStopped?: () => boolean;
	onProgress?: (what: string) => void;
	/** In place of the real one. */
	clock?: Clock;
}

export interface Outcome {
	evidence: Evidence;
	/** Names of what the probe has made and could not remove. */
	left: string[];
	requests: number;
}

function isAskedIn({ isWriting, isLimit, only }: Run): (question: Question) => boolean {
	return ({ id, needs }) => {
		if (only !== undefined && id !== only) return false;
		if (isLimit) return needs === 'limit';
		return needs === undefined || (needs === 'write' && isWriting === true);
	};
}

const REAL: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
};
/** So long after Ctrl-C a wait ends at the latest. */
const SLICE_MS = 1_000;

/** Its waits end when the run is to end. @throws Unanswered then */
function stoppable({ now, sleep }: Clock, isStopped: () => boolean): Clock {
	const sleepOn = async (ms: number): Promise<void> => {
		for (let left = ms; left > 0; left -= SLICE_MS) {
			if (isStopped()) throw new Unanswered('stopped');
			await sleep(Math.min(left, SLICE_MS));
		}
	};
	return { now, sleep: sleepOn };
}

/** @throws Unanswered if the account does not let us in: then there is nothing to ask. */
async function knock(litmos: Litmos): Promise<void> {
	if (!Array.isArray(valueOf(await litmos.get('/users', { limit: 1 }))))
		throw new Unanswered('unforeseen');
}

/** Asks an account all that this run may ask. What it has made to write on is removed again, however it ends. */
export async function runProbe(run: Run): Promise<Outcome> {
	const { isStopped = () => false, onProgress = () => undefined, clock = REAL } = run;
	const litmos = openLitmos(run.access, stoppable(clock, isStopped));
	if (!run.isLimit) await knock(litmos);
	const throwAway = run.isWriting ? createThrowAway(litmos) : NOTHING_TO_WRITE_ON;
	const isAsked = isAskedIn(run);
	let left: string[] = [];
	const findings = await askAll({
		litmos,
		throwAway,
		askers: ASKERS,
		isAsked,
		isStopped,
		onProgress: ({ question }) => onProgress(question),
	}).finally(async () => {
		left = await throwAway.clear();
	});
	if (run.hasShapes) onProgress('What do responses in JSON look like?');
	const shapes = run.hasShapes && !isOut(findings) ? await readShapes(litmos, isStopped) : [];
	const date = new Date().toISOString().slice(0, 10);
	const evidence = evidenceSchema.parse({ date, host: hostName(litmos.host), findings, shapes });
	return { evidence, left, requests: litmos.requests() };
}
