import { complianceRecordOf, statusOf } from '../../nodes/shared/feeds/complianceStatus';

const NOW = Date.UTC(2028, 1, 24);
const inDays = (days: number) => `/Date(${NOW + days * 86_400_000}-0500)/`;

describe('the status of a compliance record', () => {
	it.each([
		['Not Started', { PercentageComplete: 0 }, {}],
		['Not Started', { DueDate: inDays(1) }, {}],
		['In Progress', { PercentageComplete: 20.5 }, {}],
		['In Progress', { PercentageComplete: 0 }, { StartedDate: inDays(-1) }],
		['In Progress', { PercentageComplete: 0 }, { StartDate: inDays(-1) }],
		['Overdue', { PercentageComplete: 20, DueDate: inDays(-1) }, {}],
		['Overdue', { PercentageComplete: 0, Overdue: true }, {}],
		['Overdue', {}, { DueDate: inDays(-1) }],
		['Completed', { Completed: true, DueDate: inDays(-1) }, {}],
		['Completed', { Complete: true, CompliantTill: inDays(31) }, {}],
		['Expiring', { Completed: true, CompliantTill: inDays(30) }, {}],
		['Expiring', { Completed: true }, { CompliantTillDate: inDays(0) }],
		['Expired', { Completed: true, CompliantTillDate: inDays(-1) }, {}],
		['Expired', { Completed: false, CompliantTill: inDays(-1), DueDate: inDays(-2) }, {}],
	])('is %s: %j with %j', (status, row, dates) => {
		expect(statusOf(complianceRecordOf(row, dates), NOW, 30)).toBe(status);
	});

	it('expires within as many days as was said', () => {
		const record = complianceRecordOf({ Completed: true, CompliantTill: inDays(31) });
		expect([30, 31].map((days) => statusOf(record, NOW, days))).toEqual(['Completed', 'Expiring']);
	});
});
