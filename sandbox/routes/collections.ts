import { done, noSuchPath, record, HttpError, TEXT, type Answer } from '../http/answers';
import { flagOf, recordOf, recordsOf, textOf, type Fields } from '../http/body';
import type { Call, Route } from '../http/call';
import type { CollectionRecord } from '../state/contentRecords';
import { list } from '../http/lists';
import { addListing } from './listings';

/** D, S: the most for one request. */
const MOST = 25;

/** What a collection holds, by the word of the path and of S's texts. */
type Kind = 'course' | 'learningpath';

const ORDER = ['Id', 'Name', 'Description', 'DefaultListing', 'ImageURL'];

/** D names the key Id; S names it CourseId and, with a slip, LearnigPathId. unknown: which; all are taken. */
const idIn = (fields: Fields): string =>
	['Id', 'CourseId', 'LearningPathId', 'LearnigPathId']
		.map((key) => textOf(fields, key))
		.find((id) => id !== '') ?? '';

const heldIn = (collection: CollectionRecord, kind: Kind): Set<string> =>
	kind === 'course' ? collection.courses : collection.learningPaths;

const isKnown = ({ state }: Call, kind: Kind, id: string): boolean =>
	kind === 'course' ? state.courses.has(id) : state.learningPaths.has(id);

const nothingToDo = (id: string, kind: Kind): string =>
	`The collectionId - ${id} does not exist or no ${kind}s were included in the xml/json body or ${kind}s that you requested does not exist`;

function listCollections(call: Call): Answer {
	const rows = [...call.state.collections.values()];
	if (rows.length === 0) throw new HttpError(404, 'Collections do not exist.');
	// D: two keys.
	return list(call, { rows, root: 'Collections', show: ({ Id, Name }) => ({ Id, Name }) });
}

function create(call: Call): Answer {
	const fields = recordOf(call.body, ORDER);
	// S wants both; unknown: the refusal.
	if (!fields || textOf(fields, 'Name') === '' || textOf(fields, 'Description') === '')
		throw new HttpError(400, TEXT.badBody);
	const shown = {
		Id: call.state.random.shortId(),
		Name: textOf(fields, 'Name'),
		Description: textOf(fields, 'Description'),
		DefaultListing: flagOf(fields, 'DefaultListing'),
		ImageURL: textOf(fields, 'ImageURL'),
	};
	if (shown.ImageURL !== '' && !/^https?:\/\//.test(shown.ImageURL))
		throw new HttpError(400, 'Please provide a downloadable link for Image URL');
	call.state.collections.set(shown.Id, { ...shown, courses: new Set(), learningPaths: new Set() });
	// unknown: what a default listing is like; one for everybody, for ever, is assumed.
	if (shown.DefaultListing) addListing(call.state, { Name: shown.Name, CollectionId: shown.Id });
	// D: with the new Id. D's page on adding says 201, this one nothing.
	return record('Collection', shown);
}

function add(call: Call, kind: Kind): Answer {
	const { collectionId } = call.params;
	const ids = recordsOf(call.body).map(idIn);
	const collection = call.state.collections.get(collectionId);
	if (!collection || ids.length === 0) throw new HttpError(404, nothingToDo(collectionId, kind));
	if (ids.length > MOST)
		throw new HttpError(403, `Please provide maximum 25 ${kind}s in the xml/json body!`);
	const known = ids.filter((id) => isKnown(call, kind, id));
	if (known.length === 0) throw new HttpError(404, `Not Found - The ${kind}s do not exist.`);
	if (known.length < ids.length)
		throw new HttpError(409, 'One or more of these records are invalid, inactive or do not exist');
	if (new Set(ids).size < ids.length)
		throw new HttpError(409, `Conflict - Duplicate ${kind}s in the request`);
	const held = heldIn(collection, kind);
	if (ids.some((id) => held.has(id))) {
		const reason = `Conflict - One or more ${kind}s have already been added to the Collection.`;
		throw new HttpError(409, reason);
	}
	ids.forEach((id) => held.add(id));
	return done(201);
}

/** S: one for each request, though S draws no body. */
function remove(call: Call, kind: Kind): Answer {
	const { collectionId } = call.params;
	const ids = recordsOf(call.body).map(idIn);
	const collection = call.state.collections.get(collectionId);
	if (ids.length === 0) throw new HttpError(404, nothingToDo(collectionId, kind));
	if (ids.length > 1) {
		const name = kind === 'course' ? 'Courses' : 'Learningpaths';
		throw new HttpError(403, `${name} must be deleted one by one`);
	}
	if (!collection) throw new HttpError(404, 'The collection does not exist');
	if (!isKnown(call, kind, ids[0])) throw new HttpError(404, `The ${kind} does not exist`);
	if (!heldIn(collection, kind).delete(ids[0]))
		throw new HttpError(404, `The collection does not have the ${kind} assigned to it.`);
	return done();
}

function removeCollection(call: Call): Answer {
	const { collectionId } = call.params;
	if (!call.state.collections.has(collectionId)) throw new HttpError(403, 'Invalid CollectionID');
	const isListed = [...call.state.listings.values()].some(
		({ CollectionId }) => CollectionId === collectionId,
	);
	if (isListed) throw new HttpError(403, 'One or more Listings Exists');
	call.state.collections.delete(collectionId);
	return done();
}

/** unknown: which of the two spellings a tenant takes, so it can be chosen; the other one is no path. */
const spelled =
	(spelling: 'plural' | 'singular') =>
	(call: Call): Answer =>
		call.settings.collectionDelete === spelling ? removeCollection(call) : noSuchPath();

export const collectionRoutes: readonly Route[] = [
	{ method: 'GET', path: '/collections', handle: listCollections },
	{ method: 'POST', path: '/collections', handle: create },
	{ method: 'DELETE', path: '/collections/{collectionId}', handle: spelled('plural') },
	{ method: 'DELETE', path: '/collection/{collectionId}', handle: spelled('singular') },
	{
		method: 'POST',
		path: '/collections/{collectionId}/courses',
		handle: (call) => add(call, 'course'),
	},
	{
		method: 'DELETE',
		path: '/collections/{collectionId}/courses',
		handle: (call) => remove(call, 'course'),
	},
	{
		method: 'POST',
		path: '/collections/{collectionId}/learningpaths',
		handle: (call) => add(call, 'learningpath'),
	},
	{
		method: 'DELETE',
		path: '/collections/{collectionId}/learningpaths',
		handle: (call) => remove(call, 'learningpath'),
	},
];
