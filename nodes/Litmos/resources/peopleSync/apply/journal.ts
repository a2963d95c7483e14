import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../../shared/operation/readTyped';
import type { Call } from '../../../../shared/operation/types';
import { isRefused, LitmosError } from '../../../../shared/transport/errors';
import type { Change, Rules, Team, Wanted } from '../plan/types';
import { MANAGER } from '../plan/people';
import type { Mirror } from '../read';

/** All that writing goes by. */
export interface Work {
	call: Call;
	mirror: Mirror;
	wanted: readonly Wanted[];
	rules: Rules;
	/** The fields of the node. */
	values: IDataObject;
	journal: Journal;
}

/** After so many refusals, and nothing that went well, what is refused is likelier what they share. */
const ALL_ALIKE = 25;

/** What of a change is written: by import, by itself, or teams. */
export type Step = 'import' | 'single' | 'join' | 'leave';

/** Tells changes of several plans apart by whom they are about. */
export function keyOf({ row, person }: Change): string {
	const id = person?.Id;
	return row ? `row ${row.position}` : `id ${id}`;
}

/** What has been written, so that nothing is written twice, and for whom it went wrong. */
export function createJournal() {
	const failed = new Map<string, string>();
	const done = new Set<string>();
	const tried = new Map<string, Set<string>>();
	/** New teams by their path. */
	const made = new Map<string, Team>();
	/** The IDs of people who were taken out of all teams. */
	const leftAll = new Set<string>();

	/** Notes that a part of a change is being written. */
	function note(change: Change, step: Step, parts: readonly string[]): void {
		const key = keyOf(change);
		const known = tried.get(key) ?? new Set();
		parts.forEach((part) => known.add(`${step} ${part}`));
		tried.set(key, known);
	}

	const wasTried = (change: Change, step: Step, part: string): boolean =>
		tried.get(keyOf(change))?.has(`${step} ${part}`) === true;

	/** Writes for some people; what Litmos refuses concerns them alone. @throws everything else. */
	async function write(changes: readonly Change[], work: () => Promise<void>): Promise<boolean> {
		try {
			await work();
			changes.forEach((change) => done.add(keyOf(change)));
			return true;
		} catch (error) {
			const why = refusalIn(error);
			changes.forEach((change) => failed.set(keyOf(change), why));
			if (done.size === 0 && failed.size >= ALL_ALIKE) throw error as Error;
			return false;
		}
	}

	const hasFailed = (change: Change): boolean => failed.has(keyOf(change));

	return { failed, hasFailed, done, made, leftAll, note, wasTried, write, hasLooked: false };
}

export type Journal = ReturnType<typeof createJournal>;

/** Why that was refused which was sent for somebody, or for a team. @throws what the key, the limit or the network is behind */
export function refusalIn(error: unknown): string {
	const isFault = error instanceof LitmosError && error.httpCode === '500';
	if (!(error instanceof FieldError || isRefused(error) || isFault)) throw error as Error;
	const { message, description } = error as Error & { description?: string };
	return [message, description].filter(Boolean).join('. ');
}

/** The columns that can be written now and have not been before. */
export function openColumns(change: Change, { wasTried }: Journal, step: Step): string[] {
	return Object.keys(change.fields).filter((column) => {
		const mustWait = column === MANAGER && change.waitsFor !== undefined;
		return !mustWait && !wasTried(change, step, column);
	});
}
