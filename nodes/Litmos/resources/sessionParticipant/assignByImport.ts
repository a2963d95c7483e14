import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, RequestSpec } from '../../../shared/operation/types';
import { wellSpelled } from '../../../shared/values';
import {
	afterImport,
	GET_ERRORS,
	GET_IMPORT,
	idIn,
	readErrors,
	waitUntilDone,
} from '../bulkImport/job';
import { IMPORT, LONGEST_USERNAME } from '../bulkImport/people';
import { readAll } from './groups';

const GET_COURSE: RequestSpec = { method: 'GET', path: '/courses/{courseId}' };
const USERS: RequestSpec = { method: 'GET', path: '/users', query: ['start', 'limit'] };

/** Of the people who are there already; Litmos leaves as it is what is not in a row. */
const IMPORT_COURSE: RequestSpec = {
	...IMPORT,
	query: [['sendmessage', 'sendEmail']],
	body: ['Username', 'Email', 'FirstName', 'LastName', 'Course1'],
};

export const IMPORT_CALLS = [GET_COURSE, USERS, IMPORT_COURSE, GET_IMPORT, GET_ERRORS];

/** How long Litmos may take to carry the import out. */
const WAIT_MINUTES = 10;

/**
 * Gives people a course by one import, and waits until Litmos has carried it out: a handful of requests,
 * however many people. Nothing else of their profiles is in it.
 * @returns what went wrong, by the ID of the person
 * @throws LitmosError or FieldError where that concerns all of them
 */
export async function assignByImport(
	call: Call,
	{ courseId }: IDataObject,
	ids: readonly string[],
): Promise<Map<string, Error>> {
	const code = await codeOf(call, courseId);
	const wanted = new Set(ids);
	const all = await readAll(call, { spec: USERS }, {});
	const people = all
		.map(wellSpelled)
		.filter(({ Id, UserName }) => wanted.has(String(Id)) && fits(UserName));
	const faults = new Map<string, Error>();
	people.forEach(({ Id }) => wanted.delete(String(Id)));
	wanted.forEach((id) => faults.set(id, notImportable(id)));
	if (people.length === 0) return faults;
	const rows = people.map(({ UserName, Email, FirstName, LastName }) => {
		return { Username: UserName, Email, FirstName, LastName, Course1: code };
	});
	// No source says that an import mails people about a course; new people, whom it would mail, are none of these.
	const importId = idIn(await call(IMPORT_COURSE, { sendEmail: false }, { rows }), 'Id');
	const errors = await afterImport(importId, async () => {
		await waitUntilDone(call, importId, WAIT_MINUTES);
		return await readErrors(call, importId);
	});
	for (const { Id, UserName } of people) {
		const why = errors.get(String(UserName).toLowerCase());
		if (why !== undefined) faults.set(String(Id), notAssigned(String(UserName), why));
	}
	return faults;
}

const fits = (userName: unknown): boolean => String(userName ?? '').length <= LONGEST_USERNAME;

async function codeOf(call: Call, courseId: unknown): Promise<string> {
	const course = (await call(
		GET_COURSE,
		{ courseId: String(courseId) },
		{ record: true },
	)) as IDataObject;
	if (course.CourseCodeForBulkImport) return String(course.CourseCodeForBulkImport);
	throw new FieldError(
		`The course "${String(course.Name)}" has no code for imports`,
		'Set Assign By to One by One.',
	);
}

function notImportable(id: string): FieldError {
	return new FieldError(
		`An import cannot name the user ${id}`,
		`Litmos does not list this user, or the username is longer than ${LONGEST_USERNAME} characters. Set Assign By to One by One.`,
	);
}

function notAssigned(userName: string, why: string): FieldError {
	return new FieldError(
		`The import could not assign the course to "${userName}"${why ? `: ${why}` : ''}`,
		'This person was not registered for the session. Change what Litmos names, or set Assign By to One by One.',
	);
}
