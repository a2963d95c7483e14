import type { IDataObject } from 'n8n-workflow';
import type {
	Call,
	JointOperation,
	ItemResult,
	RequestSpec,
} from '../../../shared/operation/types';
import { sendEmailField } from '../fields';
import { COURSE_COLUMNS, readRow } from './columns';
import { columnsField } from './columnMapping';
import { idIn, splitItems } from './job';

/** Litmos' own ceiling (contract: bulkImports.importCourses). */
const COURSES_PER_IMPORT = 100;

const IMPORT: RequestSpec = {
	method: 'POST',
	path: '/bulkimports/courses',
	query: [['sendmessage', 'sendEmail']],
	body: COURSE_COLUMNS.map(({ id }) => id),
	xml: 'CourseImport',
	batch: { max: COURSES_PER_IMPORT },
};

async function importCourses(call: Call, items: readonly IDataObject[]): Promise<ItemResult[]> {
	const rows = items.map(({ row }) => row as IDataObject);
	const begun = (await call(IMPORT, items[0], { rows, needed: 'toRead' })) as IDataObject | null;
	const importId = idIn(begun, 'ImportId');
	return rows.map(({ CourseTitle, CourseCode }) => [
		{ CourseTitle, CourseCode, importId, status: begun?.Status },
	]);
}

export const importCoursesOperation: JointOperation = {
	kind: 'joint',
	name: 'Import Courses',
	value: 'importCourses',
	action: 'Import courses',
	description:
		'Create or update up to 100 courses at once, without modules. Courses are matched by course code. Litmos works in the background and reports no row errors.',
	fields: [
		columnsField('courses', 'getCourseColumns'),
		{ ...sendEmailField, description: 'Whether Litmos notifies the user who runs the import' },
	],
	derive: ({ courses }) => ({ ...readRow(COURSE_COLUMNS, courses) }),
	check: ({ complaint }) => complaint as string | undefined,
	together: (items) => splitItems(items, { max: COURSES_PER_IMPORT, alike: ['sendEmail'] }),
	cost: '1 per 100 items',
	run: importCourses,
	calls: [IMPORT],
};
