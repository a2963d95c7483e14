import { record, HttpError, type Answer } from '../http/answers';
import { recordsOf, textOf, type Fields } from '../http/body';
import { wantsMail, type Call, type Route } from '../http/call';
import type { ImportRecord } from '../state/contentRecords';
import { importCourses } from '../imports/courses';
import { importPeople } from '../imports/people';
import { list } from '../http/lists';
import type { WireRecord } from '../http/wireFormat';

/** D, S: at most 2000 KB, about 2000 people. unknown: how many exactly, and how more are refused. */
const MOST_PEOPLE = 2000;
const MOST_BYTES = 2_000 * 1024;
/** S: the most courses of one import. */
const MOST_COURSES = 100;
/** K: the list holds the latest 1000. */
const LATEST = 1000;

const userImport = (job: ImportRecord): WireRecord => ({
	Id: job.Id,
	ImportDate: new Date(job.at),
	Status: job.status,
	TotalRecords: job.rows.length,
	TotalUsersCreated: job.created,
	// unknown: whether the next two are part of this count; they are assumed to be.
	Failed: job.errors.length,
	Duplicate: job.duplicate,
	InvalidEmail: job.invalidEmail,
	SendEmails: job.sendEmails,
	SkipFirstLogin: job.skipFirstLogin,
});

const courseImport = (job: ImportRecord): WireRecord => ({
	ImportId: job.Id,
	ImportDate: new Date(job.at),
	Status: job.status,
	TotalRecords: job.rows.length,
	TotalCoursesCreated: job.created,
	Failed: job.errors.length,
});

/** Carries out what has waited long enough: an import is taken at once and worked through later (D). */
export function carryOutImports(call: Call): void {
	for (const job of call.state.imports.values()) {
		if (job.status === 'Completed' || job.doneAt > call.now) continue;
		if (job.of === 'people') importPeople(call, job);
		else importCourses(call, job);
		job.status = 'Completed';
	}
}

/** The same from either format. */
const asTexts = (row: Fields): Fields =>
	Object.fromEntries(Object.keys(row).map((key) => [key, textOf(row, key)]));

function take(call: Call, of: ImportRecord['of'], refusal: string): ImportRecord {
	const rows = recordsOf(call.body).map(asTexts);
	const most = of === 'people' ? MOST_PEOPLE : MOST_COURSES;
	const bytes = Buffer.byteLength(JSON.stringify(rows));
	// S: the only text of a refused import.
	if (rows.length === 0 || rows.length > most || bytes > MOST_BYTES)
		throw new HttpError(500, refusal);
	const job: ImportRecord = {
		Id: call.state.random.shortId(),
		of,
		at: call.now,
		doneAt: call.now + call.settings.importMs,
		status: 'Waiting',
		rows,
		// D, K, S: no mail unless it is asked for.
		sendEmails: wantsMail(call, false),
		skipFirstLogin: call.query.skipfirstlogin?.toLowerCase() === 'true',
		created: 0,
		duplicate: 0,
		invalidEmail: 0,
		errors: [],
	};
	call.state.imports.set(job.Id, job);
	return job;
}

/** unknown: whether imports of courses can be looked at here; they have no such call of their own. */
function jobOf(call: Call): ImportRecord {
	const job = call.state.imports.get(call.params.bulkImportId);
	if (job?.of !== 'people') throw new HttpError(400, 'Bulk Import Id was not found.');
	return job;
}

function listImports(call: Call): Answer {
	const people = [...call.state.imports.values()].filter(({ of }) => of === 'people');
	// unknown: the order; the newest first is assumed.
	const rows = people.reverse().slice(0, LATEST);
	return list(call, { rows, root: 'UserBulkImports', show: userImport });
}

export const bulkImportRoutes: readonly Route[] = [
	{ method: 'GET', path: '/bulkimports', handle: listImports },
	{
		method: 'POST',
		path: '/bulkimports',
		handle: (call) =>
			record('UserBulkImport', userImport(take(call, 'people', 'Create Bulk Import Failed.'))),
	},
	{
		method: 'GET',
		path: '/bulkimports/{bulkImportId}',
		handle: (call) => record('UserBulkImport', userImport(jobOf(call))),
	},
	{
		method: 'GET',
		path: '/bulkimports/{bulkImportId}/usererrors',
		handle: (call) =>
			list(call, {
				rows: jobOf(call).errors,
				root: 'ImportUserErrors',
				show: (row) => ({ ...row }),
			}),
	},
	{
		method: 'POST',
		path: '/bulkimports/courses',
		handle: (call) => {
			const job = take(call, 'courses', 'Create Course Bulk Import Failed.');
			return record('CourseBulkImport', courseImport(job));
		},
	},
];
