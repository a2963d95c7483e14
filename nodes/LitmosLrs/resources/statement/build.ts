import type { IDataObject } from 'n8n-workflow';
import { problemOf } from './check';
import { problemOfId } from './shape';

/** Members that have a value; undefined where none has. */
function filled(members: IDataObject): IDataObject | undefined {
	const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== '');
	return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** An agent by email address or by account. */
export function agentFrom({
	actorBy,
	actorEmail,
	accountName,
	accountHomePage,
}: IDataObject): IDataObject {
	const account = { homePage: accountHomePage, name: accountName };
	return actorBy === 'account'
		? { objectType: 'Agent', account }
		: { objectType: 'Agent', mbox: mailboxOf(actorEmail) };
}

/** As it was entered: to a store, other capitals are another person. */
function mailboxOf(email: unknown): string {
	return `mailto:${String(email)
		.trim()
		.replace(/^mailto:/i, '')}`;
}

/** Words for a person, in the language in which they were entered. */
function wordsIn(language: unknown, words: unknown): IDataObject | undefined {
	return words === undefined || words === ''
		? undefined
		: { [String(language ?? 'en-US')]: words as string };
}

/** The last part of `http://adlnet.gov/expapi/verbs/completed`. */
export function lastPartOf(address: string): string {
	const parts = address.split(/[/#:]/).filter((part) => part !== '');
	return parts.at(-1) ?? address;
}

function durationOf(minutes: unknown): string | undefined {
	if (minutes === undefined) return undefined;
	return `PT${Math.round(Number(minutes) * 6000) / 100}S`;
}

/** The statement that the fields make, without an ID. */
function fromFields(values: IDataObject): IDataObject {
	const { language, actorName, activityId } = values;
	const verb = String(values.verb === 'custom' ? values.verbId : values.verb);
	const score = filled({
		scaled: values.scoreScaled,
		raw: values.scoreRaw,
		min: values.scoreMin,
		max: values.scoreMax,
	});
	const definition = filled({
		name: wordsIn(language, values.activityName),
		description: wordsIn(language, values.activityDescription),
		type: values.activityType,
	});
	const result = filled({
		score,
		success: values.success,
		completion: values.completion,
		response: values.response,
		duration: durationOf(values.durationMinutes),
	});
	const { registration, platform } = values;
	const verbName = values.verbName ?? lastPartOf(verb);
	return {
		actor: { ...agentFrom(values), ...filled({ name: actorName }) },
		verb: { id: verb, display: wordsIn(language, verbName) },
		object: { objectType: 'Activity', id: activityId, ...filled({ definition }) },
		...filled({ result, context: filled({ registration, platform }), timestamp: values.timestamp }),
	};
}

function parse(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The statement of an item, as it was entered. @throws nothing: what `problemIn` lets through can be built. */
export function statementOf(values: IDataObject): IDataObject {
	return values.enterAs === 'json' ? (parse(values.statement) as IDataObject) : fromFields(values);
}

/** What is wrong with what was entered, before anything is sent. */
export function problemIn(values: IDataObject): string | undefined {
	const { enterAs, idFrom, statementId } = values;
	const wrongId = idFrom === 'own' ? problemOfId(statementId) : undefined;
	if (wrongId !== undefined) return wrongId;
	if (enterAs !== 'json' && values.verb === 'custom' && !values.verbId)
		return 'The field "Verb ID" is empty';
	const entered = statementOf(values);
	if (enterAs === 'json' && entered === undefined) return 'The field "Statement" is not valid JSON';
	const problem = problemOf(entered);
	if (problem !== undefined) return `A learning record store would refuse this: ${problem}`;
	if (idFrom !== 'automatic' && entered.id !== undefined)
		return 'The statement has an id of its own. Set Statement ID to Automatic, or remove the id from the JSON';
	return undefined;
}
