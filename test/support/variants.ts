import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import { fieldName } from '../../nodes/shared/operation/plan';
import type { Row } from '../../scripts/operationList';
import type { FurtherVariant } from './furtherVariant';
import { FURTHER } from './furtherVariants';
import { otherId, sampleFor, SAMPLES } from './samples';

/** One way to set an operation. */
export interface Variant {
	name: string;
	parameters: INodeParameters;
	items: IDataObject[];
	/** Litmos knows no such record. */
	isMissing?: true;
	/** What Litmos answers where that is not what the contract has first. */
	answer?: FurtherVariant['answer'];
}

/** The ways that differ in what they ask Litmos. */
export function variantsOf(row: Row): Variant[] {
	const request = requestOf(row);
	const least = { ...setUp(row, isRequired), ...oneChange(row) };
	const most = setUp(row, () => true);
	const named = { ...setUp(row, isRequired, 'name'), ...oneChange(row) };
	const isSame = (other: INodeParameters) => JSON.stringify(other) === JSON.stringify(least);
	return [
		variant('only what is required', least),
		...(isSame(most) ? [] : [variant('everything set', most)]),
		...choicesOf(row).map((choice) => variant(`for ${choice.value}`, { ...least, ...choice.set })),
		...clearingsOf(row).map((clearing) => variant('cleared', { ...least, ...clearing })),
		...(isSame(named) ? [] : [variant('by name', named)]),
		...(request?.batch ? [twoItems(row, least)] : []),
		...(FURTHER[row.name] ?? []).map(({ name, set, from, ...more }) => ({
			...variant(name, { ...(from ? most : least), ...set }),
			...more,
		})),
	];
}

const requestOf = ({ operation }: Row) => operation.request;

const isRequired = ({ required }: INodeProperties) => required === true;

/** A change must change something. */
function oneChange({ operation }: Row): INodeParameters {
	const updates = operation.fields.find(({ name }) => name === 'updateFields');
	const field = (updates?.options as INodeProperties[] | undefined)?.at(-1);
	return field ? ({ updateFields: { [field.name]: sampleFor(field) } } as INodeParameters) : {};
}

/** What empties fields stands alone: a value given beside it would win. */
function clearingsOf({ operation }: Row): INodeParameters[] {
	const collections = operation.fields.filter(({ type }) => type === 'collection');
	return collections.flatMap(({ name, options }) =>
		(options as INodeProperties[])
			.filter((field) => field.name.startsWith('clear'))
			.map((field) => ({ [name]: { [field.name]: sampleFor(field) } }) as INodeParameters),
	);
}

/** The choices that lead to another address than the first one. */
function choicesOf(row: Row): Array<{ value: string; set: INodeParameters }> {
	const path = requestOf(row)?.path;
	if (path === undefined || typeof path === 'string') return [];
	const others = Object.keys(path.paths).slice(1);
	return others.map((value) => ({ value, set: { [path.by]: value } }));
}

function variant(name: string, parameters: INodeParameters): Variant {
	return { name, parameters, items: [{}] };
}

/** Two records for the same place, which travel together. */
function twoItems(row: Row, least: INodeParameters): Variant {
	const field = fieldName(requestOf(row)?.body?.[0] ?? '');
	const sample = SAMPLES[field as keyof typeof SAMPLES] as { id: string } | undefined;
	const id = sample?.id ?? `Sample ${field}`;
	const value = '={{ $json.id }}';
	const locator = sample ? { __rl: true, mode: 'id', value } : value;
	return {
		...variant('two items', { ...least, [field]: locator }),
		items: [{ id }, { id: sample ? otherId(id) : `${id}-other` }],
	};
}

function setUp(
	{ name, operation }: Row,
	isSet: (field: INodeProperties) => boolean,
	mode = 'id',
): INodeParameters {
	const [resource = '', operationName = ''] = name.split(':');
	const set = fieldsOf(operation).filter(isSet);
	const parameters = Object.fromEntries(set.map((field) => [field.name, sampleFor(field, mode)]));
	return { resource, operation: operationName, ...parameters } as INodeParameters;
}
