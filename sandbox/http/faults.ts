import { done, serverError, TEXT, refuse, type Answer } from './answers';

export const FAULT_KINDS = [
	'503limit',
	'503plain',
	'429',
	'500page',
	'401',
	'403',
	'html200',
	'redirect',
	'empty',
	'xml',
	'entities',
	'overfull',
	'slowBody',
	'truncatedGzip',
	'reset',
	'hang',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something that goes wrong on purpose. */
export interface Fault {
	/** `path` is a regular expression, tried on the path with and without /v1.svc. */
	match?: { method?: string; path?: string };
	/** Matching requests to leave alone first. */
	after?: number;
	/** How often; 1 when not said, 0 for every time. */
	times?: number;
	kind: FaultKind;
	/** Seconds, for 429 and 503limit. */
	retryAfter?: number;
	/** For hang and slowBody; 1,000 when not said. */
	ms?: number;
	/** Whether the request was carried out although it went wrong. */
	carriedOut?: boolean;
	/** For redirect. */
	location?: string;
	/** Extra rows, for overfull; 3 when not said. */
	rows?: number;
}

/** A fault and what has become of it. */
export interface PendingFault extends Fault {
	seen: number;
	done: number;
}

/** How an answer leaves: whole, late, broken or not at all. */
export interface Delivery {
	/** null: the connection closes without an answer. */
	answer: Answer | null;
	holdMs?: number;
	spreadMs?: number;
	truncateGzip?: boolean;
	asXml?: boolean;
	entities?: boolean;
}

/** Carries out the request; `extraRows` go on a full page. */
export type Run = (extraRows?: number) => Answer;

/** Not Litmos: a page like those of a proxy or of single sign-on. */
const LOGIN_HTML =
	'<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/login">Sign in to continue</form></body></html>';
/** B: a plain 503 comes now and then; unknown: its body. */
const PLAIN_503: Answer = {
	status: 503,
	html: '<!DOCTYPE html><html><body><h2>Service Unavailable</h2><p>HTTP Error 503.</p></body></html>',
};

const DEFAULT_MS = 1000;
const DEFAULT_ROWS = 3;

const retryAfter = ({ retryAfter: seconds }: Fault): Record<string, string> =>
	seconds === undefined ? {} : { 'Retry-After': String(seconds) };

/** S, C, M, P: what a refusal by the limit looks like; its Retry-After was never recorded. */
export const limited = (status: 503 | 429, headers: Record<string, string>): Answer => ({
	...refuse(status, TEXT.rateLimit),
	headers,
});

/** Answers instead of the real one; the request is carried out only if the fault says so. */
const instead =
	(answer: (fault: Fault) => Answer | null) =>
	(fault: Fault, run: Run): Delivery => {
		if (fault.carriedOut) run();
		return { answer: answer(fault) };
	};

const KINDS: Readonly<Record<FaultKind, (fault: Fault, run: Run) => Delivery>> = {
	'503limit': instead((fault) => limited(503, retryAfter(fault))),
	'503plain': instead(() => PLAIN_503),
	'429': instead((fault) => limited(429, retryAfter(fault))),
	'500page': instead(serverError),
	'401': instead(() => refuse(401, TEXT.badKey)),
	'403': instead(() => refuse(403, TEXT.forbidden)),
	html200: instead(() => ({ status: 200, html: LOGIN_HTML })),
	redirect: instead((fault) => ({
		status: 302,
		headers: { Location: fault.location ?? '/login.aspx' },
	})),
	empty: (fault, run) => {
		if (fault.carriedOut ?? true) run();
		return { answer: done() };
	},
	xml: (_fault, run) => ({ answer: run(), asXml: true }),
	entities: (_fault, run) => ({ answer: run(), entities: true }),
	overfull: (fault, run) => ({ answer: run(fault.rows ?? DEFAULT_ROWS) }),
	slowBody: (fault, run) => ({ answer: run(), spreadMs: fault.ms ?? DEFAULT_MS }),
	truncatedGzip: (_fault, run) => ({ answer: run(), truncateGzip: true }),
	reset: instead(() => null),
	hang: (fault, run) => ({ ...instead(() => null)(fault, run), holdMs: fault.ms ?? DEFAULT_MS }),
};

/** Lets a fault happen to a request. */
export const applyFault = (fault: Fault, run: Run): Delivery => KINDS[fault.kind](fault, run);

/** Says what is wrong with a fault from outside, or returns it. */
export function checkFault(value: unknown): Fault {
	const fault = value as Fault | null;
	if (typeof fault !== 'object' || fault === null || !FAULT_KINDS.includes(fault.kind)) {
		throw new Error(`A fault needs a kind: one of ${FAULT_KINDS.join(', ')}.`);
	}
	new RegExp(fault.match?.path ?? '');
	return fault;
}

function matches(fault: Fault, method: string, path: string): boolean {
	if (fault.match?.method !== undefined && fault.match.method.toUpperCase() !== method)
		return false;
	const pattern = new RegExp(fault.match?.path ?? '');
	return pattern.test(path) || pattern.test(`/v1.svc${path}`);
}

const isSpent = ({ times = 1, done: happened }: PendingFault): boolean =>
	times !== 0 && happened >= times;

/** The list of faults to come. */
export interface Faults {
	add(fault: Fault): void;
	clear(): void;
	list(): readonly PendingFault[];
	/** The fault that befalls this request, if any; the first in the list that is due. */
	take(method: string, path: string): Fault | undefined;
}

/** Creates an empty list of faults. */
export function createFaults(): Faults {
	let pending: PendingFault[] = [];
	const isDue = (fault: PendingFault): boolean => {
		fault.seen += 1;
		return fault.seen > (fault.after ?? 0);
	};
	return {
		add: (fault) => {
			pending.push({ ...checkFault(fault), seen: 0, done: 0 });
		},
		clear: () => {
			pending = [];
		},
		list: () => pending,
		take: (method, path) => {
			const due = pending.find(
				(fault) => !isSpent(fault) && matches(fault, method, path) && isDue(fault),
			);
			if (due !== undefined) due.done += 1;
			return due;
		},
	};
}
