import { PAGE_SIZE } from '../../shared/operation/pages';
import { FieldError } from '../../shared/operation/readValues';
import type { IDataObject } from 'n8n-workflow';
import type { Chosen } from './chosen';
import { askTime, pageReader, readHolding } from './reading';
import type { Door } from './reading';
import { eventReader } from './rows';
import { WEEK_MS, wholeSeconds } from './spans';
import { keepWanted } from './people';

const DAY_MS = 86_400_000;

/** Enough to see what comes, few enough to look through. */
const ROWS = 10;

/** How far back to look for one: each week costs a request. */
const WEEKS = 5;

/** Recent real ones for the editor, newest first; nothing is kept of it. @throws FieldError where there are none. */
export async function readSample(chosen: Chosen, door: Door): Promise<IDataObject[]> {
	const found = chosen.standing
		? (await readHolding(chosen, door)).map(({ row, since }) => ({ row, at: since }))
		: await recentIn(chosen, door);
	found.sort((a, b) => b.at - a.at);
	const wanted = await keepWanted(
		found.slice(0, ROWS),
		{ about: chosen.event.about, filters: chosen.filters },
		door.call,
	);
	if (wanted.length > 0) return wanted.map(({ row }) => row);
	const { name } = chosen.event.option;
	throw new FieldError(
		`There is nothing to show for "${name}"`,
		chosen.standing
			? 'Nothing like this holds in Litmos right now. Change the filters, or publish the workflow all the same: it starts as soon as there is something.'
			: `Nothing like this happened in Litmos in the last ${WEEKS} weeks. Let it happen there, or publish the workflow all the same: it starts as soon as there is something.`,
	);
}

async function recentIn(chosen: Chosen & { standing?: undefined }, door: Door) {
	const readPage = pageReader(chosen.operation, door);
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
