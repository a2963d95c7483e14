import { PAGE_SIZE } from '../../../shared/operation/pages';
import { FieldError } from '../../../shared/operation/readTyped';
import type { IDataObject } from 'n8n-workflow';
import type { Chosen, ChosenFeedEvent } from '../chosen';
import { askTime, pageReader } from '../../../shared/feeds/changes/reading';
import type { TimedApi } from '../../../shared/feeds/changes/reading';
import { readConditions } from './reading';
import { eventReader } from '../rows';
import { WEEK_MS, wholeSeconds } from '../../../shared/feeds/changes/spans';
import { filterPeople } from './people';

const DAY_MS = 86_400_000;

/** Enough to see what comes, few enough to look through. */
const ROWS = 10;

/** How far back to look for one: each week costs a request. */
const WEEKS = 5;

/** Recent real ones for the editor, newest first; nothing is kept of it. @throws FieldError where there are none. */
export async function readSample(chosen: Chosen, api: TimedApi): Promise<IDataObject[]> {
	const found = chosen.isCondition
		? (await readConditions(chosen, api)).map(({ row, since }) => ({ row, at: since }))
		: await recentIn(chosen, api);
	found.sort((a, b) => b.at - a.at);
	const wanted = await filterPeople(
		found.slice(0, ROWS),
		{ about: chosen.event.about, filters: chosen.filters },
		api.call,
	);
	if (wanted.length > 0) return wanted.map(({ row }) => row);
	const { name } = chosen.event;
	throw new FieldError(
		`No test event was found for "${name}"`,
		chosen.isCondition
			? 'No record in Litmos matches right now. Change the filters, or publish the workflow anyway: it starts with the first match.'
			: `No such event happened in Litmos in the last ${WEEKS} weeks. Cause one in Litmos, or publish the workflow anyway: it starts with the next event.`,
	);
}

async function recentIn(chosen: ChosenFeedEvent, api: TimedApi) {
	const readPage = pageReader(chosen.operation, api);
	const eventIn = eventReader(chosen.event, chosen.operation, chosen.filters);
	let to = wholeSeconds(await askTime(readPage)) + DAY_MS;
	for (let week = 0; week < WEEKS; week++) {
		const since = to - WEEK_MS;
		const { rows, serverMs } = await readPage({ since, to }, 0, PAGE_SIZE);
		const events = rows.flatMap((row) => eventIn(row, serverMs) ?? []);
		if (events.length > 0) return events;
		to = since;
	}
	return [];
}
