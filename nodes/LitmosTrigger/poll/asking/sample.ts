import { PAGE_SIZE } from '../../../shared/operation/pages';
import { FieldError } from '../../../shared/operation/readTyped';
import type { IDataObject } from 'n8n-workflow';
import type { Chosen, ChosenCondition, ChosenFeedEvent } from '../chosen';
import { askTime, pageReader } from '../../../shared/feeds/changes/reading';
import type { TimedApi } from '../../../shared/feeds/changes/reading';
import { readConditions } from './reading';
import { eventReader } from '../rows';
import { wholeSeconds } from '../../../shared/feeds/changes/spans';
import { WEEK_MS } from '../../../shared/feeds/period';
import { filterPeople } from './people';

const DAY_MS = 86_400_000;

/** Enough to see what comes, few enough to look through. */
const ROWS = 10;

/** How far back to look for one: each week costs a request. */
const WEEKS = 5;

/** Recent real ones for the editor, newest first; nothing is kept of it. @throws FieldError where there are none. */
export async function readSample(chosen: Chosen, api: TimedApi): Promise<IDataObject[]> {
	const wanted = chosen.isCondition
		? await ofWanted(await conditionsIn(chosen, api), chosen, api)
		: await recentIn(chosen, api);
	wanted.sort((a, b) => b.at - a.at);
	if (wanted.length > 0) return wanted.slice(0, ROWS).map(({ row }) => row);
	const { name } = chosen.event;
	throw new FieldError(
		`No test event was found for "${name}"`,
		chosen.isCondition
			? 'No record in Litmos matches right now. Change the filters, or publish the workflow anyway: it starts with the first match.'
			: `No such event happened in Litmos in the last ${WEEKS} weeks. Cause one in Litmos, or publish the workflow anyway: it starts with the next event.`,
	);
}

interface Dated {
	row: IDataObject;
	at: number;
}

const conditionsIn = async (chosen: ChosenCondition, api: TimedApi): Promise<Dated[]> =>
	(await readConditions(chosen, api)).map(({ row, since }) => ({ row, at: since }));

const ofWanted = async (
	events: readonly Dated[],
	{ event: { about }, filters }: Chosen,
	{ call }: TimedApi,
): Promise<Dated[]> => await filterPeople(events, { about, filters }, call);

/** Those of the latest week that has any; who is wanted is asked at most twice, as that may take many requests. */
async function recentIn(chosen: ChosenFeedEvent, api: TimedApi): Promise<Dated[]> {
	const readPage = pageReader(chosen.operation, api);
	const eventIn = eventReader(chosen.event, chosen.operation, chosen.filters);
	const end = wholeSeconds(await askTime(readPage)) + DAY_MS;
	const older: Dated[] = [];
	let isAsked = false;
	for (let to = end; to > end - WEEKS * WEEK_MS; to -= WEEK_MS) {
		const { rows, serverMs } = await readPage({ since: to - WEEK_MS, to }, 0, PAGE_SIZE);
		const events = rows.flatMap((row) => eventIn(row, serverMs) ?? []);
		if (events.length === 0) continue;
		if (isAsked) {
			older.push(...events);
			continue;
		}
		const wanted = await ofWanted(events, chosen, api);
		if (wanted.length > 0) return wanted;
		isAsked = true;
	}
	return await ofWanted(older, chosen, api);
}
