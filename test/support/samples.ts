import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { finders } from '../../nodes/shared/locators/all';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import type { Operation } from '../../nodes/shared/operation/types';
import { STATEMENT } from './lrsAnswers';

/** IDs as Litmos makes them, and what its records are called: both sides of a request know them. */
export const SAMPLES = {
	userId: { id: 'Oe4zZK7ZntpWn8FLGZTxuw2', userName: 'ada@example.com', email: 'ada@example.com' },
	ManagerId: { id: 'rnjx2WaQOEY1', userName: 'bo@example.com', email: 'bo@example.com' },
	teamId: { id: 'ZppqOWTqgVM1', name: 'New Hires' },
	courseId: { id: 'RuzXNaD42Sw1', name: 'Security Awareness' },
	learningPathId: { id: 'Yd0nWIVRhOY1', name: 'Onboarding' },
	customFieldId: { id: '8sXkQmR5dZo1', name: 'Cost Centre' },
	// Collections, listings and tokens.
	collectionId: { id: 'kXqV2nTbR0Y1', name: 'Partner Training' },
	listingId: { id: 'Lm3pWc8sYd01', name: 'Partners 2027' },
	tokenId: { id: 'Tq7hVb2xKz01', code: 'WELCOME-2027' },
	// Live training
	sourceCourseId: { id: 'RuzXNaD42Sw1', name: 'Security Awareness' },
	moduleId: { id: 'zhXnMdX7fN42' },
	sessionId: { id: 'kLq0yrtFBjw1' },
	sessionDayId: { id: 'qKxoLm3Vp0s1' },
	instructorId: { id: 'Oe4zZK7ZntpWn8FLGZTxuw2', userName: 'ada@example.com' },
	InstructorUserId: { id: 'Oe4zZK7ZntpWn8FLGZTxuw2', userName: 'ada@example.com' },
	LocationId: { id: '12' },
	TimeZone: { id: 'GMT Standard Time' },
	Culture: { id: 'en-GB' },
} as const;

/** The ID of another record of the same kind. */
export const otherId = (id: string): string => `-Other-${id.slice(7)}`;

/** What a person would enter, by the name of the field. */
const BY_NAME: Readonly<Record<string, unknown>> = {
	UserName: 'ada@example.com',
	FirstName: 'Ada',
	LastName: 'Example',
	Email: 'ada@example.com',
	Name: 'New Hires',
	PhoneMobile: '+15554443333',
	Website: 'https://example.com/ada?a=1&b=2',
	search: 'new hires & co',
	since: '2027-01-31T09:00:00+01:00',
	path: '/learningpaths',
	body: '<LearningPath><Id>1</Id></LearningPath>',
	customFields: { field: [{ name: 'Cost Centre', value: 'R&D <12>' }] },
	// The managed teams must be there.
	teamMode: 'add',
	customFieldNames: { name: [{ column: 'Cost Centre', field: 3 }] },
	query: { parameter: [{ name: 'search', value: 'a b' }] },
	clearFields: ['ExpirationDate'],
	clearDescription: true,
	// Of the reports.
	period: 'between',
	to: '2027-02-05T09:00:00Z',
	lookBack: 'none',
	completedOnly: false,
	includeSubTeams: true,
	status: ['Expired', 'In Progress', 'Not Started'],
	manager: 'ada@example.com',
	profileField: { match: [{ name: 'City', value: '' }] },
	// Imports and tokens.
	importId: 'w9ZkQ3nVbT01',
	importStatus: 'completed',
	code: 'WELCOME-2028',
	people: {
		mappingMode: 'defineBelow',
		value: {
			LastName: 'Example',
			Username: 'ada@example.com',
			FirstName: 'Ada',
			AccessLevel: 'TL',
		},
	},
	courses: {
		mappingMode: 'defineBelow',
		value: { Active: true, CourseTitle: 'Fire Safety', DueDate: '2027-01-31' },
	},
	// Live training
	days: { day: [{ date: '2027-01-31', startTime: '09:30', endTime: '5 pm', reminder: 2 }] },
	ContentURL: 'https://files.example.com/first-aid.zip?a=1&b=2',
	// Assign Many.
	userList: 'ada@example.com',
	courseChoice: ['RuzXNaD42Sw1'],
	learningPathChoice: ['Yd0nWIVRhOY1'],
	courseList: 'Security Awareness',
	parentName: '',
	// Statements.
	statementId: '0b1c0a6e-3a55-5d21-9d1a-6b6b5f1f7a10',
	enterAs: 'fields',
	actorBy: 'email',
	actorEmail: 'ada+1@example.com',
	accountHomePage: '',
	accountName: '',
	activityId: 'https://example.com/courses/first-aid',
	activityType: 'http://adlnet.gov/expapi/activities/course',
	registration: '6a0f7b52-58a5-5a8e-9d0c-3f6f8f7e5b11',
	activity: 'https://example.com/courses/first-aid?a=1&b=2',
	idFrom: 'own',
	language: 'de-CH',
	verb: 'http://adlnet.gov/expapi/verbs/passed',
	until: '2027-02-05T09:00:00Z',
	scoreMin: 0,
	scoreMax: 10,
	scoreScaled: 0.5,
	statement: STATEMENT,
	learningPathList: 'Onboarding',
};

/** A value for a field as it stands in a workflow. A boolean is what it is not by default. */
export function sampleFor(field: INodeProperties, mode = 'id'): unknown {
	const { name, type, default: initial, displayName } = field;
	if (name in BY_NAME) return BY_NAME[name];
	const choices = (field.options ?? []) as INodePropertyOptions[];
	if (type === 'resourceLocator') return locatorFor(name, mode);
	if (type === 'collection') return collectionFor(field, mode);
	if (type === 'options') return choices.at(-1)?.value;
	if (type === 'boolean') return initial !== true;
	if (type === 'number') return 5;
	if (type === 'dateTime') return '2027-01-31T09:00:00Z';
	if (type === 'string') return `Sample ${displayName}`;
	throw new Error(`There is no sample for the field ${name} of type ${type}`);
}

/** Values of every field of an operation, as they come out of the panel. */
export function valuesFor(operation: Operation): IDataObject {
	const fields = fieldsOf(operation).flatMap((field) =>
		field.type === 'collection' ? (field.options as INodeProperties[]) : [field],
	);
	return Object.fromEntries(fields.map((field) => [field.name, plainValue(field)])) as IDataObject;
}

function plainValue(field: INodeProperties): unknown {
	const { name, type } = field;
	if (type === 'resourceLocator') return SAMPLES[name as keyof typeof SAMPLES].id;
	// What is derived comes from booleans that are on.
	return type === 'boolean' ? true : sampleFor(field);
}

function locatorFor(name: string, mode: string): IDataObject {
	const sample: Record<string, string> = SAMPLES[name as keyof typeof SAMPLES];
	const isById = mode === 'id' || !(name in finders);
	const known = isById ? 'id' : (Object.keys(sample).find((key) => key !== 'id') ?? 'id');
	return { __rl: true, mode: known, value: sample[known] };
}

function collectionFor({ options }: INodeProperties, mode: string): IDataObject {
	const fields = options as INodeProperties[];
	return Object.fromEntries(
		fields.map((field) => [field.name, sampleFor(field, mode)]),
	) as IDataObject;
}
