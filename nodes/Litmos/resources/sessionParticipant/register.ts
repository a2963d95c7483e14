import type { IDataObject } from 'n8n-workflow';
import { userLocator } from '../../../shared/locators/user';
import { afterTaken } from '../../../shared/operation/accepted';
import { FieldError } from '../../../shared/operation/readTyped';
import type {
	Call,
	JointOperation,
	ItemResult,
	RequestSpec,
} from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { sendEmailField } from '../fields';
import { inSession, SESSION_PATH } from '../session/path';
import { assignByField, assignByImport, IMPORT_CALLS } from '../bulkImport/assignCourses';
import { alikeIn, noteFaults, packsOf, ROLL_CALL } from './groups';
import { readAll } from '../../../shared/operation/list';
import { idList } from '../requests';

/** The most people that Litmos takes in one registration (contract: ilt.registerUsers). */
const PEOPLE_PER_CALL = 25;

const ASSIGNED: RequestSpec = {
	method: 'GET',
	path: '/courses/{courseId}/users',
	query: ['start', 'limit'],
};
const ASSIGN: RequestSpec = {
	method: 'POST',
	path: '/users/{userId}/courses',
	query: [['sendmessage', 'sendEmail']],
	...idList('courseId', 'Course', { max: 1 }),
};
const REGISTER_ONE: RequestSpec = {
	method: 'POST',
	path: `${SESSION_PATH}/users/{userId}/register`,
};
const REGISTER: RequestSpec = {
	method: 'POST',
	path: `${SESSION_PATH}/users/register`,
	...idList('userId', 'User', { max: PEOPLE_PER_CALL }),
};

interface Registering {
	call: Call;
	/** Course, module and session. */
	values: IDataObject;
	faults: Map<string, Error>;
}

/** One person costs one call to assign, unless by import; who has the course already, nothing, if the list of those costs less. */
async function assignAll(
	{ call, values, faults }: Registering,
	group: readonly IDataObject[],
): Promise<void> {
	const wanted = new Map(
		group
			.filter(({ assignCourse }) => assignCourse === true)
			.map((item) => [String(item.userId), item]),
	);
	if (wanted.size === 0) return;
	const maxPages = wanted.size - 1;
	const known = maxPages > 0 ? await readAll(call, { spec: ASSIGNED, maxPages }, values) : [];
	known.forEach(({ Id }) => wanted.delete(String(Id)));
	if (values.assignBy === 'import') {
		const ids = [...wanted.keys()];
		await noteFaults(faults, ids, async () => {
			const failed = await assignByImport(thenWrites(call), [values.courseId], ids);
			failed.forEach((fault, id) => faults.set(id, fault));
		});
		return;
	}
	for (const [id, item] of wanted) {
		await noteFaults(
			faults,
			[id],
			async () => await call(ASSIGN, item, { rows: [item], serves: [id] }),
		);
	}
}

/** Whoever has the course is registered after it. */
const thenWrites =
	(call: Call): Call =>
	async (spec, values, options) =>
		await call(spec, values, options?.needed ? { ...options, needed: 'toWrite' } : options);

/** Litmos tells of a list only how many it did not register. */
async function registerPack(
	{ call, values, faults }: Registering,
	pack: readonly string[],
): Promise<void> {
	if (pack.length === 1) {
		await call(REGISTER_ONE, { ...values, userId: pack[0] }, { serves: pack });
		return;
	}
	const rows = pack.map((userId) => ({ userId }));
	const answer = await call(REGISTER, values, { rows, serves: pack });
	if (!isObject(answer)) return;
	const { Failed, TotalUsersRegistered: count } = answer;
	// It may count neither way who is unknown.
	if (!(Number(Failed) > 0) && !(Number(count) < pack.length)) return;
	const there = new Set((await readRollCall(call, values)).map(({ Id }) => Id));
	for (const id of pack.filter((userId) => !there.has(userId))) {
		faults.set(
			id,
			new FieldError(
				`Litmos did not register the user ${id} for the session`,
				'Litmos gives no reason. If the course is not assigned to the user, turn on "Assign Course". Otherwise check the user and the free seats.',
			),
		);
	}
}

/** After a registration. */
async function readRollCall(call: Call, values: IDataObject): Promise<IDataObject[]> {
	try {
		return await readAll(call, { spec: ROLL_CALL }, values);
	} catch (error) {
		throw afterTaken(
			error as Error,
			'Litmos took the registration but did not register everyone. Check who is registered with Session Participant: Get Roll Call before you run these items again.',
		);
	}
}

async function registerAll(call: Call, group: readonly IDataObject[]): Promise<ItemResult[]> {
	const [values] = group;
	const faults = new Map<string, Error>();
	const registering = { call, values, faults };
	await assignAll(registering, group);
	const people = group.map(({ userId }) => String(userId)).filter((id) => !faults.has(id));
	for (const pack of packsOf(people, PEOPLE_PER_CALL)) {
		await noteFaults(faults, pack, async () => await registerPack(registering, pack));
	}
	return group.map(
		({ sessionId, userId }) =>
			faults.get(String(userId)) ?? [{ sessionId, userId, registered: true }],
	);
}

export const register: JointOperation = {
	kind: 'joint',
	name: 'Register',
	value: 'register',
	action: 'Register user for session',
	description: 'Register users for a session. Litmos may email them about it.',
	fields: [
		...inSession,
		userLocator.field,
		{
			displayName: 'Assign Course',
			name: 'assignCourse',
			type: 'boolean',
			default: false,
			description:
				'Whether to assign the course first to users who do not have it. Without the course, Litmos refuses the registration. Uses one request per user, plus one per 1,000 users of the course.',
		},
		{ ...assignByField, displayOptions: { show: { assignCourse: [true] } } },
		{
			...sendEmailField,
			displayOptions: { show: { assignCourse: [true], assignBy: ['oneByOne'] } },
			description: 'Whether Litmos emails users about the course that is assigned to them',
		},
	],
	advice: {
		409: 'If the course is not assigned to the user, turn on "Assign Course". Otherwise follow the message from Litmos.',
	},
	together: alikeIn('courseId', 'moduleId', 'sessionId', 'assignBy'),
	servedBy: 'userId',
	cost: '1 per 25 items',
	run: registerAll,
	calls: [ASSIGNED, ASSIGN, REGISTER_ONE, REGISTER, ROLL_CALL, ...IMPORT_CALLS],
};
