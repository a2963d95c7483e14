import type { FieldType, IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { isObject, isoDate, parseTime } from '../../../shared/values';

/** One column of an import. */
export interface Column {
	/** As Litmos calls it on the wire. */
	id: string;
	label: string;
	required?: true;
	/** What a column shows at first. */
	initial?: boolean;
	type?: FieldType;
	/** What Litmos takes, and other ways to say it, such as those of its other records. */
	choices?: ReadonlyArray<INodePropertyOptions & { value: string; also?: readonly string[] }>;
	/** Other names under which it comes in, such as those of other records. */
	also?: readonly string[];
}

const text = (id: string, label: string, ...also: string[]): Column => ({ id, label, also });
const numbered = (id: string, label: string, count: number): Column[] =>
	Array.from({ length: count }, (_, index) => text(`${id}${index + 1}`, `${label} ${index + 1}`));
const flag = (id: string, label: string, ...also: string[]): Column => ({
	...text(id, label, ...also),
	type: 'boolean',
});
const date = (id: string, label: string, ...also: string[]): Column => ({
	...text(id, label, ...also),
	type: 'dateTime',
});
const days = (id: string, label: string): Column => ({ ...text(id, label), type: 'number' });

/** Sources differ on the number of a learner and a team leader, so these go by letters (contract: UserImport). */
const ACCESS_LEVELS: Column['choices'] = [
	{ name: 'Account Owner', value: '2', also: ['Account_Owner'] },
	{ name: 'Administrator', value: '3' },
	{ name: 'Learner', value: 'L', also: ['5'] },
	{ name: 'Team Admin', value: 'TA' },
	{ name: 'Team Leader', value: 'TL' },
];

/** In wire order (contract: UserImport). */
export const PERSON_COLUMNS: readonly Column[] = [
	{ id: 'Username', label: 'Username', required: true, also: ['Login', 'Login Name'] },
	text('Email', 'Email', 'Email Address', 'Work Email'),
	{ id: 'FirstName', label: 'First Name', required: true, also: ['Given Name', 'Forename'] },
	{ id: 'LastName', label: 'Last Name', required: true, also: ['Surname', 'Family Name'] },
	text('Password', 'Password'),
	text('Phone', 'Work Phone', 'PhoneWork', 'Phone Number', 'Telephone'),
	text('Mobile', 'Mobile Phone', 'PhoneMobile', 'Mobile Number', 'Cell Phone'),
	text('Skype', 'Skype'),
	text('Title', 'Job Title', 'Position'),
	text('CompanyName', 'Company Name', 'Company', 'Organization'),
	text('WebSite', 'Website'),
	text('Twitter', 'Twitter'),
	text('Team1', 'Team Code 1', 'Team Code', 'Team', 'Department'),
	...numbered('Team', 'Team Code', 5).slice(1),
	...numbered('Course', 'Course Code', 3),
	text('Address1', 'Street 1', 'Street', 'Address'),
	text('Address2', 'Street 2'),
	text('City', 'City', 'Town'),
	text('State', 'State'),
	text('Zip', 'Postal Code', 'Zip Code', 'Postcode'),
	text('Country', 'Country'),
	...numbered('CustomField', 'Custom Field', 10),
	text('SalesforceId', 'Salesforce ID'),
	text('SalesforceContactId', 'Salesforce Contact ID'),
	text('SalesforceAccountId', 'Salesforce Account ID'),
	flag('Active', 'Active', 'Activate'),
	date('InActiveDate', 'Inactivate Date', 'ExpirationDate'),
	{ id: 'AccessLevel', label: 'Access Level', type: 'options', choices: ACCESS_LEVELS },
	text('Brand', 'Brand'),
	text('Culture', 'Language', 'Locale'),
	text('Manager', 'Manager (Username or ID)', 'Manager Username', 'Supervisor'),
	...numbered('UserCustomField', 'Advanced Custom Field', 25),
	text('JobRole', 'Job Role'),
	text('ExternalEmployeeId', 'External Employee ID', 'Employee ID', 'Employee Number'),
];

/** In wire order (contract: CourseImport). */
export const COURSE_COLUMNS: readonly Column[] = [
	{ id: 'CourseTitle', label: 'Course Title', required: true, also: ['Name', 'Title'] },
	text('Description', 'Description'),
	text('CourseCode', 'Course Code', 'CourseCodeForBulkImport'),
	// A course that nobody can see is seldom what an import is for.
	{ ...flag('Active', 'Active'), required: true, initial: true },
	flag('ContentLibrary', 'In Content Library', 'IncludeInLibrary'),
	text('Notifications', 'Notifications'),
	flag('ModuleOrder', 'Modules in Order', 'CompleteInOrder'),
	date('CourseInactivationDate', 'Inactivation Date'),
	date('CourseAccessExpirationDate', 'Access Expires On', 'AccessTillDate'),
	{ ...days('CourseAccessExpirationDateSpan', 'Access Days'), also: ['AccessTillDays'] },
	date('DueDate', 'Due Date'),
	days('DueDateSpan', 'Due Days'),
	days('ComplianceDateSpan', 'Compliance Days'),
	flag('ComplianceRetake', 'Compliance Retake'),
	...numbered('Topic', 'Topic', 3),
	text('Social', 'Social'),
	flag('DiscussionForum', 'Discussion Forum'),
	...numbered('CoursePrerequisite', 'Prerequisite Course', 3),
	...numbered('LearningPathPrerequisite', 'Prerequisite Learning Path', 3),
	text('Language', 'Language'),
	text('Tags', 'Tags'),
	...numbered('AdvCourseCustomField', 'Custom Field', 10),
	text('ReferenceCode', 'Reference Code', 'Code'),
];

/** A row as it goes out, and what is wrong with it. */
export interface ImportRow {
	row: IDataObject;
	complaint?: string;
}

/** Picks the columns from what comes in, by name: capitals, spaces and signs in names do not matter. */
export function readRow(columns: readonly Column[], given: unknown): ImportRow {
	const cells = cellsOf(given);
	const row: IDataObject = {};
	let complaint: string | undefined;
	for (const column of columns) {
		const names = columnNames(column).filter((name) => cells.has(name));
		const name = names.find((one) => String(cells.get(one)).trim() !== '') ?? names[0];
		const cell = name === undefined ? undefined : readCell(column, cells.get(name));
		// The other cells may still say whom the row means.
		if (typeof cell === 'object') complaint ??= cell.complaint;
		else if (cell !== undefined && cell !== '') row[column.id] = cell;
	}
	if (complaint !== undefined) return { row, complaint };
	const missing = columns.find(({ id, required }) => required && row[id] === undefined);
	return missing ? { row, complaint: complainOf(missing, given) } : { row };
}

/** Whether the column is empty, or none of the incoming ones was understood as it. */
function complainOf(missing: Column, given: unknown): string {
	const found = Object.keys(isObject(given) ? given : {});
	const isThere = found.some((name) => columnNames(missing).includes(lettersOf(name)));
	if (isThere || found.length === 0)
		return `The column "${missing.label}" (${missing.id}) is empty`;
	return `No incoming column matches "${missing.label}" (${missing.id}). Found: ${found.join(', ')}`;
}

/** The cells of a row that are filled, by the names of their columns in letters only; with `isAll`, the others too. */
export function cellsOf(given: unknown, isAll = false): Map<string, unknown> {
	const isThere = (cell: unknown) => cell !== null && cell !== undefined && cell !== '';
	return new Map(
		Object.entries(isObject(given) ? given : {})
			.filter(([, cell]) => isAll || isThere(cell))
			.map(([name, cell]) => [lettersOf(name), cell]),
	);
}

/** The names, in letters only, under which a column may come in, the likeliest first. */
export function columnNames({ id, label, also = [] }: Column): string[] {
	return [id, label, ...also].map(lettersOf);
}

/** Letters and digits only, none of them capitals. */
function lettersOf(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

type Cell = string | number | boolean | { complaint: string };

/** Spaces around a text would make another username or code of it. Spaces alone fill in nothing that must be there. */
function textOf({ id, required }: Column, shown: string): string {
	const text = shown.trim();
	return id === 'Password' || (text === '' && !required) ? shown : text;
}

function readCell(column: Column, given: unknown): Cell {
	const { id, label, type, choices } = column;
	const shown = typeof given === 'object' ? JSON.stringify(given) : String(given);
	// What has not been sent is hidden by nothing else.
	const told = id === 'Password' ? '' : `: ${shown}`;
	const bad = (what: string): Cell => ({
		complaint: `The column "${label}" must be ${what}${told}`,
	});
	const time = type === 'dateTime' ? parseTime(given) : undefined;
	if (type === 'dateTime') return time ? isoDate(time) : bad('a date such as 2027-01-31');
	if (typeof given === 'object') return bad('a single value');
	if (type === 'boolean') {
		const word = shown.trim().toLowerCase();
		if (['true', 'yes', '1'].includes(word)) return true;
		return ['false', 'no', '0'].includes(word) ? false : bad('true or false');
	}
	if (type === 'number')
		return shown.trim() !== '' && Number.isInteger(Number(shown))
			? Number(shown)
			: bad('a whole number');
	if (!choices) return textOf(column, shown);
	const choice = choices.find(({ name, value, also = [] }) =>
		[name, value, ...also].some((word) => lettersOf(word) === lettersOf(shown)),
	);
	return choice?.value ?? bad(`one of ${choices.map(({ name }) => name).join(', ')}`);
}
