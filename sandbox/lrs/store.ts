/** A statement as it came, with what the store adds. */
export type Statement = Readonly<Record<string, unknown>> & { readonly id: string };

interface Kept {
	statement: Statement;
	/** As it was sent: what a second one of its ID is compared with. */
	sent: Readonly<Record<string, unknown>>;
	storedMs: number;
	isVoided: boolean;
}

/** X: not changed afterwards; what is compared leaves out what the store adds. */
const ADDED = ['id', 'stored', 'authority', 'version', 'timestamp'];

const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON with its members in one order. */
function canonical(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(canonical);
	if (!isRecord(value)) return value;
	return Object.keys(value)
		.sort()
		.map((name) => [name, canonical(value[name])]);
}

function comparable(sent: Readonly<Record<string, unknown>>): string {
	const own = Object.entries(sent).filter(
		([name]) => !ADDED.includes(name) || (name === 'timestamp' && sent.timestamp !== undefined),
	);
	return JSON.stringify(canonical(Object.fromEntries(own)));
}

/** What became of a statement that was sent. */
export type Storing = 'new' | 'same' | 'conflict';

/** The statements of one learning record store. */
export interface Store {
	all(): readonly Kept[];
	find(id: string): Kept | undefined;
	/** Whether it could be stored, without storing it. */
	compare(sent: Readonly<Record<string, unknown>>): Storing;
	/** X: without an ID, the store makes one up. Answers with the ID. */
	keep(sent: Readonly<Record<string, unknown>>, now: number): string;
	/** X: pages are held for a client that reads on. */
	hold(rest: readonly Statement[], size: number): string;
	held(cursor: string): { rest: readonly Statement[]; size: number } | undefined;
}

function idOfReference({ verb, object }: Readonly<Record<string, unknown>>): string | undefined {
	if (!isRecord(verb) || verb.id !== VOIDED || !isRecord(object)) return undefined;
	return String(object.id).toLowerCase();
}

/** Creates an empty store. */
export function createStore(): Store {
	const kept = new Map<string, Kept>();
	const pages = new Map<string, { rest: readonly Statement[]; size: number }>();

	function keep(sent: Readonly<Record<string, unknown>>, now: number): string {
		const id = String(sent.id ?? crypto.randomUUID()).toLowerCase();
		if (kept.has(id)) return id;
		const stored = new Date(now).toISOString();
		const authority = {
			objectType: 'Agent',
			account: { homePage: 'https://lrs.example.com', name: 'sandbox' },
		};
		const statement = { version: '1.0.0', timestamp: stored, ...sent, id, stored, authority };
		kept.set(id, { statement, sent, storedMs: now, isVoided: false });
		const voided = kept.get(idOfReference(sent) ?? '');
		// X: what voids cannot be voided.
		if (voided && idOfReference(voided.sent) === undefined) voided.isVoided = true;
		return id;
	}

	return {
		all: () => [...kept.values()],
		find: (id) => kept.get(id.toLowerCase()),
		compare: (sent) => {
			const known = kept.get(String(sent.id ?? '').toLowerCase());
			if (known === undefined) return 'new';
			return comparable(known.sent) === comparable(sent) ? 'same' : 'conflict';
		},
		keep,
		hold: (rest, size) => {
			const cursor = crypto.randomUUID();
			pages.set(cursor, { rest, size });
			return cursor;
		},
		held: (cursor) => pages.get(cursor),
	};
}
