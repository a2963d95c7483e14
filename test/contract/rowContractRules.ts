import type { Endpoint } from '../../contract/schema';
import { columnsOf, fieldsOf, requestsOf } from '../../nodes/shared/operation/describe';
import { fieldName, wireName } from '../../nodes/shared/operation/plan';
import type { Operation, RequestSpec, FieldMapping } from '../../nodes/shared/operation/types';
import {
	endpointsAt,
	endpointsOf,
	fieldsOfSchema,
	spellingsIn,
	spellingsInside,
	targetsOf,
} from '../support/rowContract';
import type { Rule } from './rowRules';
import { flatFields, outputOf, plain } from './rowRules';

const columnsComeFromLitmos: Rule = ({ operation }) => {
	const endpoints = endpointsOf(requestsOf(operation));
	// Where no source knows the answer, the record comes out as it was sent.
	const answers = endpoints.flatMap(({ body, answers: all }) =>
		all.map(({ schema }) => ({ schema: schema ?? body?.schema })),
	);
	const adds = operation.request ? [] : (operation.adds ?? []);
	const output = outputOf(operation);
	// A portion of a batch stands inside of the rows that came.
	const isPortion = output?.kind === 'portion';
	const schemas = answers.flatMap(({ schema }) => [
		schema,
		...(isPortion ? fieldsOfSchema(schema).map((field) => field.schema) : []),
	]);
	const inside = (output?.kind === 'list' && output.inside) || [];
	const owners = inside.map(({ owner }) => owner);
	const inner =
		inside.length > 0
			? [...owners, ...answers.flatMap(({ schema }) => spellingsInside(schema))]
			: [];
	const known = [...inner, ...schemas.flatMap((schema) => spellingsIn(schema)), ...adds];
	return (columnsOf(operation) ?? [])
		.filter((column) => !known.includes(column))
		.map((column) => `no answer has the column ${column}`);
};

const MOST_FIELDS = 10;

/** Where no source knows of an answer, what comes out is what was sent. */
const longRecordsAreSimplified: Rule = plain((operation, request) => {
	const { output } = operation;
	if (output.kind === 'done' || columnsOf(operation)) return [];
	const answers = endpointsOf([request]).flatMap((endpoint) => endpoint.answers);
	const lengths = answers.map(({ schema }) => fieldsOfSchema(schema).length);
	const longest = Math.max(request.body?.length ?? 0, ...lengths);
	return [longest > MOST_FIELDS && `shows ${longest} fields, and there is no Simplify`];
});

const requestsAreInTheContract: Rule = ({ operation }) =>
	requestsOf(operation).flatMap(({ method, path }) =>
		targetsOf(path)
			.filter(({ template }) => endpointsAt(method, template).length === 0)
			.map(({ template }) => `the contract has no ${method} ${template}`),
	);

/** The mappings that a choice of the path leaves in sight. */
function mappingsInSight(
	operation: Operation,
	mappings: readonly FieldMapping[],
	choice?: string,
): FieldMapping[] {
	return mappings.filter((mapping) => {
		const field = flatFields(operation).find(({ name }) => name === fieldName(mapping));
		const wanted = Object.values(field?.displayOptions?.show ?? {}) as unknown[][];
		return choice === undefined || wanted.every((choices) => choices.includes(choice));
	});
}

function pagingOf(operation: Operation): string[] {
	const output = outputOf(operation);
	if (output?.kind !== 'list' || output.paging === 'none') return [];
	return output.paging === 'limit' ? ['limit'] : ['limit', 'start'];
}

const queriesAreInTheContract: Rule = ({ operation }) =>
	requestsOf(operation).flatMap(({ method, path, query = [] }) =>
		targetsOf(path).flatMap(({ template, choice }) => {
			const known = endpointsAt(method, template).flatMap((endpoint) => endpoint.query);
			const paging = pagingOf(operation);
			return [...mappingsInSight(operation, query, choice).map(wireName), ...paging]
				.filter((name) => !known.some((parameter) => parameter.name === name))
				.map((name) => `${method} ${template} takes no ${name}`);
		}),
	);

/** The recorded request has Culture after CustomField10; the answers, and so the schema, have it before. */
const isOutOfPlace = (name: string) => name === 'Culture';

const bodiesAreInTheContract: Rule = ({ operation }) =>
	requestsOf(operation).flatMap((request) =>
		endpointsOf([request]).flatMap(({ id, body }) => {
			const wireNames = (request.body ?? []).map(wireName);
			if (wireNames.length === 0) return [];
			const known = spellingsIn(body?.schema);
			const places = wireNames
				.filter((name) => !isOutOfPlace(name))
				.map((name) => known.indexOf(name));
			const isInOrder = places.every(
				(place, index) => index === 0 || place > (places[index - 1] ?? 0),
			);
			const max = request.batch?.max ?? 0;
			return [
				...wireNames
					.filter((name) => !known.includes(name))
					.map((name) => `${id} has no ${name} in its body`),
				...(body?.wireOrder && !isInOrder ? [`${id} wants another order`] : []),
				...((request.batch !== undefined) !== (body?.shape === 'array')
					? [`${id} has another shape`]
					: []),
				...(max > (body?.max ?? Infinity) ? [`${id} takes ${body?.max} at most`] : []),
			];
		}),
	);

const outputsFitTheAnswer: Rule = plain(({ output }, request) =>
	endpointsOf([request]).map(({ id, answers }) => {
		const body = answers[0]?.body;
		if (output.kind === 'updated') return false;
		const wanted = { list: 'array', portion: 'array', record: 'object', done: 'empty' }[
			output.kind
		];
		// Sources differ on some answers; who only wants it done need not know what comes.
		const isKnown = answers.some((answer) => answer.body === wanted);
		// Where nobody knows of a body, there may be none; what a POST has made is then what was sent.
		const isOpen = body === 'unknown' && (output.kind === 'done' || request.method === 'POST');
		return (
			!isKnown && !isOpen && `${id} answers with ${String(body)}, not with what is a ${output.kind}`
		);
	}),
);

const mailIsAChoice: Rule = ({ operation }) => {
	const requests = requestsOf(operation).filter(({ method }) => method !== 'GET');
	const outside = fieldsOf(operation);
	const isAsked = ({ query = [] }: RequestSpec) =>
		query.some((mapping) => {
			const field = outside.find(({ name }) => name === fieldName(mapping));
			return (
				wireName(mapping) === 'sendmessage' && field?.type === 'boolean' && field.default === false
			);
		});
	return requests
		.filter((request) => endpointsOf([request]).some(sendsMail) && !isAsked(request))
		.map(
			({ method }) =>
				`${method} can send mail, and sendmessage is not sent each time, off at first`,
		);
};

/** Where no switch is known, the row can only say so. */
const sendsMail = ({ mail }: Endpoint) => mail?.switch !== undefined;

/** A path that names no record has none that could be missing: 404 says that the list is empty. */
const emptyListsAreNoFaults: Rule = plain(({ output }, request) =>
	targetsOf(request.path)
		.filter(({ template }) => output.kind === 'list' && !template.includes('{'))
		.filter(({ template }) =>
			endpointsAt(request.method, template).some(({ errors }) =>
				errors.some(({ status }) => status === 404),
			),
		)
		.map(
			({ template }) =>
				output.kind === 'list' &&
				!output.noneIs404 &&
				`fails where Litmos says 404 of no rows: ${template}`,
		),
);

/** What holds between a row and the contract, by what the test is called. */
export const CONTRACT_RULES: Readonly<Record<string, Rule>> = {
	'shows columns that Litmos sends': columnsComeFromLitmos,
	'simplifies records of more than ten fields': longRecordsAreSimplified,
	'asks what the contract knows': requestsAreInTheContract,
	'asks with parameters that the contract knows': queriesAreInTheContract,
	'writes bodies that the contract knows': bodiesAreInTheContract,
	'expects the answer that the contract knows': outputsFitTheAnswer,
	'sends mail only if told to': mailIsAChoice,
	'takes a list without rows for an empty one': emptyListsAreNoFaults,
};
