import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { collectionLocator } from '../../shared/locators/collection';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import { listingLocator } from '../../shared/locators/listing';
import { teamLocator } from '../../shared/locators/team';
import { tokenLocator } from '../../shared/locators/token';
import { changesIn } from '../../shared/operation/records/changes';
import type { Call, RequestSpec, Resource, FieldMapping } from '../../shared/operation/types';
import { lengthCheck, NOTHING_TO_CHANGE, searchFilter, updateFields } from './fields';
import { searchAt } from './requests';

/** Litmos' own ceiling (contract: tokens.create). */
const PER_REQUEST = 100;

const REST: readonly FieldMapping[] = [
	'Active',
	'MaximumActivations',
	{ wire: 'TokenExpiration', as: 'queryDate' },
];

const GET: RequestSpec = { method: 'GET', path: '/tokens/{tokenId}' };

/** The token to change stands in the body; the address has none. */
const UPDATE: RequestSpec = {
	method: 'PUT',
	path: '/tokens',
	body: ['TokenId', 'TokenCode', 'TokenType', 'TokenTypeId', ...REST],
	xml: 'Token',
	batch: { max: PER_REQUEST },
};

const codeField: INodeProperties = {
	displayName: 'Code',
	// The linters take a name with "token" in it for a secret; this code is there to be told.
	name: 'code',
	type: 'string',
	default: '',
	placeholder: 'e.g. WELCOME-2027',
	description: 'The code to enter at sign-up, at most 250 characters',
};

const activeField: INodeProperties = {
	displayName: 'Active',
	name: 'Active',
	type: 'boolean',
	default: true,
	description: 'Whether the code can be used to sign up',
};

const maximumField: INodeProperties = {
	displayName: 'Maximum Activations',
	name: 'MaximumActivations',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 100,
	description: 'How often the code can be used',
};

const expirationField: INodeProperties = {
	displayName: 'Token Expiration',
	name: 'TokenExpiration',
	type: 'dateTime',
	default: '',
	description: 'When the code expires, in UTC',
};

const typeField: INodeProperties = {
	displayName: 'Token Type',
	name: 'TokenType',
	type: 'options',
	options: [
		{ name: 'Course', value: 1 },
		{ name: 'Learning Path', value: 3 },
		{ name: 'Listing', value: 4, description: 'A listing of a collection' },
		{ name: 'Team', value: 2 },
	],
	default: 2,
	description: 'What users who sign up with the code get',
};

const target = (field: INodeProperties, type: number): INodeProperties => ({
	...field,
	description: 'What users who sign up with the code get',
	displayOptions: { show: { TokenType: [type] } },
});

const checkCode = lengthCheck([[codeField, 250]]);

/** What the token keeps if it is left out is not known, so it is sent whole. */
async function change(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const answer = (await call(GET, values, { record: true })) as IDataObject;
	const record: IDataObject = { TokenId: values.tokenId, ...answer };
	const { code: TokenCode, Active, MaximumActivations, TokenExpiration } = values;
	const wanted = Object.entries({ TokenCode, Active, MaximumActivations, TokenExpiration }).filter(
		([, value]) => value !== undefined,
	);
	const token = { ...record, ...Object.fromEntries(wanted) };
	const changes = changesIn(record, token);
	if (Object.keys(changes).length > 0) await call(UPDATE, values, { rows: [token] });
	return [{ ...token, changes }];
}

export const token: Resource = {
	option: { name: 'Self Sign-Up Token', value: 'token' },
	first: 'getAll',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create token',
			description: 'Create a code that users can sign up with',
			fields: [
				{ ...codeField, required: true },
				typeField,
				target(courseLocator.field, 1),
				target(teamLocator.field, 2),
				target(learningPathLocator.field, 3),
				{ ...collectionLocator.field, displayOptions: { show: { TokenType: [4] } } },
				target(listingLocator.field, 4),
				{ ...maximumField, required: true },
				{ ...expirationField, required: true },
				activeField,
			],
			check: checkCode,
			request: {
				method: 'POST',
				path: '/tokens',
				body: [
					['TokenCode', 'code'],
					'TokenType',
					['TokenTypeId', 'courseId'],
					['TokenTypeId', 'teamId'],
					['TokenTypeId', 'learningPathId'],
					['TokenTypeId', 'listingId'],
					...REST,
				],
				xml: 'Token',
				batch: { max: PER_REQUEST },
			},
			output: { kind: 'done', json: { created: true }, echo: ['code'] },
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get token',
			description: 'Retrieve a token with its type, expiration and maximum activations',
			fields: [tokenLocator.field],
			request: GET,
			output: { kind: 'record' },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many tokens',
			description: 'List the self sign-up tokens of the account',
			fields: [searchFilter],
			...searchAt('/tokens', { key: 'TokenId' }),
		},
		{
			kind: 'coded',
			name: 'Update',
			value: 'update',
			action: 'Update token',
			description: 'Change a token. Fields you do not set keep their value.',
			fields: [
				tokenLocator.field,
				updateFields([activeField, codeField, maximumField, expirationField]),
			],
			check: (values) =>
				['Active', 'code', 'MaximumActivations', 'TokenExpiration'].some(
					(name) => values[name] !== undefined,
				)
					? checkCode(values)
					: NOTHING_TO_CHANGE,
			sameRecord: ['tokenId'],
			run: change,
			calls: [GET, UPDATE],
		},
	],
};
