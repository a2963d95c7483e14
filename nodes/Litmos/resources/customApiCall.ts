import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Call, RequestSpec, Resource } from '../../shared/operation/types';
import { isObject } from '../../shared/values';

interface Parameter {
	name: string;
	value: string;
}

function parametersIn({ query }: IDataObject): Parameter[] {
	const given = ((query as IDataObject | undefined)?.parameter ?? []) as unknown as Parameter[];
	// An expression that is empty leaves the name or the value out.
	return given
		.map(({ name, value }) => ({ name: String(name ?? '').trim(), value: value ?? '' }))
		.filter(({ name, value }) => name !== '' || value !== '');
}

/** Holds the text of the body; no query parameter has this name, as spaces around names are cut off. */
const BODY = ' body';

/** `users`, `/users` and `/v1.svc/users` all mean the same; braces are no placeholders here. */
function readPath(path: unknown): `/${string}` {
	const text = String(path ?? '')
		.trim()
		.replace(/^\/?(v1\.svc\/)?/, '');
	return `/${text.replace(/\{/g, '%7B').replace(/\}/g, '%7D')}`;
}

function specOf(values: IDataObject): RequestSpec {
	const target = {
		method: values.method as RequestSpec['method'],
		path: readPath(values.path),
		query: parametersIn(values).map(({ name }) => name),
		slow: true,
	} as const;
	if (values.method === 'GET' || values.bodyFormat === 'none') return target;
	const contentType = values.bodyFormat === 'xml' ? 'application/xml' : 'application/json';
	return { ...target, text: { contentType, field: BODY } };
}

async function send(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const query = Object.fromEntries(parametersIn(values).map(({ name, value }) => [name, value]));
	const body =
		typeof values.body === 'string' || values.body === undefined
			? values.body
			: JSON.stringify(values.body);
	const answer = await call(
		specOf(values),
		{ ...query, [BODY]: body },
		{
			asIs: true,
			answer: values.answerFormat === 'xml' ? 'xml' : undefined,
		},
	);
	if (answer === null) return [{ success: true }];
	if (Array.isArray(answer))
		return answer.map((row) => (isObject(row) ? row : { data: row as string }));
	return [isObject(answer) ? answer : { data: answer as string }];
}

/** n8n leaves parameters of these names out, and says nothing. */
const NEVER_SENT = ['__proto__', 'constructor', 'prototype'];

function check(values: IDataObject): string | undefined {
	const path = String(values.path ?? '').trim();
	return checkParameters(parametersIn(values)) ?? checkPath(path) ?? checkBody(values);
}

function checkParameters(parameters: readonly Parameter[]): string | undefined {
	if (parameters.some(({ name }) => name === '')) {
		return 'A query parameter has no name. Fill in "Name" under "Query Parameters"';
	}
	const lost = parameters.find(({ name }) => NEVER_SENT.includes(name));
	if (lost) return `n8n cannot send a query parameter named "${lost.name}"`;
	const seen = new Set<string>();
	const twice = parameters.find(({ name }) => seen.size === seen.add(name).size)?.name;
	return twice && `n8n cannot send the query parameter "${twice}" twice`;
}

function checkPath(path: string): string | undefined {
	if (/^[a-z][a-z\d+.-]*:|^[/\\]{2}/i.test(path)) {
		return 'The field "Path" contains a full URL. Enter only the part after v1.svc, such as /users';
	}
	if (/[#\p{Cc}]/u.test(path)) {
		return 'The field "Path" contains a # or a line break. Write # as %23, and remove line breaks';
	}
	return undefined;
}

function checkBody({ bodyFormat, body, method }: IDataObject): string | undefined {
	if (method === 'GET' || bodyFormat !== 'json' || typeof body !== 'string') return undefined;
	try {
		JSON.parse(body);
		return undefined;
	} catch {
		return 'The field "Body" is not valid JSON';
	}
}

const bodyField = (format: string): INodeProperties => ({
	displayName: 'Body',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 5 },
	required: true,
	displayOptions: { show: { method: ['DELETE', 'POST', 'PUT'], bodyFormat: [format] } },
	default: '',
});

/** What has no operation yet, in the same way: the limit, the key's host and the messages hold here too. */
export const customApiCall: Resource = {
	option: { name: 'Custom API Call', value: 'customApiCall' },
	first: 'send',
	operations: [
		{
			kind: 'coded',
			name: 'Send',
			value: 'send',
			action: 'Send custom API call',
			description:
				'Call any endpoint of the Litmos API under the same rate limit. Lists return 100 rows unless you set limit and start. Set sendmessage to false to avoid emails.',
			advice: {
				404: 'Check Path. IDs in it must be the coded ones from the API (for example Oe4zZK7ZntpWn8FLGZTxuw2), not the numbers shown in the browser.',
			},
			fields: [
				{
					displayName: 'Method',
					name: 'method',
					type: 'options',
					options: [
						{ name: 'DELETE', value: 'DELETE' },
						{ name: 'GET', value: 'GET' },
						{ name: 'POST', value: 'POST' },
						{ name: 'PUT', value: 'PUT' },
					],
					default: 'GET',
					description: 'If Litmos does not respond, a POST is never sent again',
				},
				{
					displayName: 'Path',
					name: 'path',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. /learningpaths',
					description:
						'The part of the URL after v1.svc. The parameters source and format are added.',
				},
				{
					displayName: 'Query Parameters',
					name: 'query',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add parameter',
					default: {},
					options: [
						{
							displayName: 'Parameter',
							name: 'parameter',
							values: [
								{
									displayName: 'Name',
									name: 'name',
									type: 'string',
									default: '',
									placeholder: 'e.g. since',
								},
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. 2027-01-31',
								},
							],
						},
					],
				},
				{
					displayName: 'Body Format',
					name: 'bodyFormat',
					type: 'options',
					displayOptions: { show: { method: ['DELETE', 'POST', 'PUT'] } },
					options: [
						{ name: 'None', value: 'none' },
						{ name: 'JSON', value: 'json' },
						{ name: 'XML', value: 'xml' },
					],
					default: 'none',
					description: 'XML elements must come in the order Litmos documents',
				},
				{
					...bodyField('json'),
					type: 'json',
					placeholder: 'e.g. { "Name": "New Hires" }',
					description: 'Sent as is. Dates have the form /Date(1714571100000)/.',
				},
				{
					...bodyField('xml'),
					placeholder: 'e.g. <Team><Name>New Hires</Name></Team>',
					description: 'Sent as is',
				},
				{
					displayName: 'Response Format',
					name: 'answerFormat',
					type: 'options',
					options: [
						{ name: 'JSON', value: 'json' },
						{ name: 'XML', value: 'xml' },
					],
					default: 'json',
					description: 'JSON returns one item per record; XML returns the text in one field',
				},
			],
			check,
			isRead: ({ method }) => method === 'GET',
			run: send,
			calls: [],
		},
	],
};
