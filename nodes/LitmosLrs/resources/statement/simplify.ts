import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/values';
import { lastPartOf } from './build';

/** What most people want to know of a statement, in one row of a table. */
export const COLUMNS = [
	'id',
	'timestamp',
	'actorName',
	'actorId',
	'verbName',
	'activityId',
	'activityName',
	'completion',
	'success',
	'score',
] as const;

/** The statement as a row: null where it says nothing. */
export function simplified(statement: IDataObject): IDataObject {
	const { id, actor, verb, object, result } = statement;
	const { completion, success, score } = membersOf(result);
	const activity = membersOf(object);
	const { scaled, raw } = membersOf(score);
	const row: Record<(typeof COLUMNS)[number], unknown> = {
		id,
		timestamp: statement.timestamp ?? statement.stored,
		actorName: membersOf(actor).name,
		actorId: identifierOf(membersOf(actor)),
		verbName: verbNameOf(membersOf(verb)),
		activityId: activity.id,
		activityName: firstText(membersOf(activity.definition).name),
		completion,
		success,
		score: scaled ?? raw,
	};
	const cells = Object.entries(row).map(([name, cell]) => [name, cell ?? null]);
	return Object.fromEntries(cells) as IDataObject;
}

const membersOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** An email address without mailto:, or whatever else tells the person apart. */
function identifierOf({ mbox, account, openid, mbox_sha1sum: hash }: IDataObject): unknown {
	if (typeof mbox === 'string') return mbox.replace(/^mailto:/i, '');
	return membersOf(account).name ?? openid ?? hash;
}

function verbNameOf({ id, display }: IDataObject): unknown {
	return firstText(display) ?? (typeof id === 'string' ? lastPartOf(id) : undefined);
}

/** Of a text in several languages, English where there is any. */
function firstText(texts: unknown): unknown {
	const all = Object.entries(membersOf(texts));
	const english = all.find(([language]) => /^en\b/i.test(language));
	return (english ?? all[0])?.[1];
}
