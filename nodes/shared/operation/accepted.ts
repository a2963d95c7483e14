import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { LitmosError, UncertainError } from '../transport/errors';
import type { ReadRows } from './pages';
import type { ItemValues } from './readValues';
import type { Operation } from './types';

/** How an item of a failed run ended: with its output, or so that nobody knows whether Litmos has it. */
interface Ending {
	/** Of which run, operation and values. */
	mark: string;
	result: INodeExecutionData[] | UncertainError;
	/** What was read for it, if the Limit may have left some out. */
	cut?: ReadRows;
}

// n8n's Retry On Fail hands a node the very same input objects again; they are let go of with the execution.
const endings = new WeakMap<object, Ending>();

/** What tells a retry from a run of its own, by the item that it is about. */
export interface Attempted {
	ctx: IExecuteFunctions;
	operation: Operation;
	accountName: string;
}

/** Keeps for a retry what need not, or must not, be sent again. n8n retries also where On Error is Continue, if the first item failed. */
export function keepEndings(
	attempted: Attempted,
	items: readonly ItemValues[],
	{ resultOf, cut }: { resultOf: (item: number) => unknown; cut: ReadonlyMap<number, ReadRows> },
): void {
	const input = attempted.ctx.getInputData();
	for (const values of items) {
		const result = resultOf(values.item);
		if (!(result instanceof UncertainError) && !Array.isArray(result)) continue;
		const ended = { result: result as Ending['result'], cut: cut.get(values.item) };
		endings.set(input[values.item], { mark: markOf(attempted, values), ...ended });
	}
}

/** How the item ended in the try before; an error says that it was not sent again. Each ending is told once. */
export function endingOf(attempted: Attempted, values: ItemValues): Ending | undefined {
	const input = attempted.ctx.getInputData()[values.item];
	const ending = endings.get(input);
	endings.delete(input);
	if (ending?.mark !== markOf(attempted, values)) return undefined;
	const { result } = ending;
	return { ...ending, result: result instanceof UncertainError ? notAgain(result) : result };
}

function markOf({ ctx, operation, accountName }: Attempted, read: ItemValues): string {
	const { item, values, modes, isXml } = read;
	const run = [ctx.getExecutionId(), ctx.getNode().id, accountName, operation.action];
	return JSON.stringify([run, item, values, modes, isXml]);
}

/**
 * The error of what comes after a write that Litmos took: whoever only hears that a look at it failed would write again.
 * `todo`: what to do instead.
 */
export function afterTaken(error: Error, todo: string): Error {
	const { description, httpCode } = error as Partial<LitmosError>;
	// Canceling has no description, and n8n knows it by its message.
	const isCanceled = error instanceof LitmosError && description === '';
	if (error instanceof UncertainError || isCanceled) return error;
	return new UncertainError(error.message, todo, httpCode);
}

const NOT_AGAIN = ' Retry On Fail ran this item again; it was not sent a second time.';

function notAgain(error: UncertainError): UncertainError {
	if (error.description.endsWith(NOT_AGAIN)) return error;
	return new UncertainError(error.message, error.description + NOT_AGAIN, error.httpCode);
}
