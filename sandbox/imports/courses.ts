import { flagOf, textOf, type Fields } from '../http/body';
import type { Call } from '../http/call';
import type { ImportRecord } from '../state/contentRecords';
import type { CourseRecord } from '../state/records';

/** A number, or null where the column is empty or holds none. */
const daysOf = (row: Fields, key: string): number | null => Number(textOf(row, key)) || null;

function newCourse(call: Call, code: string): CourseRecord {
	const { random, lastOriginalId, users } = call.state;
	lastOriginalId.course += 1;
	return {
		Id: random.shortId(),
		OriginalId: lastOriginalId.course,
		Code: code,
		Name: '',
		Description: '',
		Active: true,
		ForSale: false,
		price: 0,
		tags: '',
		created: call.now,
		createdBy: [...users.keys()][0] ?? '',
		dueDays: null,
		compliantDays: null,
		accessDays: null,
		// S: content does not come with an import.
		modules: [],
	};
}

/** S: CourseCode is the key. unknown: whether the code for bulk import counts too, so it does not. */
function importRow(call: Call, job: ImportRecord, row: Fields): void {
	const code = textOf(row, 'CourseCode');
	const known = [...call.state.courses.values()].find(
		(course) => code !== '' && course.Code === code,
	);
	const course = known ?? newCourse(call, code);
	Object.assign(course, {
		Name: textOf(row, 'CourseTitle'),
		Description: textOf(row, 'Description') || course.Description,
		Active: flagOf(row, 'Active'),
		tags: textOf(row, 'Tags') || course.tags,
		dueDays: daysOf(row, 'DueDateSpan') ?? course.dueDays,
		compliantDays: daysOf(row, 'ComplianceDateSpan') ?? course.compliantDays,
		accessDays: daysOf(row, 'CourseAccessExpirationDateSpan') ?? course.accessDays,
	});
	call.state.courses.set(course.Id, course);
	if (known === undefined) job.created += 1;
}

/** Imports courses one by one. S wants a title and whether the course is active; unknown: what becomes of others. */
export function importCourses(call: Call, job: ImportRecord): void {
	for (const row of job.rows) {
		const isComplete = textOf(row, 'CourseTitle') !== '' && textOf(row, 'Active') !== '';
		if (isComplete) importRow(call, job, row);
		else job.errors.push({ Username: '', ImporStatus: 'A required column is empty' });
	}
}
