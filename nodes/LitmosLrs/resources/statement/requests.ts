import type { RequestSpec } from '../../../shared/operation/types';

/** The members of a statement (contract: XapiStatement). */
const MEMBERS = [
	'id',
	'actor',
	'verb',
	'object',
	'result',
	'context',
	'timestamp',
	'stored',
	'authority',
	'version',
] as const;

/** More statements at once would be much to send again. */
export const MOST_PER_REQUEST = 50;

/** Takes many statements at once, all or none of them. */
export const POST_STATEMENTS: RequestSpec = {
	method: 'POST',
	path: '/statements',
	body: MEMBERS,
	batch: { max: MOST_PER_REQUEST },
	repeatable: true,
};

/** Takes one: it is stored, or was there already, or another one has its ID. */
export const PUT_STATEMENT: RequestSpec = {
	method: 'PUT',
	path: '/statements',
	query: ['statementId'],
	body: MEMBERS,
	repeatable: true,
};

export const GET_STATEMENT: RequestSpec = {
	method: 'GET',
	path: '/statements',
	query: ['statementId', 'voidedStatementId', 'format'],
};

/** Whether a statement is there. */
export const LOOK_UP: RequestSpec = { method: 'GET', path: '/statements', query: ['statementId'] };

export const GET_STATEMENTS: RequestSpec = {
	method: 'GET',
	path: '/statements',
	query: [
		'agent',
		'verb',
		'activity',
		'registration',
		'related_activities',
		'related_agents',
		'since',
		'until',
		'ascending',
		'format',
		'limit',
	],
};
