import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { AccountError } from '../account';
import type { Redact } from '../secrets/redact';
import { LitmosError } from '../transport/errors';
import { FieldError } from './readTyped';
import { isToolNode } from './tool/isTool';

/** The item that failed, and what had been sent before the run stopped. */
interface FailedItem {
	item?: number;
	/** Later items whose requests had been sent already. */
	later?: readonly number[];
	failed?: readonly number[];
	/** Hides what nobody may see. */
	redact?: Redact;
}

/** Any error of a run as the error n8n shows, at its item. Nothing of the request, and so no key, goes along. */
export function toNodeError(
	ctx: Pick<IExecuteFunctions | ILoadOptionsFunctions, 'getNode'>,
	error: unknown,
	failedItem: FailedItem = {},
): NodeApiError | NodeOperationError {
	const node = ctx.getNode();
	const { item, redact = (value) => value } = failedItem;
	const { message, description } = redact(addLater(tell(error), failedItem));
	const options = { message, description, itemIndex: item };
	const shown =
		error instanceof LitmosError
			? new NodeApiError(node, { message, description }, { ...options, httpCode: error.httpCode })
			: new NodeOperationError(node, message, options);
	// n8n replaces a message that has EEXIST or the like anywhere in it, such as "preexisting". Its agents hear nothing else.
	shown.message = isToolNode(node) ? forModel(message, description) : message;
	return shown;
}

/** Names that a model made up, or that Litmos has, may be of any length. */
const MOST_CHARACTERS = 3000;

const forModel = (message: string, description: string): string =>
	[message.replace(/\.$/, ''), description].filter(Boolean).join('. ').slice(0, MOST_CHARACTERS);

function tell(error: unknown): { message: string; description: string } {
	if (error instanceof LitmosError || error instanceof FieldError) {
		return { message: error.message, description: error.description };
	}
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof AccountError) {
		return { message, description: 'Open the Litmos credential, change the field and save.' };
	}
	return {
		message,
		description: 'This is unexpected. Please report it together with the settings of the node.',
	};
}

const itemsIn = (items: readonly number[]): string =>
	`${items.length === 1 ? 'Item' : 'Items'} ${items.join(', ')}`;

function addLater(
	told: { message: string; description: string },
	{ later = [], failed = [] }: FailedItem,
): { message: string; description: string } {
	if (later.length === 0) return told;
	const done = later.filter((item) => !failed.includes(item));
	const also = later.filter((item) => failed.includes(item));
	const said = [
		told.description,
		done.length > 0 && `${itemsIn(done)} succeeded.`,
		also.length > 0 && `${itemsIn(also)} also failed.`,
		'Items are counted from 0. Any other later items were not started.',
	];
	const were = later.length === 1 ? '1 later item had' : `${later.length} later items had`;
	return {
		message: `${told.message}. ${were} already been sent`,
		description: said.filter(Boolean).join(' '),
	};
}
