import type { IDataObject } from 'n8n-workflow';
import { compareNames, countOf } from './groups';
import type { Group } from './groups';

/** How each group stands, the smallest percentage first. A completion that expires soon is still one. */
export function summarize(groups: readonly Group[]): IDataObject[] {
	return groups
		.map((group) => ({ late: lateIn(group), summary: summaryOf(group) }))
		.sort(
			(a, b) =>
				a.summary.percentage - b.summary.percentage ||
				b.late - a.late ||
				compareNames(a.summary.name, b.summary.name),
		)
		.map(({ summary }) => summary);
}

const lateIn = ({ rows }: Group): number => countOf(rows, 'Overdue') + countOf(rows, 'Expired');

function summaryOf({ id, name, rows }: Group) {
	const expiring = countOf(rows, 'Expiring');
	const completed = countOf(rows, 'Completed') + expiring;
	const percentage = Math.round((1000 * completed) / rows.length) / 10;
	return {
		id,
		name,
		users: new Set(rows.map(({ UserId }) => UserId)).size,
		assignments: rows.length,
		completed,
		overdue: countOf(rows, 'Overdue'),
		expired: countOf(rows, 'Expired'),
		expiring,
		inProgress: countOf(rows, 'In Progress'),
		notStarted: countOf(rows, 'Not Started'),
		// All of them only where nothing is left to do.
		percentage: completed < rows.length ? Math.min(99.9, percentage) : percentage,
		asOf: rows[0].AsOf,
	};
}
