import { done, record, HttpError, TEXT, type Answer } from '../http/answers';
import { flagOf, recordsOf, textOf, type Fields } from '../http/body';
import type { Call, Route } from '../http/call';
import type { TokenRecord } from '../state/contentRecords';
import { list, searched } from '../http/lists';
import type { State } from '../state/state';

/** S. */
const MOST = 100;
/** S: the text of an unknown token. */
const UNKNOWN = 'The token in the xml/json request does not exist.';
/** D: how a request writes it; answers have a T in the middle, which is taken as well. */
const EXPIRATION = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$/;

/** D: what the number says the token gives. */
const targets = (state: State, type: number): { has: (id: string) => boolean } | undefined =>
	({ 1: state.courses, 2: state.teams, 3: state.learningPaths, 4: state.listings })[type];

/** What S requires must be there: nobody has said what a token without it is. */
function tokenFrom(call: Call, fields: Fields, TokenId: string): TokenRecord {
	const token: TokenRecord = {
		TokenId,
		TokenCode: textOf(fields, 'TokenCode'),
		TokenType: Number(textOf(fields, 'TokenType')),
		TokenTypeId: textOf(fields, 'TokenTypeId'),
		Active: flagOf(fields, 'Active'),
		MaximumActivations: Number(textOf(fields, 'MaximumActivations')),
		TokenExpiration: textOf(fields, 'TokenExpiration').replace(' ', 'T'),
	};
	const isRight =
		token.TokenCode !== '' &&
		token.TokenCode.length <= 250 &&
		targets(call.state, token.TokenType)?.has(token.TokenTypeId) === true &&
		token.MaximumActivations > 0 &&
		EXPIRATION.test(token.TokenExpiration);
	// unknown: how a wrong token is refused.
	if (!isRight) throw new HttpError(400, TEXT.badBody);
	return token;
}

function rowsOf(call: Call): readonly Fields[] {
	const rows = recordsOf(call.body);
	if (rows.length === 0) throw new HttpError(400, TEXT.badBody);
	if (rows.length <= MOST) return rows;
	throw new HttpError(
		403,
		"System doesn't support creation or updation of more than 100 tokens in a single bulk import",
	);
}

function keep(call: Call, tokens: readonly TokenRecord[]): Answer {
	tokens.forEach((token) => call.state.tokens.set(token.TokenId, token));
	// S: 200; unknown: whether there is a body, so there is none.
	return done();
}

const create = (call: Call): Answer =>
	keep(
		call,
		rowsOf(call).map((fields) => tokenFrom(call, fields, call.state.random.shortId())),
	);

/** unknown: whether members left out keep their value; here they are missing. */
function update(call: Call): Answer {
	const tokens = rowsOf(call).map((fields) => {
		const id = textOf(fields, 'TokenId');
		if (!call.state.tokens.has(id)) throw new HttpError(403, UNKNOWN);
		return tokenFrom(call, fields, id);
	});
	return keep(call, tokens);
}

function get(call: Call): Answer {
	const token = call.state.tokens.get(call.params.tokenId);
	// S: 403, not 404.
	if (token === undefined) throw new HttpError(403, UNKNOWN);
	// D draws a list of one, S an object.
	const isList = call.settings.tokenAnswer === 'list';
	return record('Tokens', isList ? [{ ...token }] : { ...token });
}

function listTokens(call: Call): Answer {
	const rows = searched(call, [...call.state.tokens.values()], ({ TokenCode }) => [TokenCode]);
	return list(call, { rows, root: 'Tokens', show: (token) => ({ ...token }) });
}

export const tokenRoutes: readonly Route[] = [
	{ method: 'GET', path: '/tokens', handle: listTokens },
	{ method: 'POST', path: '/tokens', handle: create },
	{ method: 'PUT', path: '/tokens', handle: update },
	{ method: 'GET', path: '/tokens/{tokenId}', handle: get },
];
