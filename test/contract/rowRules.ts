import type { INodeProperties } from 'n8n-workflow';
import { finders } from '../../nodes/shared/locators/all';
import { sessionPlaces } from '../../nodes/shared/locators/session';
import { columnsOf, fieldsOf, requestsOf } from '../../nodes/shared/operation/describe';
import { fieldName, wireName } from '../../nodes/shared/operation/plan';
import type {
	Operation,
	Output,
	RequestOperation,
	RequestSpec,
	FieldMapping,
} from '../../nodes/shared/operation/types';
import type { Row } from '../../scripts/operationList';
import { targetsOf } from '../support/rowContract';
import { valuesFor } from '../support/samples';

/** Looks at a row and says what is wrong with it. */
export type Rule = (row: Row) => string[];

/** The fields of an operation with those inside of its collections. */
export function flatFields(operation: Operation): INodeProperties[] {
	return fieldsOf(operation).flatMap((field) =>
		field.type === 'collection' ? (field.options as INodeProperties[]) : [field],
	);
}

/** A rule about operations that are one request. */
export const plain =
	(
		rule: (operation: RequestOperation, request: RequestSpec) => Array<string | false | undefined>,
	): Rule =>
	({ operation }) =>
		operation.request
			? rule(operation, operation.request).filter((fault) => typeof fault === 'string')
			: [];

/** What becomes of the answer, for operations that are one request. */
export function outputOf(operation: Operation): Output | undefined {
	return operation.output;
}

const placeholdersIn = (template: string) =>
	[...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
const mappingsOf = ({ query = [], body = [] }: RequestSpec): FieldMapping[] => [...query, ...body];
const repeated = (names: readonly unknown[]) =>
	names.filter((name, index) => names.indexOf(name) !== index);

/** Names of what the row's own code adds to the values. */
function derivedBy(operation: Operation): string[] {
	return Object.keys(operation.derive?.(valuesFor(operation)) ?? {});
}

/** A field may look different for another choice, as Body does for JSON and XML. */
const namesAreUnique: Rule = ({ operation }) =>
	repeated(
		flatFields(operation).map(({ name, displayOptions }) => JSON.stringify([name, displayOptions])),
	).map((key) => `the field ${(JSON.parse(key as string) as string[])[0]} twice`);

const placeholdersAreRequiredFields: Rule = ({ operation }) => {
	const fields = flatFields(operation);
	const isRequired = (name: string) =>
		fields.some((field) => field.name === name && field.required);
	// Code decides itself which of its calls it makes, jobs have IDs of their own, and lists of names hold many.
	const isKnownByPlace = (name: string) =>
		Object.entries(sessionPlaces).some(
			([field, place]) => isRequired(field) && place.fields.includes(name),
		);
	const isOptional = (name: string) =>
		operation.kind === 'joint' ||
		isKnownByPlace(name) ||
		(operation.kind === 'coded' &&
			(name in finders || name === 'importId' || fields.some((field) => field.name === name)));
	// What a filter of our own asks, it asks where it is set.
	return requestsOf(operation)
		.filter((request) => operation.kind || !operation.calls?.includes(request))
		.flatMap(({ path }) => targetsOf(path).flatMap(({ template }) => placeholdersIn(template)))
		.filter((name) => !isRequired(name) && !isOptional(name))
		.map((name) => `{${name}} is no required field`);
};

const choicesAreThoseOfTheField: Rule = ({ operation }) =>
	requestsOf(operation).flatMap(({ path }) => {
		if (typeof path === 'string') return [];
		const field = flatFields(operation).find(({ name }) => name === path.by);
		const values = (field?.options ?? []).map((option) => ('value' in option ? option.value : ''));
		const isSame = values.join() === Object.keys(path.paths).join();
		return isSame ? [] : [`the paths by ${path.by} are not the choices of that field`];
	});

const mappingsHaveAValue: Rule = ({ operation }) => {
	const known = [...flatFields(operation).map(({ name }) => name), ...derivedBy(operation)];
	// Code gives its own calls their values.
	const requests = operation.request ? [operation.request] : [];
	const defaults = requests.flatMap((request) => Object.keys(request.defaults ?? {}));
	return requests
		.flatMap(mappingsOf)
		.filter(
			(mapping) => !known.includes(fieldName(mapping)) && !defaults.includes(wireName(mapping)),
		)
		.map(
			(mapping) => `the mapping ${wireName(mapping)} has no field, no default and is not derived`,
		);
};

const bodiesFitTheMethod: Rule = plain(({ output }, { method, body, text, batch }) => [
	method === 'GET' && (body || text) && 'a GET with a body',
	output.kind === 'updated' && !body && 'an update without a body',
	output.kind === 'updated' && method !== 'PUT' && 'an update without PUT',
	output.kind === 'updated' && batch && 'an update in a batch',
]);

const outputsFitTheRequest: Rule = plain(({ output }, request) => [
	output.kind === 'list' && request.method !== 'GET' && 'a list without GET',
	output.kind === 'list' && !output.key && 'a list without a key',
	request.batch &&
		!['done', 'portion'].includes(output.kind) &&
		'a batch that does not end with done',
	output.kind === 'portion' && !request.batch && 'a portion without a batch',
]);

const deleteSaysSo: Rule = plain(({ name, output }) => [
	name === 'Delete' &&
		!(
			output.kind === 'done' &&
			JSON.stringify([output.json, output.echo ?? []]) === '[{"deleted":true},[]]'
		) &&
		'Delete does not answer just { deleted: true }',
]);

const namedFieldsExist: Rule = ({ operation }) => {
	const { sameRecord = [] } = operation;
	const output = outputOf(operation);
	const echo = output && 'echo' in output ? (output.echo ?? []) : [];
	const names = [...flatFields(operation).map(({ name }) => name), ...derivedBy(operation)];
	return [...sameRecord, ...echo]
		.filter((name) => !names.includes(name))
		.map((name) => `there is no field ${name}`);
};

const columnsAreFew: Rule = ({ operation }) => {
	const columns = columnsOf(operation) ?? [];
	return [
		...(columns.length > 10 ? [`${columns.length} columns`] : []),
		...repeated(columns).map((name) => `the column ${String(name)} twice`),
	];
};

const booleansSayWhether: Rule = ({ operation }) =>
	flatFields(operation)
		.filter(({ type, description }) => type === 'boolean' && !description?.startsWith('Whether '))
		.map(({ name }) => `the description of ${name} does not begin with Whether`);

/** What holds for every row by itself, by what the test is called. */
export const ROW_RULES: Readonly<Record<string, Rule>> = {
	'has no field twice': namesAreUnique,
	'fills its paths from required fields': placeholdersAreRequiredFields,
	'has a path for each choice': choicesAreThoseOfTheField,
	'has a value for each mapping': mappingsHaveAValue,
	'has a body where the method takes one': bodiesFitTheMethod,
	'has an output that its request can give': outputsFitTheRequest,
	'says { deleted: true } after Delete': deleteSaysSo,
	'speaks of fields that it has': namedFieldsExist,
	'shows ten columns at most': columnsAreFew,
	'begins descriptions of booleans with Whether': booleansSayWhether,
};
