import { HttpError, UnreadableBody } from '../http/answers';
import { flagOf, textOf, type Fields } from '../http/body';
import { recordMail, type Call } from '../http/call';
import type { ImportRecord } from '../state/contentRecords';
import { addMember } from '../state/teams';
import { LOGIN_PAGE, emptyUser, type UserRecord } from '../state/records';
import { addUser, assignCourse, replaceUser } from '../state/state';
import { notePassword, userFrom } from '../people/body';
import { courseSummary } from '../views/courses';
import { teamCode } from '../views/teams';
import { isoSeconds } from '../http/wireFormat';

/** Columns that other records call differently; the others have the same name in both. */
const RENAMED: Readonly<Record<string, string>> = {
	Username: 'UserName',
	Phone: 'PhoneWork',
	Mobile: 'PhoneMobile',
	Title: 'JobTitle',
	WebSite: 'Website',
	Address1: 'Street1',
	Address2: 'Street2',
	Zip: 'PostalCode',
	InActiveDate: 'ExpirationDate',
	Manager: 'ManagerId',
};

/** D, M: letters, 2 and 3; S: 5 a learner. unknown: 4, and how an administrator of a team shows. */
const LEVELS: Readonly<Record<string, string>> = {
	L: 'Learner',
	TL: 'Team_Leader',
	TA: 'Team_Leader',
	2: 'Account_Owner',
	3: 'Administrator',
	4: 'Team_Leader',
	5: 'Learner',
};

/** D: a row must have these. */
const REQUIRED = ['Username', 'FirstName', 'LastName'];

/** unknown: all texts of an import's errors but those of a single person, which are taken for them too. */
const fail = (text: string): never => {
	throw new HttpError(409, text);
};

/** What a row says, with the names of a person's record; what is left out keeps its value (D). */
function saidBy(call: Call, row: Fields): Record<string, unknown> {
	const said = Object.entries(row).filter(([, value]) => value !== '');
	const values = Object.fromEntries(said.map(([key, value]) => [RENAMED[key] ?? key, value]));
	if ('AccessLevel' in values) {
		values.AccessLevel = LEVELS[String(values.AccessLevel)] ?? fail('Access level is invalid');
	}
	const manager = textOf(row, 'Manager');
	// S: a user name or an Id.
	if (manager !== '') values.ManagerId = call.state.userNames.get(manager.toLowerCase()) ?? manager;
	return values;
}

interface Assigned {
	teams: string[];
	courses: string[];
}

/** K, M: teams and courses go by their code for bulk import. unknown: a wrong code; the row fails. */
function assignedBy(call: Call, row: Fields): Assigned {
	const codes = (name: string, count: number): string[] =>
		Array.from({ length: count }, (_, index) => textOf(row, `${name}${index + 1}`)).filter(Boolean);
	const teams = new Map([...call.state.teams.values()].map((team) => [teamCode(team), team.Id]));
	const courses = new Map(
		[...call.state.courses.values()].map((course) => [
			String(courseSummary(course).CourseCodeForBulkImport),
			course.Id,
		]),
	);
	return {
		teams: codes('Team', 5).map((code) => teams.get(code) ?? fail(`Team ${code} does not exist`)),
		courses: codes('Course', 3).map(
			(code) => courses.get(code) ?? fail(`Course ${code} does not exist`),
		),
	};
}

function newUser(call: Call): UserRecord {
	const { random, lastOriginalId } = call.state;
	lastOriginalId.user += 1;
	return {
		...emptyUser(),
		Active: true,
		Id: random.longId(),
		LoginKey: LOGIN_PAGE + random.guid(),
		OriginalId: lastOriginalId.user,
		CreatedDate: isoSeconds(call.now),
	};
}

/** unknown: which of the tenant's fields a number means; the order in which they were first used is taken. */
function setAdvanced(call: Call, userId: string, row: Fields): void {
	const names = [
		...new Set([...call.state.customFields.values()].flatMap((own) => [...own.keys()])),
	];
	const values = new Map(call.state.customFields.get(userId));
	for (const [index, name] of names.entries()) {
		const value = textOf(row, `UserCustomField${index + 1}`);
		if (value !== '') values.set(name, value);
	}
	if (values.size > 0) call.state.customFields.set(userId, values);
}

function importRow(call: Call, job: ImportRecord, row: Fields): void {
	if (REQUIRED.some((key) => textOf(row, key) === '')) fail('A required column is empty');
	const { state } = call;
	const known = state.users.get(state.userNames.get(textOf(row, 'Username').toLowerCase()) ?? '');
	const before = known ?? newUser(call);
	const isEmail = textOf(row, 'Username').includes('@');
	const fields = { ...before, IsCustomUsername: !isEmail, ...saidBy(call, row) };
	const assigned = assignedBy(call, row);
	const user = { ...userFrom(call, fields, before), Active: flagOf(fields, 'Active') };
	if (known) replaceUser(state, user);
	else addUser(state, { ...user, SkipFirstLogin: job.skipFirstLogin });
	notePassword(call, user.Id, row);
	setAdvanced(call, user.Id, row);
	for (const id of assigned.teams) {
		const team = state.teams.get(id);
		if (team) addMember(state, { team, userId: user.Id }, call.now);
	}
	for (const courseId of assigned.courses)
		assignCourse(state, { userId: user.Id, courseId, source: 'direct' }, call.now);
	if (known) return;
	job.created += 1;
	// S: log-in mail to new people, if it was asked for.
	if (job.sendEmails) recordMail(call, user.Id, 'user imported');
}

function note(job: ImportRecord, Username: string, error: Error): void {
	// Anything else is a mistake of the sandbox.
	if (!(error instanceof HttpError) && !(error instanceof UnreadableBody)) throw error;
	if (/email/i.test(error.message)) job.invalidEmail += 1;
	job.errors.push({ Username, ImporStatus: error.message || 'A value could not be read' });
}

/** Imports people one by one; who cannot be imported is noted, and the others are not affected. */
export function importPeople(call: Call, job: ImportRecord): void {
	const seen = new Set<string>();
	for (const row of job.rows) {
		const Username = textOf(row, 'Username');
		const name = Username.toLowerCase();
		try {
			// unknown: what Duplicate counts; the same name once more in one import is assumed.
			if (seen.has(name)) {
				job.duplicate += 1;
				fail('Duplicate username');
			}
			seen.add(name);
			importRow(call, job, row);
		} catch (error) {
			note(job, Username, error as Error);
		}
	}
}
