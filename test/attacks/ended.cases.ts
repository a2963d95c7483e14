import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by } from '../engine/support/locatorValue';

const COURSE = by('list', 'RuzXNaD42Sw1');
const TEAM = by('list', 'ZppqOWTqgVM1');

/** What makes a run stumble before anything is sent. */
interface Stumbling {
	name: string;
	operation: string;
	parameters: INodeParameters;
	items: IDataObject[];
}

const field = (name: string) => by('id', `={{ $json.${name} }}`);
const value = { name: '={{ $json.name }}' };

const stumbling: Stumbling[] = [
	...['\ud800', '\udfff', 'a\ud83d', '\ude00b', 'x\ud800y'].flatMap((text, index) =>
		[
			['user: delete', { userId: field('name') }],
			['user: get', { userId: by('userName', value.name) }],
			['team: delete', { teamId: field('name') }],
			['team: create', { Name: value.name }],
			['user: create', { UserName: value.name, FirstName: 'A', LastName: 'B' }],
			['userCourse: unassign', { userId: field('name'), courseId: COURSE }],
			['teamRole: promote', { teamId: TEAM, userId: field('name'), teamRole: 'leaders' }],
			['customApiCall: send', { method: 'GET', path: `=/users/{{ $json.name }}` }],
		].map(([operation, parameters]) => ({
			name: `${String(operation)}: half a character (${index})`,
			operation: String(operation),
			parameters: parameters as INodeParameters,
			items: [{ name: text }],
		})),
	),
	{
		name: 'an operation that there is not',
		operation: 'user: conquer',
		parameters: {},
		items: [{ name: 'a' }],
	},
	{
		name: 'a resource that there is not',
		operation: 'planet: get',
		parameters: {},
		items: [{ name: 'a' }],
	},
	{
		name: 'a Maximum Wait that is no number',
		operation: 'user: get',
		parameters: {
			userId: by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
			options: { maxWaitMinutes: 'long' },
		},
		items: [{ name: 'a' }],
	},
	{
		name: 'an expression that gives nothing',
		operation: 'user: get',
		parameters: { userId: field('nothing') },
		items: [{ name: 'a' }],
	},
];

/** What a POST is answered with, so that nobody knows what became of it. */
interface Odd {
	name: string;
	operation: string;
	parameters: INodeParameters;
	status: number;
	body: string;
}

const BODIES: ReadonlyArray<readonly [name: string, status: number, body: string]> = [
	['an empty list', 200, '[]'],
	['a text', 200, '"abc"'],
	['a number', 201, '7'],
	['two rows', 201, '[{"Id":"a"},{"Id":"b"}]'],
	['an empty object', 200, '{}'],
	['a message', 200, '{"Message":"An error has occurred."}'],
	['a detail', 201, '{"Detail":"UserName already exists"}'],
	['a message with a code', 200, '{"Message":"No","StatusCode":500}'],
	['true', 200, 'true'],
	['a page', 200, '<html><body>Sign in</body></html>'],
	['half of a record', 201, '{"Id":"abc"'],
	['408', 408, 'Request Timeout'],
	['499', 499, 'Client Closed Request'],
	['500', 500, '<html>Request Error</html>'],
	['502', 502, 'Bad Gateway'],
	['503 without a word about the limit', 503, 'Down'],
	['504', 504, 'Gateway Timeout'],
];

const CREATING: ReadonlyArray<readonly [string, INodeParameters]> = [
	['user: create', { UserName: 'ada@example.com', FirstName: 'Ada', LastName: 'Example' }],
	['team: create', { Name: 'New Hires' }],
	['team: createSubTeam', { teamId: TEAM, Name: 'New Hires' }],
];

const odd: Odd[] = CREATING.flatMap(([operation, parameters]) =>
	BODIES.map(([name, status, body]) => ({
		name: `${operation}: ${name}`,
		operation,
		parameters,
		status,
		body,
	})),
);

/** Which of the records of one request Litmos refuses. */
interface Batch {
	name: string;
	count: number;
	bad: readonly number[];
	status: number;
	continueOnFail: boolean;
}

const batches: Batch[] = [
	[12, [5]],
	[12, [0]],
	[12, [11]],
	[12, [0, 11]],
	[12, [3, 4]],
	[25, [24]],
	[25, [1, 7, 13, 19]],
	[2, [1]],
	[2, [0, 1]],
	[4, [0, 1, 2, 3]],
].flatMap(([count, bad]) =>
	[400, 403, 404, 406, 409, 422].map((status, index) => ({
		name: `${String(bad)} of ${String(count)}: ${status}`,
		count: count as number,
		bad: bad as number[],
		status,
		continueOnFail: index % 3 !== 2,
	})),
);

/** What the credential of the second item says otherwise than that of the first. */
const tenants = [
	['another key', { apiKey: '={{ $json.other ? "key-2" : "key-1" }}' }],
	['a key that is empty', { apiKey: '={{ $json.other ? "" : "key-1" }}' }],
	['another region', { apiKey: 'key-1', region: '={{ $json.other ? "eu" : "custom" }}' }],
	[
		'a region that there is not',
		{ apiKey: 'key-1', region: '={{ $json.other ? "us" : "custom" }}' },
	],
].map(([name, fields]) => ({ name: String(name), fields: fields as IDataObject }));

/** A run that n8n tries three times. */
interface Retried {
	name: string;
	operation: string;
	parameters: INodeParameters;
	/** How the second of three items is answered, each time it is sent. */
	status: number;
	/** How often that item may be sent. */
	most: number;
}

const retried: Retried[] = (
	[
		['user: create', { UserName: '={{ $json.text }}', FirstName: 'Ada', LastName: 'Example' }],
		['team: create', { Name: '={{ $json.text }}' }],
		['team: createSubTeam', { teamId: TEAM, Name: '={{ $json.text }}' }],
		['userCourse: reset', { userId: by('list', '={{ $json.text }}'), courseId: COURSE }],
		['user: delete', { userId: by('list', '={{ $json.text }}') }],
	] as const
).flatMap(([operation, parameters]) =>
	[409, 500].map((status) => ({
		name: `${operation}: ${status}`,
		operation,
		parameters: parameters as unknown as INodeParameters,
		status,
		most: status === 500 && /create/.test(operation) ? 1 : 3,
	})),
);

export const attacks = {
	'A2 What cannot be sent': stumbling,
	'A3 What a POST is answered with': odd,
	'A4 Records that Litmos refuses in a batch': batches,
	'A6 Retry On Fail': retried,
	'A5 Credentials that differ from item to item': tenants,
} as const;
