import type { Page } from '../../../shared/feeds/changes/scan';

/** An answer is shared for less than the minute after which most triggers poll again. */
const SHARED_FOR_MS = 55_000;

/** So many of them are kept at most. */
const MOST_PAGES = 20;

/** A page that some trigger of this process has asked for. */
interface AskedPage {
	askedAt: number;
	page: Promise<Page>;
}

/** The newest last. */
const asked = new Map<string, AskedPage>();

const isRecent = ({ askedAt }: AskedPage, now: number): boolean =>
	now >= askedAt && now - askedAt < SHARED_FOR_MS;

function keep(name: string, one: AskedPage): void {
	asked.delete(name);
	asked.set(name, one);
	for (const [other, { askedAt }] of asked) {
		const isOver = Math.abs(one.askedAt - askedAt) >= SHARED_FOR_MS;
		if (isOver || asked.size > MOST_PAGES) asked.delete(other);
	}
}

/** Rejects when the time of a poll is over. */
async function timeOver(signal: AbortSignal): Promise<never> {
	return await new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
	});
}

/** What another trigger's request answers; undefined where it fails, or the time of this poll is over before. */
async function answerOf(one: AskedPage, name: string, signal: AbortSignal) {
	const over = timeOver(signal);
	over.catch(() => undefined);
	try {
		return structuredClone(await Promise.race([one.page, over]));
	} catch {
		// Whoever asked has to say why; the next one asks again.
		if (!signal.aborted && asked.get(name) === one) asked.delete(name);
		return undefined;
	}
}

/**
 * For one poll: reads pages that other triggers of this process have just asked for, and asks for the
 * others. `newerThan`: the time of Litmos, in milliseconds, up to which this trigger has read; an answer that is not newer
 * tells it nothing. Infinity: it asks for all itself. An answer is used once in a poll, so that whoever asks again
 * is given another one. `signal` ends the waiting for others.
 */
export function sharedPages(newerThan: number, signal: AbortSignal) {
	const read = new Set<string>();

	return async (name: string, ask: () => Promise<Page>): Promise<Page> => {
		const isFirst = newerThan < Infinity && !read.has(name);
		read.add(name);
		for (let one = asked.get(name); isFirst && one; one = asked.get(name)) {
			if (signal.aborted || !isRecent(one, Date.now())) break;
			const page = await answerOf(one, name, signal);
			if (page && page.serverMs > newerThan) return page;
			if (page) break;
		}
		// Nothing is waited for in between, so of all who find no answer one asks.
		const own = { askedAt: Date.now(), page: ask() };
		keep(name, own);
		return structuredClone(await own.page);
	};
}
