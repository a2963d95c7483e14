import type { Finding, Question } from '../../contract/evidence';
import { readQuestions } from '../../contract/evidence';
import type { Litmos } from './litmos';
import type { ThrowAway } from './throwAway';
import { Unanswered } from './unanswered';

/** Finds out which of the answers to a question is right. @throws Unanswered where it cannot */
export type Asker = (litmos: Litmos, throwAway: ThrowAway) => Promise<string>;

export interface Asking {
	litmos: Litmos;
	throwAway: ThrowAway;
	askers: Readonly<Record<string, Asker>>;
	/** Whether this kind of question is asked in this run. */
	isAsked: (question: Question) => boolean;
	/** Whether whoever runs it wants it to end. */
	isStopped: () => boolean;
	onProgress: (question: Question) => void;
}

const NOT_ASKED = new Unanswered('notAsked');
const STOPPED = new Unanswered('stopped');

async function ask(question: Question, asking: Asking): Promise<Finding> {
	const asker = asking.askers[question.id];
	try {
		if (!asker || !asking.isAsked(question)) throw NOT_ASKED;
		if (asking.isStopped()) throw STOPPED;
		asking.onProgress(question);
		return { question: question.id, answer: await asker(asking.litmos, asking.throwAway) };
	} catch (error) {
		const { because, status } = error instanceof Unanswered ? error : new Unanswered('noResponse');
		return { question: question.id, answer: null, because, ...(status && { status }) };
	}
}

/** Asks one question after the other: each may build on what the one before has made or removed. */
export async function askAll(asking: Asking): Promise<Finding[]> {
	const findings: Finding[] = [];
	const isStopped = () => asking.isStopped() || isOut(findings);
	for (const question of readQuestions())
		findings.push(await ask(question, { ...asking, isStopped }));
	return findings;
}

/** So many questions in a row without a response: each has been tried for half a minute. */
const IN_A_ROW = 2;

/** Whether the server has gone. */
export function isOut(found: ReadonlyArray<Pick<Finding, 'because'>>): boolean {
	const last = found.slice(-IN_A_ROW);
	return (
		last.length === IN_A_ROW &&
		last.every(({ because }) => because !== undefined && GONE.has(because))
	);
}

const GONE = new Set<Finding['because']>(['noResponse', 'stopped']);
