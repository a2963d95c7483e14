import { FieldError } from '../../../../shared/operation/readTyped';
import { LitmosError } from '../../../../shared/transport/errors';
import { plainCell } from '../plan/cells';
import { plan } from '../plan/plan';
import type { Change, Plan } from '../plan/types';
import { readPeople } from '../read';
import { foretell } from '../report';
import type { Told } from '../report';
import { importColumns, isImportable, waitForOthers, writeByImport } from './byImport';
import { createJournal, keyOf, openColumns } from './journal';
import type { Work } from './journal';
import { changeTeams, createTeams, leaveAllTeams, withMoves } from './memberships';
import { writeSingly } from './single';

/** From so many people on, an import needs fewer requests by far. */
const MANY = 20;

/**
 * Teams, imports of others, people by import, their managers who were new, people whom no import takes, managers who were
 * among those, who belongs to which team; one to spare.
 */
const MOST_ROUNDS = 8;

const acts = ({ action }: Change): boolean => action !== 'none';

/**
 * Does what the plan says, and nothing else. What has been written is noted, what an import did is read again,
 * and what is still missing then is worked out anew: so a run that was stopped is just gone on with by the next.
 * @throws LitmosError where the rest is not to be tried: the key, the network, or Litmos is out of order
 */
export async function applyChanges(given: Omit<Work, 'journal'>, first: Plan): Promise<Told[]> {
	const work: Work = { ...given, journal: createJournal() };
	const { journal, mirror, wanted, rules } = work;
	const mine = new Set(first.changes.filter(acts).map(keyOf));
	try {
		await workThrough(work, first, mine);
	} catch (error) {
		throw halfway(error as Error, { done: journal.done.size, all: mine.size });
	}
	const { changes } = plan(mirror, wanted, rules);
	const last = new Map(changes.map((change) => [keyOf(change), change]));
	return first.changes.map((change) => outcomeOf(change, work, last.get(keyOf(change))));
}

async function workThrough(work: Work, first: Plan, mine: ReadonlySet<string>): Promise<void> {
	const { journal, mirror, wanted, rules } = work;
	let current = first;
	for (let round = 0; round < MOST_ROUNDS; round++) {
		// Whom somebody added meanwhile is no part of what was planned.
		const open = current.changes.filter(
			(change) => acts(change) && mine.has(keyOf(change)) && !journal.hasFailed(change),
		);
		if (open.length === 0) return;
		const isWork =
			(await createTeams(work, current)) ||
			(await writeProfiles(work, open)) ||
			(await changeTeams(work, open));
		if (!isWork) return;
		current = plan(mirror, wanted, rules);
	}
}

/** Returns whether there was anything to write. */
async function writeProfiles(work: Work, changes: readonly Change[]): Promise<boolean> {
	const { journal, mirror, call } = work;
	const open = changes.filter((change) => openColumns(change, journal, 'single').length > 0);
	if (open.length === 0) return false;
	// Also whom the import of a run that was stopped brings is in no team yet.
	for (const { person, userName } of open) if (!person) mirror.added.add(plainCell(userName));
	const byImport = importsOf(work, open);
	const isNew = open.some(({ person }) => !person);
	const mustLook = !journal.hasLooked && (byImport.length > 0 || isNew);
	journal.hasLooked ||= mustLook;
	if (mustLook && (await waitForOthers(work))) {
		mirror.people = await readPeople(call);
		return true;
	}
	const now = byImport.length > 0 ? byImport : open;
	await leaveAllTeams(work, now);
	const left = now.filter((change) => !journal.hasFailed(change));
	if (byImport.length === 0) await writeSingly(work, left);
	else {
		await writeByImport(work, left);
		mirror.people = await readPeople(call);
	}
	return true;
}

/** Those who go by import: nobody where they are few. What an import was given once and did not do goes one by one. */
function importsOf({ journal, values }: Work, open: readonly Change[]): readonly Change[] {
	const { writeBy = 'auto' } = values;
	if (writeBy === 'oneByOne') return [];
	const able = open.filter(
		(change) => isImportable(change) && importColumns(change, journal).length > 0,
	);
	return writeBy === 'import' || able.length >= MANY ? able : [];
}

/** `last`: what the plan says of the same person after everything. */
function outcomeOf(change: Change, work: Work, last: Change | undefined): Told {
	const planned = foretell(change);
	if (planned.result !== 'planned') return planned;
	const userId = change.person?.Id ?? last?.person?.Id;
	const told = { ...planned, change: withMoves(change, work, userId) };
	const why = work.journal.failed.get(keyOf(change));
	if (why !== undefined) return { ...told, result: 'failed', reason: why };
	const left = last && acts(last) ? last : undefined;
	if (left && (left.waitsFor === undefined || left.action === 'create'))
		return { ...told, result: 'failed', reason: `Litmos did not take over ${partsOf(left)}` };
	// What was read again on the way may forbid what was planned.
	const whyNot = last?.refused ?? last?.passedOver;
	if (whyNot !== undefined && !work.journal.done.has(keyOf(change)))
		return { ...told, result: 'failed', reason: whyNot };
	const manager = left ? [`The manager "${left.waitsFor}" could not be added`] : [];
	// What was clear at first need not be so once new users and teams are there, nor the other way round.
	const { leftOut } = last && whyNot === undefined ? last : change;
	const reason = [...leftOut, ...manager].join('. ');
	return { ...told, result: reason === '' ? 'done' : 'incomplete', reason };
}

function partsOf({ fields, joins, leaves, action }: Change): string {
	if (action === 'create') return 'the new user';
	const teams = joins.length + leaves.length > 0 ? ['the teams'] : [];
	return [...Object.keys(fields), ...teams].join(', ');
}

function halfway(error: Error, { done, all }: { done: number; all: number }): Error {
	const { description } = error as Error & { description?: string };
	const isOurs = error instanceof LitmosError || error instanceof FieldError;
	// Canceling has no description, and n8n knows it by its message.
	if (!isOurs || !description) return error;
	const more = `${description} Run Apply again: it does what is left, and repeats nothing.`;
	if (error instanceof LitmosError) {
		const message = `${error.message}. ${done} of ${all} users were done by then`;
		return new LitmosError(message, more, error.httpCode);
	}
	return new FieldError(`${error.message}. ${done} of ${all} users were done by then`, more);
}
