import type { createQueue } from './queue';
import { keptForEditor, type createSlots, type Lane } from './slots';

// A person who opens a list hardly notices.
const SOON_MS = 1_500;
// Somebody who has opened a list opens others.
const EDITING_MS = 300_000;
// A run that goes on asks again within this time of an answer, on a busy machine too.
const ASKS_AGAIN_MS = 500;

interface Lenders {
	now(): number;
	queue: ReturnType<typeof createQueue>;
	slots: ReturnType<typeof createSlots>;
}

/** Lends the editor's slots to runs where nobody would miss them. */
export function createLending({ now, queue, slots }: Lenders) {
	let mostAtATime = 0;
	let editedAt = -Infinity;

	/** Notes that a request has come. */
	function note(lane: Lane): void {
		if (lane === 'editor') editedAt = now();
		const atATime = queue.lane('run').size() + slots.underWay();
		mostAtATime = atATime <= 1 ? atATime : Math.max(mostAtATime, atATime);
	}

	/** Fewer wait than went at a time before, none is under way, and no more have come: these are the last. */
	function areLast(count: number): boolean {
		const waiting = queue.lane('run').size();
		if (waiting > count || waiting >= mostAtATime || slots.underWay() > 0) return false;
		return now() - slots.seenAt() >= ASKS_AGAIN_MS;
	}

	/** How many slots runs leave to the editor: fewer where others are free soon, as at an even pace. */
	function kept(limit: number): number {
		const count = keptForEditor(limit);
		if (areLast(count) && now() - editedAt > EDITING_MS) return 0;
		return Math.max(0, count - slots.freeWithin(SOON_MS));
	}

	return { note, kept };
}
