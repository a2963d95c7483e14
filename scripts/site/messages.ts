// The page of messages: what the nodes really say, from the code that says it and from the tests that provoke it.
import type {
	ErrorContext,
	LitmosError,
	LitmosResponse,
} from '../../nodes/shared/transport/errors';
import { noResponse, notJson, refusal, tooLarge } from '../../nodes/shared/transport/errors';
import { BAD_ANSWERS, BAD_VALUES } from '../../test/engine/support/refusals';
import { wordsOfRegion } from '../../nodes/shared/account';
import { rows } from '../operationList';
import { cell, table } from './fieldTables';

const MOST_CHARACTERS = 200;

const CONTEXT: ErrorContext = {
	action: 'Create user',
	subjects: ['User "ada@example.com"'],
	credential: wordsOfRegion('United States'),
	host: 'api.litmos.com',
};
/** After a request that adds something. */
const WRITE: ErrorContext = { ...CONTEXT, mayHaveRun: true, mayDouble: true };

const answer = (status: number, more: Partial<LitmosResponse> = {}): LitmosResponse => ({
	status,
	statusText: '',
	headers: {},
	text: '',
	...more,
});

const WEB_PAGE = answer(200, { text: '<html>' });

function fromLitmos(): LitmosError[] {
	const refused = [302, 400, 401, 403, 404, 406, 409, 422, 500, 502].map((status) =>
		refusal(answer(status), CONTEXT),
	);
	return [
		...refused,
		noResponse('ECONNREFUSED', CONTEXT),
		noResponse('ECONNRESET', WRITE),
		notJson(WEB_PAGE, CONTEXT),
		notJson(WEB_PAGE, WRITE),
		tooLarge(answer(200), CONTEXT),
	];
}

/** Which operations say what about their fields or about an answer. */
function fromTests(
	refusals: ReadonlyArray<readonly [string, unknown, string, ...unknown[]]>,
): string[][] {
	const places = new Map<string, Set<string>>();
	for (const [operation, , message] of refusals) {
		const shown = cell(message).slice(0, MOST_CHARACTERS);
		places.set(shown, (places.get(shown) ?? new Set()).add(titleOf(operation)));
	}
	return [...places]
		.map(([message, where]) => [message, [...where].sort().join(', ')])
		.sort(([one = ''], [other = '']) => one.localeCompare(other, 'en'));
}

function titleOf(operation: string): string {
	const row = rows.find(({ name }) => name === operation.replace(': ', ':'));
	return row ? `${row.resource.name}: ${row.operation.name}` : operation;
}

/** All messages as Markdown. */
export function printMessages(): string {
	const litmos = fromLitmos().map(({ message, description }) => [cell(message), cell(description)]);
	return [
		'# Messages',
		'Search this page for the message that n8n shows. The text in quotation marks and parentheses depends on your data. What you see during outages and restarts is described in [When things go wrong](./when-things-go-wrong.md), and so are [the messages of the credential test](./when-things-go-wrong.md#messages-of-the-credential-test).',
		'## What Litmos answered {#litmos}',
		'The examples are those of creating a user.',
		table([['Message', 'What to do'], ...litmos]),
		'## Values that the node refuses {#values}',
		'These are shown before anything is sent. Correct the field that the message names.',
		table([['Message', 'Operation'], ...fromTests(BAD_VALUES)]),
		'## Answers that the node refuses {#answers}',
		'Litmos answered, but not with what the operation needs.',
		table([['Message', 'Operation'], ...fromTests(BAD_ANSWERS)]),
	].join('\n\n');
}
