import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addListing } from '../../../sandbox/routes/listings';
import type { State } from '../../../sandbox/state/state';
import { by } from './locatorValue';

const learningPath = by('id', '={{ $json.learningPath }}');

const columns = (value: IDataObject) => ({ mappingMode: 'defineBelow', value });

/** Parameters for every operation on achievements, imports, collections, listings and tokens. */
export const CONTENT_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'achievement: getAll': { returnAll: false, limit: 2 },
	'bulkImport: get': { importId: '={{ $json.import }}' },
	'bulkImport: getErrors': { importId: '={{ $json.import }}' },
	'bulkImport: importCourses': {
		courses: columns({
			CourseTitle: '={{ $json.name }}',
			CourseCode: '={{ $json.name }}',
			Active: true,
		}),
	} as INodeParameters,
	'bulkImport: importPeople': {
		people: columns({
			Username: '={{ $json.newName }}',
			FirstName: 'New',
			LastName: 'Person',
			Password: 'not-to-be-seen',
		}),
		waitUntilDone: false,
	} as INodeParameters,
	'collection: addCourse': { courseId: by('id', '={{ $json.newCourse }}') },
	'collection: addLearningPath': { learningPathId: learningPath },
	'collection: create': { Description: 'Example' },
	'collection: delete': { collectionId: by('id', '={{ $json.bareCollection }}') },
	'collection: removeLearningPath': {
		collectionId: by('id', '={{ $json.bareCollection }}'),
		learningPathId: learningPath,
	},
	'listing: addTeam': { teamId: by('id', '={{ $json.parent }}') },
	'listing: addUser': { userId: by('id', '={{ $json.stranger }}') },
	'listing: delete': { listingId: by('id', '={{ $json.bareListing }}') },
	'listing: getAll': { returnAll: true },
	'token: create': {
		code: '={{ $json.name }}',
		TokenType: 2,
		teamId: by('id', '={{ $json.team }}'),
		MaximumActivations: 5,
		TokenExpiration: '2030-01-31',
	},
	'token: update': { updateFields: { code: '={{ $json.name }}' } },
};

/** Where it is not one for each item. */
export const CONTENT_REQUESTS: Readonly<Record<string, number>> = {
	'bulkImport: importCourses': 1 / 3,
	'bulkImport: importPeople': 1 / 3,
	'token: create': 1 / 3,
	'token: update': 2,
};

function addCollection(state: State, Name: string, courses: string[], paths: string[]): string {
	const Id = state.random.shortId();
	state.collections.set(Id, {
		Id,
		Name,
		Description: 'Example',
		DefaultListing: false,
		ImageURL: '',
		courses: new Set(courses),
		learningPaths: new Set(paths),
	});
	return Id;
}

/** What these operations need for one item, beside what the others have. */
export function contentItem(
	state: State,
	item: number,
	own: { user: string; team: string; course: string },
): IDataObject {
	const [path] = [...state.learningPaths.keys()];
	const collectionId = addCollection(state, `Collection ${item}`, [own.course], []);
	const bareCollection = addCollection(state, `Bare ${item}`, [], [path]);
	const full = addListing(state, { Name: `Listing ${item}`, CollectionId: collectionId });
	full.users.add(own.user);
	full.teams.add(own.team);
	const bare = addListing(state, { Name: `Bare ${item}`, CollectionId: collectionId });
	return {
		collection: collectionId,
		bareCollection,
		listing: full.Id,
		bareListing: bare.Id,
		learningPath: path,
		token: [...state.tokens.keys()][item],
		import: [...state.imports.keys()][0],
	};
}
