import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	NodeParameterValueType,
} from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import { isForTools } from '../../nodes/shared/operation/tool/panel';
import { rows } from '../../scripts/operationList';
import { by } from '../engine/support/locatorValue';

/** A value that is not what its field is for. */
interface Misshapen {
	name: string;
	operation: string;
	/** As the editor shows it. */
	field: string;
	/** Beside those that the operation needs; `$json.value` is the value. */
	parameters: INodeParameters;
	value: IDataObject[string];
}

/** A field, and the parameters in which it holds something. */
interface Place {
	field: INodeProperties;
	within?: string;
	holding: (value: NodeParameterValueType) => INodeParameters;
}

const SHAPES: ReadonlyArray<readonly [name: string, value: IDataObject[string]]> = [
	['an object', { a: 'Oslo' }],
	['a list of texts', ['Oslo', 'Bergen']],
	['a list of one object', [{ a: 'Oslo' }]],
	['an object that has an ID', { Id: 'Oe4zZK7ZntpWn8FLGZTxuw2', Name: 'Oslo' }],
	['a list of one ID', ['Oe4zZK7ZntpWn8FLGZTxuw2']],
];

/** The fields that hold one value, wherever they stand. */
function placesOf(field: INodeProperties): Place[] {
	const { name, type, options = [] } = field;
	if (type === 'collection') {
		return (options as INodeProperties[]).flatMap((option) =>
			placesOf(option).map(({ field: inner, holding }) => ({
				field: inner,
				within: name,
				holding: (value: NodeParameterValueType) => ({ [name]: holding(value) }),
			})),
		);
	}
	if (type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).flatMap((group) =>
			group.values.map((one) => ({
				field: one,
				within: name,
				holding: (value: NodeParameterValueType) => ({
					[name]: { [group.name]: [{ [one.name]: value }] },
				}),
			})),
		);
	}
	return [{ field, holding: (value) => ({ [name]: value }) }];
}

/** What brings the field into sight. */
function showing({ displayOptions }: INodeProperties): INodeParameters {
	const shown = Object.entries(displayOptions?.show ?? {});
	return Object.fromEntries(
		shown.map(([name, wanted]) => [name.replace('/', ''), (wanted as string[])[0]]),
	);
}

/** Each field once, though many operations have it. */
function everyField(): Misshapen[] {
	const seen = new Set<string>();
	const all: Misshapen[] = [];
	for (const row of rows) {
		for (const outer of fieldsOf(row.operation)) {
			for (const { field, within, holding } of placesOf(outer)) {
				// JSON may be an object, columns are told apart by the import itself.
				if (['json', 'resourceMapper'].includes(field.type)) continue;
				// Nobody but a tool reads them: test/engine/toolAnswers.test.ts.
				if (isForTools(field)) continue;
				const key = JSON.stringify([within, field]);
				if (seen.has(key)) continue;
				seen.add(key);
				const isList =
					field.type === 'multiOptions' || row.operation.takesLists?.includes(field.name);
				const [shape, value] = SHAPES[all.length % SHAPES.length];
				all.push({
					name: `${row.name}, ${field.name}: ${isList ? 'a list of objects' : shape}`,
					operation: row.name.replace(':', ': '),
					field: field.displayName,
					parameters: {
						...showing(outer),
						...showing(field),
						...holding(
							field.type === 'resourceLocator'
								? by('id', '={{ $json.value }}')
								: '={{ $json.value }}',
						),
					},
					value: isList ? [{ a: 'Oslo' }] : value,
				});
			}
		}
	}
	return all;
}

/** What an expression gives that JSON cannot hold. */
const EXPRESSIONS: ReadonlyArray<readonly [name: string, expression: string]> = [
	['the item', '={{ $json }}'],
	['no number', '={{ Number("x") }}'],
	['no date', '={{ new Date("x") }}'],
	['a map', '={{ new Map([[1, 2]]) }}'],
	['an object without anything', '={{ Object.create(null) }}'],
	['all items', '={{ $input.all() }}'],
];

const expressions = EXPRESSIONS.flatMap(([name, value]) =>
	[
		{ operation: 'team: create', field: 'Name', parameters: { Name: value } },
		{ operation: 'user: get', field: 'User', parameters: { userId: by('email', value) } },
		{ operation: 'user: get', field: 'User', parameters: { userId: value } },
	].map((one) => ({
		...one,
		name: `${one.operation}, ${JSON.stringify(one.parameters)}: ${name}`,
		value: 'x',
	})),
);

/** Names that every object of JavaScript has already. */
const NATIVE = [
	'constructor',
	'__proto__',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'isPrototypeOf',
];

export const attacks = {
	'B12 Values of another shape than their field': [...everyField(), ...expressions],
	'B12 Names that every object has': NATIVE.map((native) => ({ name: native, native })),
} as const;
