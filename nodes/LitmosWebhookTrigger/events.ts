import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { withoutSecrets } from '../shared/secrets/named';
import { decodeEntities, isObject, mapTexts, shownDate } from '../shared/values';

/** One event as the workflow gets it: as Litmos sent it (contract: WebhookEvent), with dates in UTC and plain texts. */
export interface LitmosEvent extends IDataObject {
	/** Tells events apart; Litmos repeats an event under the same one. */
	id: string | number;
	/** In the spelling of Litmos, e.g. `achievement.earned`. */
	type: string;
	data: IDataObject;
}

/** What to answer at once, where a delivery starts nothing. */
export interface Reply {
	status: number;
	message: string;
}

const ALL_EVENTS = '*';

/**
 * The events that the Webhooks screen of Litmos offers. How they are called on the wire is documented
 * for achievement.earned only, so the other names are inferred (contract: WebhookEvent).
 */
export const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Achievement Earned',
		value: 'achievement.earned',
		description: 'A user completed a course or a learning path',
	},
	{ name: 'All Events', value: '*', description: 'Every event that Litmos sends to this URL' },
	{
		name: 'E-Learning Course Processed',
		value: 'elearningcourse.processed',
		description: 'Litmos has processed an uploaded SCORM or Tin Can module',
	},
	{
		name: 'Session Created',
		value: 'session.created',
		description: 'A session of instructor-led training was created',
	},
	{
		name: 'Session Registration',
		value: 'session.registration',
		description: 'A user was registered for a session',
	},
];

/** The documented events have some hundred bytes. */
const BODY_MAX_BYTES = 1_000_000;

/** Litmos' own are whole numbers; longer ones would leave no room for others in what is stored. */
const ID_MAX_CHARACTERS = 100;

/** Reads the body of a delivery. Whatever its content type says: none is documented. */
export function readEvent(body: Buffer | undefined): LitmosEvent | Reply {
	if (body && body.length > BODY_MAX_BYTES) {
		return { status: 413, message: 'The event is larger than 1 MB.' };
	}
	const read = readJson(body);
	if (read === undefined) return { status: 400, message: 'The body is not JSON.' };
	if (isEvent(read)) return { ...read, data: isObject(read.data) ? read.data : {} };
	return {
		status: 422,
		message: 'The body is not a Litmos event: an object with "id" and "type".',
	};
}

/** Whether to start the workflow. An event that is not in the list is passed on, never dropped. */
export function isWanted(type: string, chosen: readonly string[]): boolean {
	if (chosen.length === 0 || chosen.includes(ALL_EVENTS)) return true;
	const known = EVENTS.find(({ value }) => letters(String(value)) === letters(type));
	return known === undefined || chosen.includes(String(known.value));
}

/** Undefined also for JSON that is nested too deeply to be walked through. */
function readJson(body: Buffer | undefined): unknown {
	try {
		const text = body?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
		const clean = withoutSecrets(mapTexts(JSON.parse(text), decodeEntities));
		return mapTexts(clean, shownDate);
	} catch {
		return undefined;
	}
}

function isEvent(value: unknown): value is LitmosEvent {
	if (!isObject(value)) return false;
	const { id, type, object = 'event' } = value;
	const isNamed = typeof type === 'string' && letters(type) !== '';
	const isNumbered =
		Number.isSafeInteger(id) ||
		(typeof id === 'string' && id.trim() !== '' && id.length <= ID_MAX_CHARACTERS);
	return isNamed && isNumbered && letters(String(object)) === 'event';
}

/** `Session.Created` and `session_created` are one event. */
function letters(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
