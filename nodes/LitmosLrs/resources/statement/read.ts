import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, ItemContext } from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { GET_STATEMENT, GET_STATEMENTS } from './requests';
import { idOf } from './same';
import { simplified } from './simplify';

/** A page of a list, and the address of the next one. */
interface Page {
	statements: IDataObject[];
	more?: string;
}

/** More than any store is asked for. A list that goes on beyond it has no end. */
const LONGEST_LIST = 1_000_000;

/** A store may look through much before it finds the next statement, but not for ever. */
const MOST_EMPTY_PAGES = 50;

const CHECK_ENDPOINT =
	'Check the Endpoint in the credential: it must be that of the learning record store.';

const shown = (statements: readonly IDataObject[], { simplify }: IDataObject): IDataObject[] =>
	simplify === true ? statements.map(simplified) : [...statements];

/** Reads one statement. @throws FieldError where another one comes. */
export async function getStatement(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const { statementId, isVoided, format } = values;
	const found = (await call(
		GET_STATEMENT,
		{ [isVoided === true ? 'voidedStatementId' : 'statementId']: statementId, format },
		{ record: true },
	)) as IDataObject;
	if (idOf(found) === idOf({ id: statementId })) return shown([found], values);
	throw new FieldError(
		`Litmos returned something else than the statement ${String(statementId)}`,
		CHECK_ENDPOINT,
	);
}

/** Reads a list page by page, each by the address that the one before names. */
export async function getStatements(
	call: Call,
	values: IDataObject,
	context?: ItemContext,
): Promise<IDataObject[]> {
	const wanted = values.returnAll === true ? Infinity : Number(values.limit ?? 50);
	const limit = Number.isFinite(wanted) ? wanted : undefined;
	const found = new Map<string, IDataObject>();
	const addresses = new Set<string>();
	let emptyPages = 0;
	let next: string | undefined;
	do {
		const answer = await call(GET_STATEMENTS, { ...values, limit }, { asIs: true, next });
		const { statements, more } = pageIn(answer);
		const before = found.size;
		for (const one of statements) if (!found.has(idOf(one))) found.set(idOf(one), one);
		emptyPages = found.size > before ? 0 : emptyPages + 1;
		// An address for the second time leads where the first led.
		next = more !== undefined && !addresses.has(more) ? more : undefined;
		if (next !== undefined) addresses.add(next);
		if (next !== undefined && (emptyPages > MOST_EMPTY_PAGES || found.size > LONGEST_LIST))
			throw endless(found.size);
	} while (next !== undefined && found.size < wanted);
	const rows = [...found.values()].slice(0, wanted);
	const isEnd = next === undefined;
	if (!isEnd || found.size > rows.length)
		context?.onCut({ rows, isComplete: false, count: found.size, isEnd });
	return shown(rows, values);
}

/** @throws FieldError for what is no list of statements: an answer that was misread must not pass for an empty list. */
function pageIn(answer: unknown): Page {
	// The standard has an object; the vendor's text of 2021 shows arrays elsewhere (contract: xapi.addStatement).
	const { statements, more } = Array.isArray(answer)
		? { statements: answer as unknown[], more: undefined }
		: ((answer ?? {}) as { statements?: unknown; more?: unknown });
	const isList = Array.isArray(statements) && statements.every(isStatement);
	const isEnd = more === undefined || more === null || more === '';
	if (isList && (isEnd || typeof more === 'string')) {
		return { statements, ...(!isEnd && { more: more as string }) };
	}
	throw new FieldError('Litmos returned no list of statements', CHECK_ENDPOINT);
}

const isStatement = (value: unknown): value is IDataObject =>
	isObject(value) && typeof value.id === 'string';

function endless(count: number): FieldError {
	return new FieldError(
		`The list of statements has no end (${count} so far)`,
		'Set a Limit, or choose a shorter period or another filter.',
	);
}
