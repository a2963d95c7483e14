import type { INodeProperties } from 'n8n-workflow';
import { PAGING } from '../../../shared/operation/describe';
import type { Resource } from '../../../shared/operation/types';
import { problemIn } from './build';
import { sendFields } from './fields';
import { FILTERS, GET_OPTIONS, problemInFilters, queryFrom } from './filters';
import { MORE_FIELDS } from './moreFields';
import { getStatement, getStatements } from './read';
import {
	GET_STATEMENT,
	GET_STATEMENTS,
	LOOK_UP,
	MOST_PER_REQUEST,
	POST_STATEMENTS,
	PUT_STATEMENT,
} from './requests';
import { send, together } from './send';
import { problemOfId } from './shape';
import { COLUMNS } from './simplify';

const ID: INodeProperties = {
	displayName: 'Statement ID',
	name: 'statementId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0b1c0a6e-3a55-4d21-9d1a-6b6b5f1f7a10',
	description: 'As returned by Send or Get Many',
};

/** Refused by most stores, and by none for another reason. */
const BAD_REQUEST =
	'The learning record store says below what it does not accept. Correct that field of the item.';

const NO_STORE =
	'There is no learning record store at this address. Check the Endpoint in the credential.';

export const statement: Resource = {
	option: { name: 'Statement', value: 'statement' },
	first: 'getAll',
	operations: [
		{
			kind: 'coded',
			name: 'Get',
			value: 'get',
			action: 'Get statement',
			description: 'Retrieve one statement by its ID',
			fields: [ID, GET_OPTIONS],
			check: ({ statementId }) => problemOfId(statementId),
			advice: {
				400: BAD_REQUEST,
				404: 'Check the Statement ID. For a statement that was voided, turn on Voided under Additional Fields.',
			},
			calls: [GET_STATEMENT],
			simplify: COLUMNS,
			adds: COLUMNS,
			verbatim: true,
			run: getStatement,
		},
		{
			kind: 'coded',
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many statements',
			description: 'List statements, the latest first',
			fields: [...PAGING, FILTERS],
			check: problemInFilters,
			derive: queryFrom,
			advice: {
				400: BAD_REQUEST,
				404: NO_STORE,
			},
			cost: '1 per page of the store',
			calls: [GET_STATEMENTS],
			simplify: COLUMNS,
			adds: COLUMNS,
			verbatim: true,
			run: getStatements,
		},
		{
			kind: 'joint',
			name: 'Send',
			value: 'send',
			action: 'Send statement',
			description: 'Store statements about what users did. Several items travel in one request.',
			fields: [...sendFields, MORE_FIELDS],
			check: problemIn,
			advice: {
				400: BAD_REQUEST,
				404: NO_STORE,
				409: 'A different statement has the same Statement ID. Send it with another one.',
				413: 'The statement is larger than the store accepts. Shorten it.',
			},
			cost: `1 per ${MOST_PER_REQUEST} items`,
			calls: [POST_STATEMENTS, PUT_STATEMENT, LOOK_UP],
			verbatim: true,
			together,
			run: send,
		},
	],
};
