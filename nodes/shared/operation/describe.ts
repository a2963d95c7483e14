import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from './types';

/** How long a request waits for the limit, unless the person says otherwise. */
export const MAX_WAIT_MINUTES_DEFAULT = 60;

/** Shown for every list. */
const PAGING: readonly INodeProperties[] = [
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

/** Shown where the full record has more columns than a person wants to see. */
const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Shown for every operation, last. */
const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Maximum Wait (Minutes)',
			name: 'maxWaitMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: MAX_WAIT_MINUTES_DEFAULT,
			description:
				'How long a request waits while other runs or other systems use up the limit of requests per minute. Then its item ends as an error that says why.',
		},
	],
};

/** The node's whole parameter panel, in the order n8n shows it. */
export function describe(resources: readonly Resource[], first: string): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map((resource) => resource.option),
			default: first,
		},
		...resources.flatMap(describeResource),
		OPTIONS,
	];
}

function describeResource({ option, operations }: Resource): INodeProperties[] {
	const first = operations[0].option.value;
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: operations.map((operation) => operation.option),
		default: first,
	};
	const fields = operations.flatMap((operation) =>
		fieldsOf(operation).map((field) =>
			showFor(field, { resource: [option.value], operation: [operation.option.value] }),
		),
	);
	return [menu, ...fields];
}

/** The parameters of one operation with those that its output brings along. */
export function fieldsOf(operation: Operation): INodeProperties[] {
	const { fields, output } = operation;
	const columns = operation.run ? operation.simplify : 'simplify' in output! && output.simplify;
	const isList = output?.kind === 'list';
	const required = fields.filter((field) => field.type !== 'collection');
	const collections = fields.filter((field) => field.type === 'collection');
	const simplify = columns ? [SIMPLIFY] : [];
	// What comes out stands after what goes in; filters and the like come last, as in n8n's own lists.
	return isList
		? [...required, ...PAGING, ...simplify, ...collections]
		: [...required, ...collections, ...simplify];
}

function showFor(
	field: INodeProperties,
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	};
}
