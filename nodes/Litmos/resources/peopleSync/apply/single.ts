import type { IDataObject } from 'n8n-workflow';
import { layOver } from '../../../../shared/operation/records/update';
import { wellSpelled } from '../../../../shared/values';
import {
	CHANGE_USER,
	CREATE_USER,
	deriveNames,
	deriveNewName,
	GET_USER,
	mergeUser,
	USER_RENAMES,
} from '../../user/record';
import { isSame, plainCell, textOf } from '../plan/cells';
import { isProtected, MANAGER } from '../plan/people';
import { PROTECTED } from '../plan/plan';
import type { Change, Person } from '../plan/types';
import { inTurns, personIn } from '../read';
import { keyOf, openColumns } from './journal';
import type { Work } from './journal';

/** People by what the writers look them up by. */
interface Known {
	at: Map<string, number>;
	ids: Map<string, string>;
}

/** Writes people one by one: each is read just before, and sent whole with the changes. */
export async function writeSingly(work: Work, changes: readonly Change[]): Promise<void> {
	const { people } = work.mirror;
	const known: Known = {
		at: new Map(people.map(({ Id }, index) => [Id, index])),
		ids: new Map(people.map(({ Id, UserName }) => [plainCell(UserName), Id])),
	};
	await inTurns(changes, async (change) => {
		const columns = openColumns(change, work.journal, 'single');
		work.journal.note(change, 'single', columns);
		const write = change.person ? update : create;
		await work.journal.write([change], async () => await write(work, { change, columns, known }));
	});
}

interface One {
	change: Change;
	columns: readonly string[];
	known: Known;
}

async function create({ call, mirror, values }: Work, one: One): Promise<void> {
	const given = valuesOf(one);
	const derived = deriveNames(given);
	const { sendEmail, skipFirstLogin } = values;
	const body = { ...given, ...derived, sendEmail, SkipFirstLogin: skipFirstLogin };
	const made = wellSpelled((await call(CREATE_USER, body, { record: true })) as IDataObject);
	const { Id } = made;
	// Where Litmos does not say which ID there is, the next run of Apply does the rest.
	if (Id) mirror.people.push(personIn({ ...body, ...made }, String(Id)));
}

async function update({ call, mirror, rules, journal }: Work, one: One): Promise<void> {
	const { change, known } = one;
	const userId = change.person!.Id;
	const record = (await call(GET_USER, { userId }, { record: true })) as IDataObject;
	const now = personIn(wellSpelled(record), userId);
	const wanted = Object.entries(valuesOf(one));
	const changed = wanted.filter(([column, after]) => !isSame(column, idIn(column, now), after));
	const isOff = change.action === 'deactivate';
	const mayNot = isOff && isProtected(now, new Set(rules.unprotected.map(plainCell)));
	if (mayNot) return void journal.failed.set(keyOf(change), PROTECTED);
	const after = Object.fromEntries(changed);
	const renamed =
		after.UserName === undefined ? {} : deriveNewName({ newUserName: after.UserName });
	const laid = layOver(record, { ...after, ...renamed }, USER_RENAMES);
	const body = mergeUser(record, laid);
	if (changed.length > 0) await call(CHANGE_USER, { userId }, { body });
	mirror.people[known.at.get(userId)!] = personIn(wellSpelled(body), userId);
}

/** Litmos has 0 where there is no manager. */
function idIn(column: string, person: Person): unknown {
	const cell = person[column];
	return column === 'ManagerId' && textOf(cell) === '0' ? '' : cell;
}

/** What is to be written, by column: the manager by ID. */
function valuesOf({ change, columns, known }: One): IDataObject {
	const entries = columns.map((column) => {
		const after = change.fields[column][1];
		if (column !== MANAGER) return [column, after];
		return ['ManagerId', known.ids.get(plainCell(after)) ?? ''];
	});
	return Object.fromEntries(entries) as IDataObject;
}
