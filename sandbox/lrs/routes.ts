import validate from '@learninglocker/xapi-validation';
import { findEndpoint } from '../../contract/schema';
import type { LrsOptions } from '../options';
import { done, HttpError, type Answer } from '../http/answers';
import type { WireValue } from '../http/wireFormat';
import { formatted, select } from './filters';
import type { Statement, Store } from './store';

/** One request to the store. */
export interface LrsCall {
	store: Store;
	query: Readonly<Record<string, string>>;
	body: unknown;
	now: number;
	/** The path without what belongs to the statements, for the address of the next page. */
	root: string;
	options: LrsOptions;
}

type Members = Readonly<Record<string, unknown>>;

/** One served call; the path is below the one of the store. */
export interface LrsRoute {
	method: 'GET' | 'POST' | 'PUT';
	path: '/statements';
	handle: (call: LrsCall) => Answer;
}

/** X: what is refused is said so by its status. unknown: with which body; that of the API is assumed. */
function refuse(status: number, why: string): never {
	throw new HttpError(status, why);
}

const content = (value: unknown): Answer => ({
	status: 200,
	content: { value: value as WireValue, root: 'xapi' },
});

const isRecord = (value: unknown): value is Members =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** X: a store refuses what is no statement. What is one is decided by the library of Learning Locker. */
function readStatement(value: unknown): Members {
	const [warning] = validate(value);
	if (warning) refuse(400, `Problem in the statement at '${warning.path.slice(1).join('.')}'`);
	if (!isRecord(value)) refuse(400, 'The statement is no object');
	return value;
}

/** X: a store refuses parameters it does not know. */
function requireKnown(method: LrsRoute['method'], query: LrsCall['query']): void {
	const known = findEndpoint(method, '/statements')?.query.map(({ name }) => name) ?? [];
	const unknown = Object.keys(query).find((name) => !known.includes(name));
	if (unknown !== undefined) refuse(400, `Unknown parameter ${unknown}`);
}

/** Whether a statement is refused for its ID. */
function isInUse({ store, options }: LrsCall, statement: Members): boolean {
	const storing = store.compare(statement);
	return storing === 'conflict' || (storing === 'same' && options.repeated === '409');
}

function post(call: LrsCall): Answer {
	const { store, query, body, now } = call;
	requireKnown('POST', query);
	const statements = [body].flat().map(readStatement);
	const ids = statements.map(({ id }) => id).filter((id) => id !== undefined);
	if (new Set(ids).size < ids.length) refuse(400, 'Two statements have the same id');
	if (statements.some((one) => isInUse(call, one)))
		refuse(409, 'A statement with this id is there already');
	return content(statements.map((one) => store.keep(one, now)));
}

function put(call: LrsCall): Answer {
	const { store, query, body, now, options } = call;
	if (options.withoutPut) refuse(405, 'PUT is not allowed');
	requireKnown('PUT', query);
	const { statementId } = query;
	if (!statementId) refuse(400, 'statementId is missing');
	const statement = { ...readStatement(body), id: statementId };
	const own = (body as Members).id;
	if (own !== undefined && own !== statementId) refuse(400, 'The id is not the statementId');
	if (isInUse(call, statement)) refuse(409, 'A statement with this id is there already');
	store.keep(statement, now);
	return done(204);
}

/** X: these may stand beside an ID. */
const BESIDE_ID = ['statementId', 'voidedStatementId', 'format', 'attachments'];

function get(call: LrsCall): Answer {
	const { store, query, options } = call;
	const { pageCap } = options;
	requireKnown('GET', query);
	const { statementId, voidedStatementId, format } = query;
	const id = statementId ?? voidedStatementId;
	if (id === undefined) {
		const limit = Number(query.limit ?? 0);
		const size = limit > 0 ? Math.min(limit, pageCap) : pageCap;
		const found = select(store, query).map((one) => formatted(one, format));
		return pageOf(call, found, size);
	}
	if (Object.keys(query).some((name) => !BESIDE_ID.includes(name)))
		refuse(400, 'Other parameters cannot stand beside an id');
	const kept = store.find(id);
	if (kept?.isVoided !== (voidedStatementId !== undefined)) refuse(404, 'There is none');
	return content(formatted(kept.statement, format));
}

function pageOf({ store, root }: LrsCall, statements: readonly Statement[], size: number): Answer {
	const rest = statements.slice(size);
	const more = rest.length > 0 ? `${root}/statements/more/${store.hold(rest, size)}` : '';
	return content({ statements: statements.slice(0, size), more });
}

/** The next page, by the address that the one before named. */
export function readOn(call: LrsCall, cursor: string): Answer {
	const page = call.store.held(cursor) ?? refuse(404, 'There is no such page');
	return pageOf(call, page.rest, page.size);
}

export const lrsRoutes: readonly LrsRoute[] = [
	{ method: 'GET', path: '/statements', handle: get },
	{ method: 'POST', path: '/statements', handle: post },
	{ method: 'PUT', path: '/statements', handle: put },
];
