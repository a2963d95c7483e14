import { done, record, type Answer } from '../../http/answers';
import type { Call, Route } from '../../http/call';
import { teamOf, userOf, usersIn } from '../find';
import { badgesOf, itemsOf, resetOf, summaryOf } from '../../state/gamification';
import { list } from '../../http/lists';
import type { UserRecord } from '../../state/records';

/** S: the 404 of the calls that read. */
const personOf = (call: Call): UserRecord =>
	userOf(call, 'The user in the xml/json request does not exist.');

const badges = (call: Call): Answer =>
	list(call, { rows: badgesOf(call.state, personOf(call).Id), root: 'Badges', show: (row) => row });

/** S: no start here, so every call begins at the first row. */
const details = (call: Call): Answer =>
	list(
		{ ...call, query: { ...call.query, start: '0' } },
		{
			rows: itemsOf(call.state, personOf(call).Id),
			root: 'GamificationItems',
			show: (row) => row,
		},
	);

function teamDetails(call: Call): Answer {
	const team = teamOf(call, 'The team in the xml/json request does not exist.');
	// unknown: whether people come who are not active or have earned nothing; both are assumed.
	return list(call, {
		rows: usersIn(call, team.members),
		root: 'Users',
		show: ({ Id, FirstName, LastName }) => ({
			Id,
			FirstName,
			LastName,
			GamificationAchievedItems: itemsOf(call.state, Id),
		}),
	});
}

function reset(call: Call): Answer {
	resetOf(call.state, userOf(call, 'The user does not exist.').Id, call.now);
	return done();
}

export const gamificationRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/users/{userId}/gamificationsummary',
		handle: (call) => record('GamificationSummary', summaryOf(call.state, personOf(call).Id)),
	},
	{ method: 'GET', path: '/users/{userId}/badges', handle: badges },
	{ method: 'GET', path: '/users/{userId}/gamificationdetails', handle: details },
	{ method: 'PUT', path: '/users/{userId}/gamificationreset', handle: reset },
	{ method: 'GET', path: '/teams/{teamId}/gamificationdetails', handle: teamDetails },
];
