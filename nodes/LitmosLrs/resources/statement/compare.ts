// Whether a store has a statement, and what is said of one where it does not show that.
import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, ItemResult } from '../../../shared/operation/types';
import { LitmosError, UncertainError } from '../../../shared/transport/errors';
import { isObject } from '../../../shared/values';
import { LOOK_UP } from './requests';
import { idOf, isStored } from './same';

export const stored = ({ id }: IDataObject): IDataObject[] => [{ success: true, statementId: id }];

/** A success where the store has this very statement, a conflict where it has another; undefined where it shows none. */
export async function lookUp(
	call: Call,
	statement: IDataObject,
): Promise<IDataObject[] | FieldError | undefined> {
	const options = { missing: true, asIs: true } as const;
	const found = await call(LOOK_UP, { statementId: statement.id }, options);
	if (!isObject(found) || idOf(found) !== idOf(statement)) return undefined;
	return isStored(statement, found) ? stored(statement) : conflict(statement);
}

/** The same; `doubt` where it shows none, or does not say. */
export async function compare(
	call: Call,
	statement: IDataObject,
	doubt: UncertainError,
): Promise<ItemResult> {
	try {
		return (await lookUp(call, statement)) ?? doubt;
	} catch (error) {
		// Of a canceled run there is nothing to be said, and n8n knows it by its own words.
		if (!(error instanceof LitmosError) || error.description === '') return error as Error;
		const { message, description, httpCode } = error;
		const why = ` It could not be looked up: ${message}.${wordsOf(description)}`;
		return new UncertainError(doubt.message, doubt.description + why, httpCode);
	}
}

function conflict({ id }: IDataObject): FieldError {
	return new FieldError(
		`The learning record store has a different statement with the ID ${String(id)}`,
		'Statements cannot be changed. Send it with another Statement ID, or void the one that is there.',
	);
}

/** The store took the request and did not name the statement. */
export function unconfirmed({ id }: IDataObject): UncertainError {
	return new UncertainError(
		`Litmos accepted the request but did not confirm the statement ${String(id)}`,
		'Look for it with Statement: Get before you run this item again: with a new Statement ID it would be stored a second time.',
	);
}

/** The store refused the statement for its ID. It may be stored all the same, by a request whose answer was lost. */
export function inUse({ id }: IDataObject): UncertainError {
	return new UncertainError(
		`The learning record store says that it has a statement with the ID ${String(id)}, but it cannot be read`,
		'It may be this one, or one that was voided. Look for it with Statement: Get before you run this item again.',
		'409',
	);
}

/** Of a statement that has the same ID the next time, nobody need find out whether it was stored. */
export function told({ idFrom }: IDataObject, outcome: ItemResult): ItemResult {
	if (!(outcome instanceof UncertainError) || idFrom === 'automatic') return outcome;
	const { message, description, httpCode } = outcome;
	// Where the ID is in use, sending it again changes nothing.
	const advice = httpCode === '409' ? description : `${SEND_AGAIN}${wordsOf(description)}`;
	return new LitmosError(message, advice, httpCode);
}

const SEND_AGAIN =
	'Run this item again. With the same Statement ID, the statement cannot be stored twice.';

/** What Litmos or the network said. */
const wordsOf = (description: string): string =>
	/( (?:Litmos|Network): ".*)$/s.exec(description)?.[1] ?? '';
