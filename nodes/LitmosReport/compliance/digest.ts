import type { IDataObject } from 'n8n-workflow';
import { LATE, STATUSES } from '../../shared/feeds/complianceStatus';
import { personName } from '../../shared/locators/listSearch';
import { isoDate, timeIn } from '../../shared/values';
import { compareNames, countOf } from './groups';
import type { Group } from './groups';
import { htmlOf } from './html';
import type { Letter, Line } from './letter';
import { markdownOf } from './markdown';

/** Columns of the rows beside the texts. */
const COLUMNS = [
	'UserName',
	'Email',
	'FirstName',
	'LastName',
	'CourseName',
	'CourseId',
	'Status',
	'PercentageComplete',
	'DueDate',
	'CompliantTillDate',
];

/** What is ready to mail, one for each group, in the order of their names. */
export function digestsOf(groups: readonly Group[], by: 'manager' | 'team'): IDataObject[] {
	return [...groups]
		.sort((a, b) => compareNames(a.name, b.name))
		.map((group) => digestOf(group, by));
}

function digestOf(group: Group, by: 'manager' | 'team'): IDataObject {
	const rows = [...group.rows].sort(compareRows);
	const counts = LATE.map((status) => ({ status, count: countOf(rows, status) }));
	const letter = { heading: oneLine(headingOf(group, by)), counts, lines: rows.map(lineOf) };
	const head =
		by === 'team'
			? { teamName: group.name }
			: { managerName: group.name, managerEmail: group.email };
	return {
		...head,
		count: rows.length,
		...Object.fromEntries(counts.map(({ status, count }) => [status.toLowerCase(), count])),
		subject: subjectOf(group, counts),
		html: htmlOf(letter),
		markdown: markdownOf(letter),
		rows: rows.map((row) => Object.fromEntries(COLUMNS.map((column) => [column, row[column]]))),
	} as IDataObject;
}

function headingOf({ id, name }: Group, by: 'manager' | 'team'): string {
	if (id === null) return `Users without a ${by}`;
	return by === 'team' ? `Team ${name}` : `Team of ${name}`;
}

/** On one line, whatever a team is called: line breaks would begin another header of the mail. */
function subjectOf({ id, name }: Group, counts: Letter['counts']): string {
	const told = counts
		.filter(({ count }) => count > 0)
		.map(({ status, count }) => `${count} ${status.toLowerCase()}`);
	const whose = id === null ? '' : ` (${name})`;
	return oneLine(`Training: ${told.join(', ')}${whose}`);
}

/** Without line breaks, and without characters that turn the direction of the text around them. */
function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

function lineOf(row: IDataObject): Line {
	const date = row.Status === 'Overdue' ? row.DueDate : row.CompliantTillDate;
	// Not 100 before all is done.
	const percentage = Math.floor(Number(row.PercentageComplete));
	return {
		user: oneLine(personName(row) || String(row.UserName ?? '')),
		email: oneLine(String(row.Email ?? '')),
		course: oneLine(String(row.CourseName ?? '')),
		status: String(row.Status),
		date: dayOf(date),
		percentage: Math.min(100, Math.max(0, percentage || 0)),
	};
}

function dayOf(cell: unknown): string {
	const time = timeIn(cell);
	return Number.isNaN(time) ? '' : isoDate(new Date(time)).slice(0, 10);
}

const rankOf = ({ Status }: IDataObject): number => STATUSES.indexOf(Status as 'Overdue');

/** Worst first, then by course and user. */
function compareRows(a: IDataObject, b: IDataObject): number {
	const nameOf = (row: IDataObject, column: string) => (row[column] ?? null) as string | null;
	return (
		rankOf(a) - rankOf(b) ||
		compareNames(nameOf(a, 'CourseName'), nameOf(b, 'CourseName')) ||
		compareNames(nameOf(a, 'LastName'), nameOf(b, 'LastName'))
	);
}
