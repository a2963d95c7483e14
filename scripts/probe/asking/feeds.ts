import { queryDate, timeIn } from '../../../nodes/shared/values';
import type { Litmos } from '../litmos';
import { rowsIn, rowsOf, valueOf, type Row } from '../records';
import type { Asker } from '../askers';
import { Unanswered } from '../unanswered';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** So far back is looked for rows that can tell. */
const WEEKS = 8;
const FEEDS = ['/org/results/details', '/org/users/details', '/org/teams/users'];
const IDS = ['Id', 'UserId', 'CourseId', 'TeamId'];
const MOST = 1_000;

interface FeedRow {
	path: string;
	row: Row;
	created: number;
	updated: number;
}

const span = (since: number, to: number) => ({
	since: queryDate(new Date(since)),
	to: queryDate(new Date(to)),
	limit: MOST,
});

const toFeedRow = (path: string, row: Row): FeedRow => ({
	path,
	row,
	created: timeIn(row.CreatedDate),
	updated: timeIn(row.UpdatedDate),
});

async function readSpan(litmos: Litmos, path: string, end: number): Promise<FeedRow[]> {
	const response = await litmos.get(path, span(end - WEEK_MS, end));
	if (response.status === 404) return [];
	return rowsIn(valueOf(response)).map((row) => toFeedRow(path, row));
}

/** The first row that fits, going back from yesterday: today's may still change. */
async function findRow(litmos: Litmos, fits: (row: FeedRow) => boolean): Promise<FeedRow> {
	const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
	for (let week = 0; week < WEEKS; week++) {
		for (const path of FEEDS) {
			const rows = await readSpan(litmos, path, today - SECOND_MS - week * WEEK_MS);
			const found = rows.find((one) => one.updated < today - DAY_MS && fits(one));
			if (found) return found;
		}
	}
	throw new Unanswered('noRecords');
}

/** Whether this very row is in the feed between two moments. */
async function isIn(litmos: Litmos, { path, row }: FeedRow, qs: ReturnType<typeof span>) {
	const response = await litmos.get(path, qs);
	if (response.status === 404) return false;
	return rowsIn(valueOf(response)).some((one) => IDS.every((name) => one[name] === row[name]));
}

/** Only a moment without milliseconds can be named in a query. */
async function askEnds(litmos: Litmos): Promise<string> {
	const found = await findRow(litmos, ({ updated }) => updated % SECOND_MS === 0);
	const at = found.updated;
	const isAround = await isIn(litmos, found, span(at - SECOND_MS, at + SECOND_MS));
	if (!isAround) throw new Unanswered('unforeseen');
	const start = await isIn(litmos, found, span(at, at + SECOND_MS));
	const end = await isIn(litmos, found, span(at - SECOND_MS, at));
	if (start) return end ? 'inside' : 'startOnly';
	return end ? 'endOnly' : 'outside';
}

async function askCounts(litmos: Litmos): Promise<string> {
	const found = await findRow(litmos, ({ created, updated }) => updated - created > DAY_MS);
	const around = (at: number) => span(at - SECOND_MS, at + 2 * SECOND_MS);
	if (!(await isIn(litmos, found, around(found.updated)))) throw new Unanswered('unforeseen');
	return (await isIn(litmos, found, around(found.created))) ? 'createdOrChanged' : 'changed';
}

/** Long before there was an API. */
async function askEmpty(litmos: Litmos): Promise<string> {
	const began = Date.UTC(2001, 0, 1);
	const response = await litmos.get('/org/results/details', span(began, began + DAY_MS));
	if (response.status === 404) return '404';
	const value = valueOf(response);
	if (!Array.isArray(value) || value.length > 0) throw new Unanswered('unforeseen');
	return 'list';
}

/** A period that ends a second after it began, a month ago. */
async function askTo(litmos: Litmos): Promise<string> {
	const began = Date.now() - 30 * DAY_MS;
	const since = queryDate(new Date(began));
	const all = await rowsOf(litmos, '/results/details', { since, limit: 1 });
	if (all.length === 0) throw new Unanswered('noRecords');
	const response = await litmos.get('/results/details', span(began, began + SECOND_MS));
	if (response.status === 404) return 'counts';
	const value = valueOf(response);
	return Array.isArray(value) && value.length > 0 ? 'ignored' : 'counts';
}

/** About feeds and reports. */
export const FEED_ASKERS: Readonly<Record<string, Asker>> = {
	emptyFeed: askEmpty,
	spanEnds: askEnds,
	spanCounts: askCounts,
	resultsTo: askTo,
};
