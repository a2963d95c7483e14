import type { IDataObject } from 'n8n-workflow';
import { settledTime } from '../../shared/feeds/changes/clock';
import { dedupKeyOf } from '../../shared/feeds/changes/dedupKeys';
import { beginAt, beginFeed, pollFeed } from '../../shared/feeds/changes/feedPoll';
import type { Progress } from '../../shared/feeds/changes/feedPoll';
import { askTime, pageReader } from '../../shared/feeds/changes/reading';
import type { PollSource } from '../../shared/feeds/changes/source';
import { datedBy } from '../../shared/feeds/changes/stamps';
import type { FeedState } from '../../shared/feeds/changes/state';
import { feedOperation } from '../../shared/feeds/feed';
import type { Feed } from '../../shared/feeds/feed';
import { PAGE_SIZE } from '../../shared/operation/pages';
import type { JobContext } from '../../shared/operation/jobs/context';
import type { Call } from '../../shared/operation/types';
import { timeIn } from '../../shared/values';
import { confirmedPosition, putForward } from './positions';
import { tableRow } from './rows';
import { findTable, ROW_KEY } from './tables';

const SECOND_MS = 1000;

/** Litmos is younger; a state with an earlier time would not be read. */
const EARLIEST = Date.UTC(1990, 0, 1);

const BROKEN =
	'The stored position of this extract cannot be read, so all rows since the Start Date are read again.';

const CUT_SHORT =
	'Litmos returned the same page repeatedly for a second in which more changed than fits on one page. The missing rows of this second are not in the output. Compare with Litmos, and check whether a proxy between n8n and Litmos caches responses.';

const LATE =
	'Litmos returned the same page repeatedly, so newer changes are left to the next run. Check whether a proxy between n8n and Litmos caches responses.';

/** What tells whether a row has changed is the whole of it, and its date only where to look. */
function sourceOf(feed: Feed, readPage: PollSource['readPage']): PollSource {
	const dateOf = datedBy(feed);
	return {
		readPage,
		eventIn: (row, now) => {
			const at = dateOf(row);
			const dedupKey = dedupKeyOf(JSON.stringify(row));
			return { row, dedupKey, at: Number.isNaN(at) ? now : at };
		},
		changedAt: dateOf,
		ownDate: false,
		// Saving the same row twice does no harm, and leaving one out does.
		mayRepeat: true,
		pageSize: PAGE_SIZE,
		mayGoOn: () => true,
		isOutOfTime: () => false,
		ownNow: () => Date.now(),
	};
}

/** All that changed since the state, or since a time where there is none. */
async function changesSince(
	source: PollSource,
	{ state, since }: { state?: FeedState; since: number },
): Promise<Progress> {
	if (state) return await pollFeed(source, state);
	// What bears just this time is wanted, too.
	const from = Math.max(since, EARLIEST) - SECOND_MS;
	const ask = async () => await askTime(source.readPage);
	return await beginFeed(source, ask, (now) => beginAt(from, now));
}

/** Each row once, in its latest version: a database refuses to save a row twice in one go. */
function latestOf(rows: readonly IDataObject[]): IDataObject[] {
	const latest = new Map<unknown, IDataObject>();
	for (const row of rows) {
		latest.delete(row[ROW_KEY]);
		latest.set(row[ROW_KEY], row);
	}
	return [...latest.values()];
}

/** The rows of a table that are to be saved in this run; remembers that they were read. */
export async function readChanges(
	call: Call,
	values: IDataObject,
	job: JobContext,
): Promise<IDataObject[]> {
	const { feed, value: table } = findTable(values.table);
	const owner = { table, mark: `${feed.path} ${job.accountName}` };
	const startDate = timeIn(values.startDate);
	const kept = confirmedPosition(job, owner);
	if (kept.isBroken) job.tell(BROKEN);
	// What lies before the position is read where it was not asked for at first.
	const isEnough = kept.state !== undefined && startDate >= kept.since;
	const state = values.read === 'changes' && isEnough ? kept.state : undefined;
	const since = state ? kept.since : startDate;
	const now = () => settledTime(job.serverMs(), Date.now());
	const source = sourceOf(feed, pageReader(feedOperation(feed), { call, now }));
	const progress = await changesSince(source, { state, since });
	if (progress.isCutShort) job.tell(CUT_SHORT);
	else if (progress.isLate) job.tell(LATE);
	const shown = tableRow(feed, values.columnSet === 'all');
	const rows = latestOf(progress.events.map(({ row }) => shown(row)));
	const position = { since, state: progress.state };
	putForward(job, owner, { position, isEmpty: rows.length === 0 });
	return rows;
}
