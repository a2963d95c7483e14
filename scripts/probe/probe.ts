import type { Evidence, Question } from '../../contract/evidence';
import { evidenceSchema } from '../../contract/evidence';
import { askAll, isOut } from './askers';
import { FEED_ASKERS } from './asking/feeds';
import { LIMIT_ASKERS } from './asking/limit';
import { LIST_ASKERS } from './asking/lists';
import { WRITE_ASKERS } from './asking/writes';
import type { Access } from './litmos';
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

/** @throws Unanswered if the account does not let us in: then there is nothing to ask. */
async function knock(litmos: ReturnType<typeof openLitmos>): Promise<void> {
	if (!Array.isArray(valueOf(await litmos.get('/users', { limit: 1 }))))
		throw new Unanswered('unforeseen');
}

/** Asks an account all that this run may ask. What it has made to write on is removed again, however it ends. */
export async function runProbe(run: Run): Promise<Outcome> {
	const { isStopped = () => false, onProgress = () => undefined } = run;
	const litmos = openLitmos(run.access);
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
