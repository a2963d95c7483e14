import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { tellCost } from './cost';
import { gridOf, mergeFields, placed } from './mergeFields';
import type { MergedField } from './mergeFields';
import {
	describeOptions,
	IF_MISSING,
	MAX_WAIT,
	PREVIEW_ONLY,
	REQUEST_FORMAT,
} from './options/panel';
import { isForTools, OUTPUT_CHOICE } from './tool/panel';
import type { Operation, RequestSpec, Resource } from './types';

/** Shown for every list. */
export const PAGING: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** The same where all is what people want. */
const PAGING_OF_ALL = PAGING.map((field) =>
	field.name === 'returnAll' ? { ...field, default: true } : field,
);

/**
 * The node's whole parameter panel, in the order n8n shows it; a parameter that operations share stands there once.
 * Resources that `moved` to another node work on in workflows that have them, and are offered to no other.
 */
export function describe(
	resources: readonly Resource[],
	first: string,
	moved: readonly Resource[] = [],
): INodeProperties[] {
	// What only tools have is not there for those that none is made of any more.
	const isOffered = (resource: Resource) => (field: INodeProperties) =>
		!moved.includes(resource) || !isForTools(field);
	const shown = [...resources, ...moved].flatMap((resource) =>
		resource.operations.map((operation) => ({
			name: { resource: resource.option.value, operation: operation.value },
			fields: withNotices(operation).filter(isOffered(resource)),
			options: optionsOf(operation),
		})),
	);
	const existing = gridOf(shown.map(({ name }) => name));
	const isEverywhere = ({ names }: MergedField) => names.length === shown.length;
	const options = shown.map(({ name, options: fields }) => ({ name, fields }));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [...resources.map(({ option }) => option), ...moved.map(offerWhereChosen)],
			default: first,
		},
		...resources.map((resource) => describeMenu(resource, 'resource')),
		// n8n lists an action for each operation whose menu names the resource in just this way; not for these.
		...moved.map((resource) => describeMenu(resource, '/resource')),
		...mergeFields(shown).flatMap((merged) =>
			isEverywhere(merged) ? merged.field : placed(merged, existing),
		),
		describeOptions(options, existing),
	];
}

/** What stands below the node: the operation and the resource by their names, where one has them from the dropdowns. */
export function subtitleOf(resources: readonly Resource[]): string {
	const names = resources.map(({ option }) => [option.value, option.name]);
	const operations = resources.flatMap(({ operations: all }) =>
		all.map(({ value, name }) => [value, name]),
	);
	const wordsFor = (parameter: string, words: unknown[][]): string =>
		`(${JSON.stringify(Object.fromEntries(words))})[$parameter["${parameter}"]]`;
	return `={{${wordsFor('operation', operations)} + ": " + ${wordsFor('resource', names)}}}`;
}

/** The resource as one that the dropdown shows only where it is chosen already. */
function offerWhereChosen({ option }: Resource): INodePropertyOptions {
	return { ...option, displayOptions: { show: { resource: [option.value] } } };
}

/** `parameter` is the resource's, by its name or by its path from the top. */
function describeMenu(
	{ option, first, operations }: Resource,
	parameter: 'resource' | '/resource',
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { [parameter]: [option.value] } },
		options: operations.map((operation) => {
			const { name, value, action } = operation;
			return { name, value, action, description: describeWithCost(operation) };
		}),
		default: first,
	};
}

function describeWithCost(operation: Operation): string {
	const { value, description } = operation;
	// n8n's rules want an upsert described in just these words.
	if (value === 'upsert') return description;
	return `${description}${description.endsWith('.') ? '' : '.'} ${tellCost(operation)}`;
}

/** The fields with what a person should know before the node runs. */
function withNotices(operation: Operation): INodeProperties[] {
	const fields = fieldsOf(operation).flatMap((field) =>
		field.name === 'sendEmail' ? [field, emailNotice(field)] : field,
	);
	return operation.warning ? [notice('warning', operation.warning), ...fields] : fields;
}

function emailNotice({ name, displayOptions }: INodeProperties): INodeProperties {
	return {
		...notice('emailNotice', 'Litmos emails the affected users when this node runs.'),
		displayOptions: { show: { ...displayOptions?.show, [name]: [true] } },
	};
}

function notice(name: string, displayName: string): INodeProperties {
	return { displayName, name, type: 'notice', default: '' };
}

/** The parameters of one operation with those that its output brings along. */
export function fieldsOf(operation: Operation): INodeProperties[] {
	const { fields, output } = operation;
	const required = fields.filter((field) => field.type !== 'collection');
	const collections = fields.filter((field) => field.type === 'collection');
	const choice = columnsOf(operation) ? OUTPUT_CHOICE : [];
	// What comes out stands after what goes in; filters and the like come last, as in n8n's own lists.
	if (output?.kind !== 'list') return [...required, ...collections, ...choice];
	const paging = output.returnsAll ? PAGING_OF_ALL : PAGING;
	return [...required, ...paging, ...choice, ...collections];
}

/** Columns of the simplified output; undefined where there is no choice. */
export function columnsOf(operation: Operation): readonly string[] | undefined {
	const { output } = operation;
	if (!output) return operation.simplify;
	return output.kind === 'done' ? undefined : output.simplify;
}

/** What stands under Options, by name. */
function optionsOf(operation: Operation): INodeProperties[] {
	return [
		MAX_WAIT,
		...(mayBeThere(operation) ? [IF_MISSING] : []),
		...(mayWrite(operation) ? [PREVIEW_ONLY] : []),
		...(writesBody(operation) ? [REQUEST_FORMAT] : []),
	];
}

/** Whether it assigns what may have been assigned before. */
export function mayBeThere({ output }: Operation): boolean {
	return output?.kind === 'done' && output.already !== undefined;
}

/** Whether it may change anything; one that names no calls may send any. */
export function mayWrite(operation: Operation): boolean {
	if (operation.request === undefined && operation.asksNothing) return false;
	const requests = requestsOf(operation);
	return requests.length === 0 || requests.some((one) => one.method !== 'GET' && !one.readsOnly);
}

/** Whether it sends records, which can go as JSON or as XML. */
export function writesBody(operation: Operation): boolean {
	return requestsOf(operation).some(({ xml }) => xml !== undefined);
}

/** Every request that the operation may make, looking up names aside. */
export function requestsOf(operation: Operation): readonly RequestSpec[] {
	const { request, output, calls = [] } = operation;
	if (!request) return calls;
	const read: RequestSpec = { method: 'GET', path: request.path };
	return [...(output.kind === 'updated' ? [read] : []), request, ...calls];
}
