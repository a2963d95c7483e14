import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../transport/client';
import { choose, indexRows, nameOf } from './matching';
import type { Query, RowIndex } from './matching';

/** How long a name is relied upon; a run may rely as long on what it has read itself. */
const RELIED_ON_MS = 60_000;
/** How many executions are remembered at most, the latest ones. */
const MOST_EXECUTIONS = 50;
/** How many rows of a list, and how many single names of it, an execution remembers at most. */
const MOST_REMEMBERED = 20_000;

/** What was read of one list. */
interface KnownRows {
	index: RowIndex;
	isComplete: boolean;
	readAt: number;
}

const isFresh = (at: number): boolean => performance.now() - at <= RELIED_ON_MS;

interface PagesRead {
	isComplete: boolean;
	pages: number;
}

/** What looking up each name alone would have cost, beside what pages have cost. */
function createSpending() {
	let rounds = 0;
	let asked = 0;
	let spent = 0;
	let least = 1;

	/** Some names are asked for at once. */
	function note(count: number): void {
		rounds += 1;
		asked += count;
	}

	function paid({ isComplete, pages }: PagesRead): void {
		spent += pages;
		least = isComplete ? pages : pages * 2;
	}

	/** How many pages may be read in place of a few look-ups, from the second round on: so many that they cost at most as much again. */
	function pagesAllowed(): number {
		const left = asked - spent;
		return rounds > 1 && left >= least ? left : 0;
	}

	return { note, paid, pagesAllowed };
}

/** What is known of one list: IDs only. That there is no record of a name is never concluded from it. */
function createListMemory() {
	let rowsKnown: KnownRows | undefined;
	const single = new Map<string, { id: string; knownAt: number }>();
	const { note, paid, pagesAllowed } = createSpending();

	/** The ID of a record that was read less than a minute ago. */
	function recall(query: Query): string | undefined {
		const known = single.get(nameOf(query));
		if (known && isFresh(known.knownAt)) return known.id;
		if (!rowsKnown || !isFresh(rowsKnown.readAt)) return undefined;
		const resolution = choose(query, rowsKnown.index, rowsKnown);
		return resolution && 'id' in resolution ? resolution.id : undefined;
	}

	/** Answers with the rows by what they are known by. */
	function keepRows(rows: readonly IDataObject[], reading: PagesRead): RowIndex {
		paid(reading);
		const { isComplete } = reading;
		const index = indexRows(rows);
		const isMuch = rows.length > MOST_REMEMBERED;
		rowsKnown = isMuch ? undefined : { index, isComplete, readAt: performance.now() };
		return index;
	}

	function keepName(query: Query, id: string): void {
		if (single.size >= MOST_REMEMBERED) single.clear();
		single.set(nameOf(query), { id, knownAt: performance.now() });
	}

	return { note, recall, pagesAllowed, keepRows, keepName };
}

export type ListMemory = ReturnType<typeof createListMemory>;

/** The names that one execution has looked up, so that its other nodes, and the rounds of a loop, need not. */
export function createNameMemory() {
	const lists = new Map<string, ListMemory>();

	/** By the path of the list. */
	function of(path: string): ListMemory {
		const known = lists.get(path) ?? createListMemory();
		lists.set(path, known);
		return known;
	}

	const forget = (): void => lists.clear();

	/** Notes that something is written: names of the list that it is in may change. */
	function noteWrite(path: string): void {
		if (/^\/bulkimports/i.test(path)) return forget();
		if (/\/teams$/i.test(path)) lists.delete('/teams');
		lists.delete(path);
		lists.delete(path.slice(0, path.lastIndexOf('/')));
	}

	return { of, forget, noteWrite };
}

export type NameMemory = ReturnType<typeof createNameMemory>;

const memories = new Map<string, NameMemory>();

/** The memory of an execution and account; one of its own where n8n names no execution. */
export function nameMemoryOf(executionId: string | undefined, accountName: string): NameMemory {
	if (!executionId) return createNameMemory();
	const name = JSON.stringify([executionId, accountName]);
	const memory = memories.get(name) ?? createNameMemory();
	memories.delete(name);
	memories.set(name, memory);
	if (memories.size > MOST_EXECUTIONS) memories.delete([...memories.keys()][0]);
	return memory;
}

/** Sends, and has the memory forget the names that a write may change. */
export function withMemory(send: Client['send'], memory: NameMemory): Client['send'] {
	return async (request) => {
		if (request.method !== 'GET') memory.noteWrite(request.path);
		return await send(request);
	};
}
