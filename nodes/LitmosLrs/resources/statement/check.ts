import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/values';
import {
	all,
	anything,
	duration,
	extensions,
	flag,
	iri,
	language,
	listOf,
	mailbox,
	number,
	oneOf,
	record,
	sha1,
	STATEMENT,
	text,
	texts,
	time,
	uuid,
	version,
} from './shape';
import type { Check } from './shape';

/** What tells people apart: an agent has exactly one of them. */
const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'];

const identifier = {
	name: text,
	mbox: mailbox,
	mbox_sha1sum: sha1,
	openid: iri,
	account: record({ homePage: iri, name: text }, ['homePage', 'name']),
};

const identifiersIn = (value: unknown): number =>
	IDENTIFIERS.filter((name) => isObject(value) && value[name] !== undefined).length;

const agent: Check = all(record({ objectType: oneOf('Agent'), ...identifier }), (value, at) =>
	identifiersIn(value) === 1
		? undefined
		: `${at} must have exactly one of ${IDENTIFIERS.join(', ')}`,
);

const group: Check = all(
	record({ objectType: oneOf('Group'), member: listOf(agent), ...identifier }, ['objectType']),
	(value, at) => {
		const { member } = value as IDataObject;
		const count = identifiersIn(value);
		if (count > 1) return `${at} must have one of ${IDENTIFIERS.join(', ')} at most`;
		const isEmpty = !Array.isArray(member) || member.length === 0;
		return count === 0 && isEmpty ? `${at} has neither an identifier nor a member` : undefined;
	},
);

const typeOf = (value: unknown): unknown => (isObject(value) ? value.objectType : undefined);

const actor: Check = (value, at) => (typeOf(value) === 'Group' ? group : agent)(value, at);

/** Whose group stands for an application and the user for whom it acts. */
const authority: Check = all(actor, (value, at) => {
	const { objectType, member } = value as IDataObject;
	const isPair = Array.isArray(member) && member.length === 2 && identifiersIn(value) === 0;
	return objectType === 'Group' && !isPair
		? `${at} must be an agent, or a group of two without an identifier`
		: undefined;
});

const components = listOf(record({ id: text, description: texts }, ['id']));

/** Which lists a kind of question has. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
	choice: ['choices'],
	sequencing: ['choices'],
	likert: ['scale'],
	matching: ['source', 'target'],
	performance: ['steps'],
	'true-false': [],
	'fill-in': [],
	'long-fill-in': [],
	numeric: [],
	other: [],
};
const LISTS = [...new Set(Object.values(QUESTIONS).flat())];

const definition: Check = all(
	record({
		name: texts,
		description: texts,
		type: iri,
		moreInfo: iri,
		extensions,
		interactionType: oneOf(...Object.keys(QUESTIONS)),
		correctResponsesPattern: listOf(text),
		...Object.fromEntries(LISTS.map((name) => [name, components])),
	}),
	(value, at) => {
		const { interactionType: type, ...rest } = value as IDataObject;
		const has = (name: string) => rest[name] !== undefined;
		if (type === undefined && [...LISTS, 'correctResponsesPattern'].some(has))
			return `${at} has no interactionType`;
		const wrong = LISTS.find((name) => has(name) && !QUESTIONS[String(type)].includes(name));
		return wrong && `${at}.${wrong} does not belong to the interactionType ${String(type)}`;
	},
);

const activity = record({ objectType: oneOf('Activity'), id: iri, definition }, ['id']);
const reference = record({ objectType: oneOf('StatementRef'), id: uuid }, ['objectType', 'id']);

const score: Check = all(
	record({ scaled: number, raw: number, min: number, max: number }),
	(value, at) => {
		const { scaled = 0, raw, min = -Infinity, max = Infinity } = value as Record<string, number>;
		if (scaled < -1 || scaled > 1) return `${at}.scaled must be from -1 to 1`;
		if (min >= max) return `${at}.min must be less than max`;
		const isOutside = raw !== undefined && (raw < min || raw > max);
		return isOutside ? `${at}.raw must be from min to max` : undefined;
	},
);

const result = record({
	score,
	success: flag,
	completion: flag,
	response: text,
	duration,
	extensions,
});

/** One alone was allowed before 1.0; not all stores take it any more. */
const activities = listOf(activity);
const context = record({
	registration: uuid,
	instructor: actor,
	team: group,
	contextActivities: record({
		parent: activities,
		grouping: activities,
		category: activities,
		other: activities,
	}),
	revision: text,
	platform: text,
	language,
	statement: reference,
	extensions,
});

/** What a statement and one inside of another have in common. */
const core = {
	actor,
	verb: record({ id: iri, display: texts }, ['id']),
	result,
	context,
	timestamp: time,
	attachments: ((_value, at) => `${at} cannot be sent by this node`) as Check,
};
const REQUIRED = ['actor', 'verb', 'object'];

/** The kinds of objects, by `objectType`: an activity where it is left out. */
const OBJECTS: Readonly<Record<string, Check>> = {
	Activity: activity,
	Agent: agent,
	Group: group,
	StatementRef: reference,
};

const objectFrom =
	(kinds: Readonly<Record<string, Check>>): Check =>
	(value, at) => {
		const type = String(typeOf(value) ?? 'Activity');
		if (!Object.hasOwn(kinds, type))
			return `${at}.objectType must be one of ${Object.keys(kinds).join(', ')}`;
		return kinds[type](value, at);
	};

/** Rules between members. */
const together: Check = (value) => {
	const { verb, object, context: around } = value as Record<string, IDataObject | undefined>;
	const isVoiding = verb?.id === 'http://adlnet.gov/expapi/verbs/voided';
	if (isVoiding && typeOf(object) !== 'StatementRef')
		return 'object must be a StatementRef, as the verb is voided';
	const extra = ['revision', 'platform'].find((name) => around?.[name] !== undefined);
	const isActivity = [undefined, 'Activity'].includes(typeOf(object) as undefined);
	return extra && !isActivity ? `context.${extra} is for activities only` : undefined;
};

const subStatement: Check = all(
	record({ objectType: anything, object: objectFrom(OBJECTS), ...core }, REQUIRED),
	together,
);

const statement: Check = all(
	record(
		{
			...core,
			id: uuid,
			object: objectFrom({ ...OBJECTS, SubStatement: subStatement }),
			stored: time,
			authority,
			version,
		},
		REQUIRED,
	),
	together,
);

/** What is wrong with a statement by the rules of xAPI 1.0.3; undefined where a store has to take it. */
export function problemOf(value: unknown): string | undefined {
	return statement(value, STATEMENT);
}
