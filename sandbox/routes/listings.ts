import { done, record, HttpError, TEXT, type Answer } from '../http/answers';
import { flagOf, idsOf, recordOf, textOf } from '../http/body';
import type { Call, Route } from '../http/call';
import type { ListingRecord } from '../state/contentRecords';
import { usersIn } from './find';
import { list, searched } from '../http/lists';
import type { State } from '../state/state';
import { teamSummary } from '../views/teams';
import { userSummary } from '../people/views';
import type { WireRecord } from '../http/wireFormat';
import { userTexts } from './users/users';

const DURATIONS = ['Unlimited', 'dynamic', 'Fixed'];

/** Adds a listing; without more it is open to everybody for ever. */
export function addListing(
	state: State,
	said: Pick<ListingRecord, 'Name' | 'CollectionId'> & Partial<ListingRecord>,
): ListingRecord {
	const listing: ListingRecord = {
		Id: state.random.shortId(),
		Active: true,
		DurationType: 'Unlimited',
		MaxUsers: 'unlimited',
		DurationDays: null,
		FixedDate: null,
		users: new Set(),
		teams: new Set(),
		...said,
	};
	state.listings.set(listing.Id, listing);
	return listing;
}

const shown = (listing: ListingRecord): WireRecord => ({
	Id: listing.Id,
	Name: listing.Name,
	Active: listing.Active,
	DurationType: listing.DurationType,
	MaxUsers: listing.MaxUsers,
	DurationDays: listing.DurationDays,
	FixedDate: listing.FixedDate,
	CollectionId: listing.CollectionId,
});

/** The listing of the path, with S's text of this call. */
function listingOf(call: Call, missing: string): ListingRecord {
	const listing = call.state.listings.get(call.params.listingId);
	if (listing === undefined) throw new HttpError(404, missing);
	return listing;
}

const isLimited = ({ MaxUsers }: ListingRecord): boolean => MaxUsers !== 'unlimited';

const ORDER = [
	'Id',
	'Name',
	'Active',
	'DurationType',
	'MaxUsers',
	'DurationDays',
	'FixedDate',
	'CollectionId',
];

function create(call: Call): Answer {
	const fields = recordOf(call.body, ORDER);
	if (fields === null || textOf(fields, 'Name') === '')
		throw new HttpError(403, 'Listing Name is required');
	const [type, days, date] = ['DurationType', 'DurationDays', 'FixedDate'].map((key) =>
		textOf(fields, key),
	);
	// unknown: other types.
	if (!DURATIONS.includes(type)) throw new HttpError(400, TEXT.badBody);
	if (type === 'dynamic' && !Number(days))
		throw new HttpError(403, 'DurationType dynamic requires DurationDays');
	if (type === 'Fixed' && Number.isNaN(Date.parse(date)))
		throw new HttpError(403, 'DurationType Fixed requires FixedDate');
	const CollectionId = textOf(fields, 'CollectionId');
	if (!call.state.collections.has(CollectionId))
		throw new HttpError(404, 'Collection Id does not exist.');
	const listing = addListing(call.state, {
		Name: textOf(fields, 'Name'),
		CollectionId,
		Active: flagOf(fields, 'Active'),
		DurationType: type,
		MaxUsers: textOf(fields, 'MaxUsers') || 'unlimited',
		DurationDays: type === 'dynamic' ? Number(days) : null,
		FixedDate: type === 'Fixed' ? date : null,
	});
	return record('Listing', shown(listing));
}

function listListings(call: Call): Answer {
	const { collectionId } = call.params;
	const all = [...call.state.listings.values()];
	const rows = all.filter(({ CollectionId }) => CollectionId === collectionId);
	if (rows.length === 0)
		throw new HttpError(404, `Listings for collection - ${collectionId} does not exist.`);
	return list(call, { rows, root: 'Listings', show: shown });
}

function listUsers(call: Call): Answer {
	const missing = 'Users do not exist in list.';
	const people = usersIn(call, listingOf(call, missing).users);
	if (people.length === 0) throw new HttpError(404, missing);
	return list(call, {
		rows: searched(call, people, userTexts),
		root: 'ListingUsers',
		show: userSummary,
	});
}

/** What the people get by it is theirs to take (D); nothing is assigned. unknown: how that shows elsewhere. */
function addUsers(call: Call): Answer {
	const { listingId } = call.params;
	const missing = `No listing with this id - ${listingId} exists in your organization, or the user list is empty.`;
	const listing = listingOf(call, missing);
	// unknown: people nobody knows; they are left out, as teams do.
	const ids = idsOf(call.body).filter((id) => call.state.users.has(id));
	if (ids.length === 0) throw new HttpError(404, missing);
	if (listing.FixedDate !== null && Date.parse(listing.FixedDate) < call.now)
		throw new HttpError(500, 'Listing has expired.');
	const all = new Set([...listing.users, ...ids]);
	if (isLimited(listing) && all.size > Number(listing.MaxUsers))
		throw new HttpError(404, `Exceeds Listing User Limit - ${listingId}`);
	listing.users = all;
	return done();
}

function removeUser(call: Call): Answer {
	const failed = 'Delete User from Listing Failed.';
	if (!listingOf(call, failed).users.delete(call.params.userId)) throw new HttpError(404, failed);
	return done();
}

function listTeams(call: Call): Answer {
	const missing = 'Teams are not attached to list.';
	const { teams } = listingOf(call, missing);
	const rows = [...call.state.teams.values()].filter(({ Id }) => teams.has(Id));
	if (rows.length === 0) throw new HttpError(404, missing);
	return list(call, { rows, root: 'Teams', show: teamSummary });
}

function changeTeam(call: Call, isAdded: boolean): Answer {
	const { teamId } = call.params;
	const listing = listingOf(call, 'Invalid Listing ids.');
	if (isLimited(listing)) throw new HttpError(404, 'Listing is limited cannot add team');
	// unknown: a team nobody knows, or that is not on the listing.
	if (!call.state.teams.has(teamId)) throw new HttpError(404, 'Invalid Listing ids.');
	if (isAdded) listing.teams.add(teamId);
	else if (!listing.teams.delete(teamId)) throw new HttpError(404, 'Invalid Listing ids.');
	return done();
}

function removeListing(call: Call): Answer {
	const { collectionId, listingId } = call.params;
	const listing = call.state.listings.get(listingId);
	if (!call.state.collections.has(collectionId)) throw new HttpError(403, 'Invalid CollectionID');
	if (listing === undefined) throw new HttpError(403, 'Invalid ListingID');
	if (listing.CollectionId !== collectionId) {
		throw new HttpError(
			409,
			'The Listing Id or Collection Id do not match. Please check the XML/json request and the URL.',
		);
	}
	if (listing.users.size + listing.teams.size > 0)
		throw new HttpError(403, 'One or more Users exists in the listing');
	call.state.listings.delete(listingId);
	return done();
}

const TEAM = '/collectionlistings/{listingId}/team/{teamId}';

export const listingRoutes: readonly Route[] = [
	{ method: 'POST', path: '/collectionlistings', handle: create },
	{ method: 'GET', path: '/collectionlistings/{collectionId}', handle: listListings },
	{ method: 'GET', path: '/collectionlistings/{listingId}/users', handle: listUsers },
	{ method: 'POST', path: '/collectionlistings/{listingId}/users', handle: addUsers },
	{ method: 'DELETE', path: '/collectionlistings/{listingId}/users/{userId}', handle: removeUser },
	{ method: 'GET', path: '/collectionlistings/{listingId}/teams', handle: listTeams },
	{ method: 'POST', path: TEAM, handle: (call) => changeTeam(call, true) },
	{ method: 'DELETE', path: TEAM, handle: (call) => changeTeam(call, false) },
	{
		method: 'DELETE',
		path: '/collectionlistings/{collectionId}/{listingId}',
		handle: removeListing,
	},
];
