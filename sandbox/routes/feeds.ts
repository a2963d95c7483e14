import { HttpError, type Answer } from '../http/answers';
import type { Call, Route } from '../http/call';
import { activityFeeds } from '../feeds/activities';
import { contentFeeds } from '../feeds/content';
import { peopleFeeds } from '../feeds/people';
import { namedCourseResult, resultFeeds } from '../feeds/results';
import { feedRoute } from '../feeds/feed';
import { attemptsOf, timestampsOfAttempt } from '../feeds/attempts';
import { list, readMoment } from '../http/lists';

const MOST_ROWS = 1000;
// S: both texts, the first with its slip.
const TOO_MANY =
	'The maxminum number of records to return is 1000. You can use paging parameters to return records in groups of 1000';
const BAD_SINCE =
	"Please provide a valid 'since=' query string parameter. Valid formats are 'yyyy-MM-dd HH:mm:ss' or 'yyyy-MM-dd HH:mm' or 'yyyy-MM-dd'";

/** unknown: whether `to` has an effect (S knows it, K and T do not); it has none here. */
function results(call: Call): Answer {
	const since = readMoment(call.query.since ?? '');
	if (since === null) throw new HttpError(406, BAD_SINCE);
	// S, K: the one call that refuses more than 1000.
	if (Number(call.query.limit ?? 0) > MOST_ROWS) throw new HttpError(406, TOO_MANY);
	const rows = attemptsOf(call.state).filter(
		(attempt) => timestampsOfAttempt(attempt).updated >= since,
	);
	return list(call, { rows, root: 'Users', show: (row) => namedCourseResult(row, call.now) });
}

export const feedRoutes: readonly Route[] = [
	{ method: 'GET', path: '/results/details', handle: results },
	...[...peopleFeeds, ...contentFeeds, ...resultFeeds, ...activityFeeds].map(feedRoute),
];
