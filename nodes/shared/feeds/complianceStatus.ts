import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../values';

const DAY_MS = 86_400_000;

/** What somebody has to do something about, worst first. */
export const LATE = ['Overdue', 'Expired', 'Expiring'] as const;

/** What a manager calls it, worst first. */
export const STATUSES = [...LATE, 'Not Started', 'In Progress', 'Completed'] as const;

type Status = (typeof STATUSES)[number];

/** What Litmos says of one person in one course or learning path, whichever call said it. */
export interface ComplianceRecord {
	completed: boolean;
	percentage: number;
	started: unknown;
	due: unknown;
	compliantTill: unknown;
	/** Litmos' own judgement, where it gives one but no due date. */
	overdue: boolean;
}

/** One word for it. What has expired outweighs that it was once completed. */
export function statusOf(record: ComplianceRecord, now: number, expiringDays: number): Status {
	const { completed, percentage, started, overdue } = record;
	const left = timeIn(record.compliantTill) - now;
	if (left < 0) return 'Expired';
	if (completed) return left <= expiringDays * DAY_MS ? 'Expiring' : 'Completed';
	if (overdue || timeIn(record.due) < now) return 'Overdue';
	return percentage > 0 || !Number.isNaN(timeIn(started)) ? 'In Progress' : 'Not Started';
}

/** Reads both spellings that the evidence has of a row, and both forms of dates. */
export function complianceRecordOf(row: IDataObject, dates: IDataObject = {}): ComplianceRecord {
	return {
		completed: (row.Completed ?? row.Complete) === true,
		percentage: Number(row.PercentageComplete ?? 0),
		started: dates.StartedDate ?? dates.StartDate,
		due: row.DueDate ?? dates.DueDate,
		compliantTill: row.CompliantTill ?? row.CompliantTillDate ?? dates.CompliantTillDate,
		overdue: row.Overdue === true,
	};
}
