import type { IDataObject } from 'n8n-workflow';
import { userLocator } from '../../../shared/locators/user';
import { FieldError } from '../../../shared/operation/readTyped';
import type {
	Call,
	JointOperation,
	ItemResult,
	RequestSpec,
} from '../../../shared/operation/types';
import { inSession, SESSION_PATH } from '../session/path';
import { readAll } from '../../../shared/operation/list';
import { alikeIn, noteFaults, packsOf, ROLL_CALL } from './groups';

/** No ceiling is known for this list (contract: ilt.markRollcall); others of Litmos end at 25. */
const PEOPLE_PER_CALL = 25;

/** Whole rows: one client sends only three members, but the specification wants them all. */
const SUBMIT: RequestSpec = {
	method: 'POST',
	path: `${SESSION_PATH}/rollcall`,
	body: [
		'Id',
		'EventStatus',
		'FirstName',
		'LastName',
		'Email',
		'CompanyName',
		'Score',
		'Completed',
	],
	xml: 'EventUser',
	defaults: { FirstName: '', LastName: '', Email: '', CompanyName: '' },
	batch: { max: PEOPLE_PER_CALL },
};

function notRegistered(id: unknown): FieldError {
	return new FieldError(
		`The user ${String(id)} is not registered for the session`,
		'Register the user first, with Session Participant: Register.',
	);
}

async function submitAll(call: Call, group: readonly IDataObject[]): Promise<ItemResult[]> {
	const [values] = group;
	const faults = new Map<string, Error>();
	const rows = new Map(
		(await readAll(call, { spec: ROLL_CALL }, values)).map((row) => [String(row.Id), row]),
	);
	const entered = new Map<string, IDataObject>();
	for (const { userId, Score, Completed } of group) {
		const row = rows.get(String(userId));
		if (row) entered.set(String(userId), { ...row, Score, Completed });
		else faults.set(String(userId), notRegistered(userId));
	}
	for (const pack of packsOf([...entered.keys()], PEOPLE_PER_CALL)) {
		const rows = pack.map((id) => entered.get(id)!);
		await noteFaults(faults, pack, async () => await call(SUBMIT, values, { rows, serves: pack }));
	}
	return group.map(
		({ userId }) =>
			faults.get(String(userId)) ?? [{ ...entered.get(String(userId)), submitted: true }],
	);
}

export const submitRollCall: JointOperation = {
	kind: 'joint',
	name: 'Submit Roll Call',
	value: 'submitRollCall',
	action: 'Submit roll call of user in session',
	description: 'Complete the module, with a score, for users who attended a session',
	fields: [
		...inSession,
		userLocator.field,
		{
			displayName: 'Completed',
			name: 'Completed',
			type: 'boolean',
			required: true,
			default: true,
			description: 'Whether the user has completed the module',
		},
		{
			displayName: 'Score',
			name: 'Score',
			type: 'number',
			required: true,
			typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
			default: 100,
			description: 'From 0 to 100',
		},
	],
	together: alikeIn('courseId', 'moduleId', 'sessionId'),
	servedBy: 'userId',
	cost: '1 per 25 items (reads first)',
	run: submitAll,
	calls: [ROLL_CALL, SUBMIT],
};
