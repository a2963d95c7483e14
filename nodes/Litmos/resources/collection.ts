import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { collectionLocator } from '../../shared/locators/collection';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import type { Call, FieldMapping, RequestSpec, Resource } from '../../shared/operation/types';
import { additionalFields } from './fields';
import { IDS_PER_REQUEST, NO_UNDO, idList, listAt } from './requests';

/** The documentation of the vendor has the first, its specification the second. */
const DELETE: RequestSpec = { method: 'DELETE', path: '/collections/{collectionId}' };
const DELETE_SINGULAR: RequestSpec = { method: 'DELETE', path: '/collection/{collectionId}' };

const COURSES = '/collections/{collectionId}/courses';
const PATHS = '/collections/{collectionId}/learningpaths';
const POSITION: FieldMapping = ['SeqId', 'position'];

const placeOptions: INodeProperties = additionalFields([
	{
		displayName: 'Position',
		name: 'position',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 99, numberPrecision: 0 },
		default: 1,
		description: 'Position in the collection, at most two digits',
	},
]);

async function remove(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const answer = await call(DELETE, values, { missing: true });
	if (answer === undefined) await call(DELETE_SINGULAR, values);
	return [{ deleted: true }];
}

export const collection: Resource = {
	option: { name: 'Collection', value: 'collection' },
	first: 'getAll',
	operations: [
		{
			name: 'Add Course',
			value: 'addCourse',
			action: 'Add course to collection',
			description: 'Add courses to a collection',
			fields: [collectionLocator.field, courseLocator.field, placeOptions],
			request: {
				method: 'POST',
				path: COURSES,
				body: [['Id', 'courseId'], POSITION],
				xml: 'Course',
				batch: { max: IDS_PER_REQUEST, ignoresUnknown: true },
			},
			output: { kind: 'done', json: { added: true }, echo: ['collectionId', 'courseId'] },
		},
		{
			name: 'Add Learning Path',
			value: 'addLearningPath',
			action: 'Add learning path to collection',
			description: 'Add learning paths to a collection',
			fields: [collectionLocator.field, learningPathLocator.field, placeOptions],
			request: {
				method: 'POST',
				path: PATHS,
				body: [['Id', 'learningPathId'], POSITION],
				xml: 'LearningPath',
				batch: { max: IDS_PER_REQUEST, ignoresUnknown: true },
			},
			output: { kind: 'done', json: { added: true }, echo: ['collectionId', 'learningPathId'] },
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create collection',
			description: 'Create an empty bundle of courses and learning paths',
			fields: [
				{
					displayName: 'Name',
					name: 'Name',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Partner Training',
				},
				{
					displayName: 'Description',
					name: 'Description',
					type: 'string',
					required: true,
					default: '',
					description: 'What the collection is for',
				},
				additionalFields([
					{
						displayName: 'Create Default Listing',
						name: 'DefaultListing',
						type: 'boolean',
						default: true,
						description: 'Whether Litmos also creates a first listing for the collection',
					},
					{
						displayName: 'Image URL',
						name: 'ImageURL',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/partners.png',
						description: 'URL of an image that Litmos can download without signing in',
					},
				]),
			],
			request: {
				method: 'POST',
				path: '/collections',
				body: ['Name', 'Description', 'DefaultListing', 'ImageURL'],
				xml: 'Collection',
			},
			output: { kind: 'record' },
		},
		{
			kind: 'coded',
			name: 'Delete',
			value: 'delete',
			action: 'Delete collection',
			description: 'Permanently delete a collection. Delete its listings first.',
			warning: NO_UNDO,
			fields: [collectionLocator.field],
			sameRecord: ['collectionId'],
			advice: { 403: 'Delete the listings of the collection first (Listing: Delete).' },
			run: remove,
			calls: [DELETE, DELETE_SINGULAR],
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many collections',
			description: 'List the collections of the account',
			fields: [],
			...listAt('/collections', { key: 'Id', noneIs404: true }),
		},
		{
			name: 'Remove Course',
			value: 'removeCourse',
			action: 'Remove course from collection',
			description: 'Remove a course from a collection',
			fields: [collectionLocator.field, courseLocator.field],
			request: {
				method: 'DELETE',
				path: COURSES,
				...idList('courseId', 'Course', { max: 1, ignoresUnknown: true }),
			},
			output: { kind: 'done', json: { removed: true }, echo: ['collectionId', 'courseId'] },
		},
		{
			name: 'Remove Learning Path',
			value: 'removeLearningPath',
			action: 'Remove learning path from collection',
			description: 'Remove a learning path from a collection',
			fields: [collectionLocator.field, learningPathLocator.field],
			request: {
				method: 'DELETE',
				path: PATHS,
				...idList('learningPathId', 'LearningPath', { max: 1, ignoresUnknown: true }),
			},
			output: { kind: 'done', json: { removed: true }, echo: ['collectionId', 'learningPathId'] },
		},
	],
};
