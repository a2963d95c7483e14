import { done, record, HttpError, type Answer } from '../../http/answers';
import { recordOf, textOf, type Fields } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { userOf } from '../find';
import { countPoints } from '../../state/gamification';
import { list, pageOf, searched, sinceOf, sorted, windowOf } from '../../http/lists';
import { LOGIN_PAGE, emptyUser, type UserRecord } from '../../state/records';
import { addUser, removeUser, replaceUser } from '../../state/state';
import { notePassword, userFrom, USER_XML_ORDER } from '../../people/body';
import { documented, userRecord, userSummary } from '../../people/views';
import { isoSeconds } from '../../http/wireFormat';

/** C: user name and e-mail; D: first and last name; F: company name. */
export const userTexts = (user: UserRecord): readonly string[] => [
	user.UserName,
	user.Email,
	user.FullName,
	user.CompanyName,
];

function selected(call: Call): readonly UserRecord[] {
	// D, S: inactive people are in the list unless showInactive=false; F: on /users/details too.
	const onlyActive = call.query.showInactive?.toLowerCase() === 'false';
	const all = [...call.state.users.values()].filter((user) => user.Active || !onlyActive);
	return sorted(call, searched(call, all, userTexts));
}

const listUsers = (call: Call): Answer =>
	list(call, { rows: selected(call), root: 'Users', show: userSummary });

function paginated(call: Call): Answer {
	const rows = selected(call);
	const { start, limit } = windowOf(call);
	// S, D: the only list with a total. unknown: its rows; those of /users are assumed.
	const Pagination = {
		BatchParam: 'Limit',
		BatchSize: limit,
		Start: start,
		TotalCount: rows.length,
	};
	const items = pageOf(call, rows).map(userSummary);
	return record('UserCollection', { Pagination, [call.settings.paginatedKey]: items });
}

/** The whole record, with the points that completed courses are worth by now. */
const profileIn = (call: Call) => (user: UserRecord) => {
	countPoints(call.state, user);
	return userRecord(user);
};

function details(call: Call): Answer {
	// S, K: since filters on the day of creation.
	const since = sinceOf(call);
	const rows = selected(call).filter(
		(user) => since === null || Date.parse(user.CreatedDate) >= since,
	);
	const whole = profileIn(call);
	const isWhole = call.settings.userDetails === 'whole';
	const show = isWhole ? whole : (user: UserRecord) => documented(whole(user));
	return list(call, { rows, root: 'Users', show });
}

/** K, D, J, T: the segment may be a UserName, for GET only. */
function getUser(call: Call): Answer {
	const byName = call.state.userNames.get(call.params.userId.toLowerCase());
	const params = call.state.users.has(call.params.userId)
		? call.params
		: { userId: byName ?? call.params.userId };
	return record('User', profileIn(call)(userOf({ ...call, params })));
}

function createUser(call: Call): Answer {
	const { random, lastOriginalId } = call.state;
	const body = recordOf(call.body, USER_XML_ORDER);
	const owned: UserRecord = {
		...emptyUser(),
		Id: random.longId(),
		LoginKey: LOGIN_PAGE + random.guid(),
		OriginalId: lastOriginalId.user + 1,
		CreatedDate: isoSeconds(call.now),
	};
	const user: UserRecord = {
		...userFrom(call, body, owned),
		// C: six times true was sent and false came back. unknown: the query parameter sets it.
		SkipFirstLogin: call.query.skipfirstlogin?.toLowerCase() === 'true',
	};
	lastOriginalId.user = user.OriginalId;
	addUser(call.state, user);
	if (body !== null) notePassword(call, user.Id, body);
	// S, K: no mail by default.
	if (wantsMail(call, false)) recordMail(call, user.Id, 'user created');
	// C: recorded 201 with the whole user (S says 200).
	return record('User', userRecord(user), 201);
}

function updateUser(call: Call): Answer {
	const before = userOf(call);
	const body: Fields | null = recordOf(call.body, USER_XML_ORDER);
	if (body !== null && textOf(body, 'Id') !== before.Id) {
		// S: 404 with this text, also when the Id is missing (unknown).
		throw new HttpError(
			404,
			'Please check the userid in the xml/json and the userid in the URL. They must match.',
		);
	}
	replaceUser(call.state, userFrom(call, body, before));
	if (body !== null) notePassword(call, before.Id, body);
	// C: recorded 200, empty.
	return done();
}

function deleteUser(call: Call): Answer {
	const user = call.state.users.get(call.params.userId);
	// S: one text for 403 and for 404.
	if (user === undefined) {
		throw new HttpError(
			call.settings.unknownUserDelete,
			'No user with this id exists in your organization',
		);
	}
	removeUser(call.state, user);
	return done();
}

export const userRoutes: readonly Route[] = [
	{ method: 'GET', path: '/users', handle: listUsers },
	{ method: 'POST', path: '/users', handle: createUser },
	{ method: 'GET', path: '/users/paginated', handle: paginated },
	{ method: 'GET', path: '/users/details', handle: details },
	{ method: 'GET', path: '/users/{userId}', handle: getUser },
	{ method: 'PUT', path: '/users/{userId}', handle: updateUser },
	{ method: 'DELETE', path: '/users/{userId}', handle: deleteUser },
];
