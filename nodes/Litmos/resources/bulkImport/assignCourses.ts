import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, RequestSpec } from '../../../shared/operation/types';
import { wellSpelled } from '../../../shared/values';
import { readAll } from '../../../shared/operation/list';
import {
	afterImport,
	GET_ERRORS,
	GET_IMPORT,
	idIn,
	otherErrors,
	readErrors,
	waitUntilDone,
} from './job';
import type { RowErrors } from './job';
import { IMPORT, LONGEST_USERNAME, PEOPLE_PER_IMPORT } from './people';

const GET_COURSE: RequestSpec = { method: 'GET', path: '/courses/{courseId}' };
const COURSES: RequestSpec = { method: 'GET', path: '/courses', query: ['start', 'limit'] };
const USERS: RequestSpec = { method: 'GET', path: '/users', query: ['start', 'limit'] };

/** Of the people who are there already; Litmos leaves as it is what is not in a row. */
const IMPORT_COURSE: RequestSpec = {
	...IMPORT,
	query: [['sendmessage', 'sendEmail']],
	body: ['Username', 'Email', 'FirstName', 'LastName', 'Course1', 'Course2', 'Course3'],
};

/** Columns for courses that an import has (contract: bulkImports). */
const COURSES_PER_IMPORT = 3;

export const IMPORT_CALLS = [GET_COURSE, COURSES, USERS, IMPORT_COURSE, GET_IMPORT, GET_ERRORS];

/** How long Litmos may take to carry the import out. */
const WAIT_MINUTES = 10;

/** For operations that can assign either way. */
export const assignByField: INodeProperties = {
	displayName: 'Assign By',
	name: 'assignBy',
	type: 'options',
	options: [
		{
			name: 'Import',
			value: 'import',
			description:
				'Uses about six requests for up to 2,000 users and three courses. Litmos works in the background, and the node waits up to 10 minutes. No one is emailed.',
		},
		{
			name: 'One by One',
			value: 'oneByOne',
			description: 'One request per user, with an immediate result',
		},
	],
	default: 'oneByOne',
	description: 'How to assign the courses. An import uses far fewer requests but takes longer.',
};

/**
 * Gives people courses by as few imports as can be, and waits until Litmos has carried them out: a
 * handful of requests, however many people. Nothing else of their profiles is in it.
 * @returns what went wrong, by the ID of the person
 * @throws LitmosError or FieldError where the courses or the people cannot be read
 */
export async function assignByImport(
	call: Call,
	courseIds: readonly unknown[],
	ids: readonly string[],
): Promise<Map<string, Error>> {
	if (ids.length === 0) return new Map();
	const codes = await codesOf(call, courseIds.map(String));
	const wanted = new Set(ids);
	const people = (await readAll(call, { spec: USERS }))
		.map(wellSpelled)
		.filter(({ Id, UserName }) => wanted.has(String(Id)) && fits(UserName));
	people.forEach(({ Id }) => wanted.delete(String(Id)));
	const faults = new Map<string, Error>([...wanted].map((id) => [id, notImportable(id)]));
	for (let from = 0; from < people.length; from += PEOPLE_PER_IMPORT) {
		const part = people.slice(from, from + PEOPLE_PER_IMPORT);
		const ofPart = await importPart(call, part, codes);
		ofPart.forEach((fault, id) => faults.set(id, fault));
	}
	return faults;
}

/** What an import as a whole runs into concerns its people, and nobody else. */
async function importPart(call: Call, people: readonly IDataObject[], codes: readonly string[]) {
	const faults = new Map<string, Error>();
	const needed = codes.length > COURSES_PER_IMPORT ? 'toWrite' : 'toRead';
	const sending: Call = async (spec, values, options) =>
		await call(spec, values, { ...options, ...(spec === IMPORT_COURSE && { needed }) });
	try {
		for (let at = 0; at < codes.length; at += COURSES_PER_IMPORT) {
			const some = codes.slice(at, at + COURSES_PER_IMPORT);
			noteFaults(faults, people, await importOnce(sending, people, some));
		}
	} catch (error) {
		people.forEach(({ Id }) => faults.set(String(Id), error as Error));
	}
	return faults;
}

async function importOnce(call: Call, people: readonly IDataObject[], codes: readonly string[]) {
	const courses = Object.fromEntries(codes.map((code, index) => [`Course${index + 1}`, code]));
	const rows = people.map(({ UserName, Email, FirstName, LastName }) => {
		return { Username: UserName, Email, FirstName, LastName, ...courses };
	});
	// No source says that an import mails people about a course; new people, whom it would mail, are none of these.
	const serves = people.map(({ Id }) => String(Id));
	const answer = await call(IMPORT_COURSE, { sendEmail: false }, { rows, serves });
	const importId = idIn(answer, 'Id');
	return await afterImport(importId, async () => ({
		job: await waitUntilDone(call, importId, { minutes: WAIT_MINUTES }),
		errors: await readErrors(call, importId),
	}));
}

/** Where Litmos does not say whose a failed row is, it may be anyone's: what is known of somebody says more. */
function noteFaults(
	faults: Map<string, Error>,
	people: readonly IDataObject[],
	{ job, errors }: { job: IDataObject; errors: RowErrors },
): void {
	const names = people.map(({ UserName }) => String(UserName));
	const others = otherErrors(errors, names, job.Failed);
	people.forEach(({ Id }, position) => {
		const why = errors.byName.get(names[position].toLowerCase());
		if (why !== undefined) faults.set(String(Id), notAssigned(names[position], why));
		else if (others !== '' && !faults.has(String(Id)))
			faults.set(String(Id), perhapsNotAssigned(others));
	});
}

const fits = (userName: unknown): boolean => String(userName ?? '').length <= LONGEST_USERNAME;

/** Several are looked up in the list; one that has no code there, or is not in it, by itself. */
async function codesOf(call: Call, courseIds: readonly string[]): Promise<string[]> {
	const listed = courseIds.length > 1 ? await readAll(call, { spec: COURSES }) : [];
	const known = new Map(listed.map((row) => [String(row.Id), row.CourseCodeForBulkImport]));
	const codes: string[] = [];
	for (const id of courseIds) codes.push(String(known.get(id) || (await codeOf(call, id))));
	return codes;
}

async function codeOf(call: Call, courseId: string): Promise<string> {
	const course = (await call(GET_COURSE, { courseId }, { record: true })) as IDataObject;
	if (course.CourseCodeForBulkImport) return String(course.CourseCodeForBulkImport);
	throw new FieldError(
		`The course "${String(course.Name)}" has no code for imports`,
		'Set Assign By to One by One.',
	);
}

function notImportable(id: string): FieldError {
	return new FieldError(
		`The user ${id} cannot be part of an import`,
		`Litmos does not list this user, or the username has more than ${LONGEST_USERNAME} characters. Set Assign By to One by One.`,
	);
}

function notAssigned(userName: string, why: string): FieldError {
	return new FieldError(
		`The import could not assign a course to "${userName}"${why ? `: ${why}` : ''}`,
		'Correct what Litmos reports, or set Assign By to One by One.',
	);
}

function perhapsNotAssigned(others: string): FieldError {
	return new FieldError(
		`Litmos reports failed rows of the import without a username that was in it: ${others}`,
		'Any user of the import may lack the courses. Correct what Litmos reports and run the item again, which assigns no course a second time, or set Assign By to One by One.',
	);
}
