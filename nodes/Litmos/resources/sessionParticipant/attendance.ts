import type { IDataObject } from 'n8n-workflow';
import { sessionDayLocator } from '../../../shared/locators/session';
import { userLocator } from '../../../shared/locators/user';
import { FieldError } from '../../../shared/operation/readTyped';
import { rowsOf } from '../../../shared/operation/rows';
import type {
	Call,
	JointOperation,
	ItemResult,
	RequestSpec,
} from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { xmlText } from '../../../shared/xml';
import { inSession, SESSION_PATH } from '../session/path';
import { alikeIn, noteFaults, packsOf } from './groups';

/** No ceiling is known for this list (contract: ilt.markAttendanceOfUsers); that of registration is 25. */
const PEOPLE_PER_CALL = 25;

const SESSION: RequestSpec = { method: 'GET', path: SESSION_PATH };
const MARK_ONE: RequestSpec = {
	method: 'POST',
	path: '/courses/{courseId}/modules/{moduleId}/sessiondays/{sessionDayId}/users/{userId}/attended/{attended}',
};
/** Sent as XML: that is how it was seen, and nobody knows whether JSON works. */
const MARK: RequestSpec = {
	method: 'POST',
	path: '/courses/{courseId}/modules/{moduleId}/sessiondays/{sessionDayId}/attended/{attended}',
	text: { contentType: 'application/xml', field: 'people' },
};

/** IDs have no signs that XML would mistake, but an expression may give anything. */
function listOf(ids: readonly string[]): string {
	return `<Users>${ids.map((id) => `<User><Id>${xmlText(id)}</Id></User>`).join('')}</Users>`;
}

async function daysOf(call: Call, values: IDataObject): Promise<string[]> {
	if (values.sessionDayId) return [String(values.sessionDayId)];
	const session = await call(SESSION, values);
	const days = isObject(session) ? rowsOf(session.Days) : [];
	const ids = days.map(({ Id }) => String(Id ?? '')).filter(Boolean);
	if (ids.length < days.length) throw dayWithoutId();
	if (ids.length > 0) return ids;
	throw new FieldError('The session has no days', 'Choose another session, or add a day to it.');
}

/** The others alone would pass for all days. */
function dayWithoutId(): FieldError {
	return new FieldError(
		'Litmos returned a day of the session without an ID',
		'No day was marked. Choose the day under "Session Day".',
	);
}

async function markAll(call: Call, group: readonly IDataObject[]): Promise<ItemResult[]> {
	const [values] = group;
	const faults = new Map<string, Error>();
	const days = await daysOf(call, values);
	for (const pack of packsOf(
		group.map(({ userId }) => userId),
		PEOPLE_PER_CALL,
	)) {
		await noteFaults(faults, pack, async () => {
			const whom = pack.length === 1 ? { userId: pack[0] } : { people: listOf(pack) };
			for (const sessionDayId of days) {
				const spec = pack.length === 1 ? MARK_ONE : MARK;
				await call(spec, { ...values, ...whom, sessionDayId }, { serves: pack });
			}
		});
	}
	return group.map(
		({ sessionId, userId, attended }) =>
			faults.get(String(userId)) ?? [{ sessionId, userId, attended, marked: true }],
	);
}

export const markAttendance: JointOperation = {
	kind: 'joint',
	name: 'Mark Attendance',
	value: 'markAttendance',
	action: 'Mark attendance of user in session',
	description:
		'Record whether users attended a day of a session. To complete the module, use Submit Roll Call.',
	fields: [
		...inSession,
		sessionDayLocator.field,
		userLocator.field,
		{
			displayName: 'Attended',
			name: 'attended',
			type: 'boolean',
			required: true,
			default: true,
			description: 'Whether the user attended',
		},
	],
	together: alikeIn('courseId', 'moduleId', 'sessionId', 'sessionDayId', 'attended'),
	servedBy: 'userId',
	cost: '1 per 25 items',
	run: markAll,
	calls: [SESSION, MARK_ONE, MARK],
};
