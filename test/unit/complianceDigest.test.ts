// What is made of the rows of a compliance report: groups, counts, and texts that are ready to mail.
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { digestsOf } from '../../nodes/LitmosReport/compliance/digest';
import { groupRows } from '../../nodes/LitmosReport/compliance/groups';
import type { Group, GroupBy } from '../../nodes/LitmosReport/compliance/groups';
import { escapeMarkdown } from '../../nodes/LitmosReport/compliance/markdown';
import type { Row } from '../../nodes/LitmosReport/compliance/rows';
import { summarize } from '../../nodes/LitmosReport/compliance/summary';
import { LATE, STATUSES } from '../../nodes/shared/feeds/complianceStatus';
import { readXml } from '../../nodes/shared/xml';
import { anyText } from '../support/anyText';

const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' style='x",
	'&lt;b&gt;',
	'a | b',
	'[here](https://evil.example)',
	'<https://evil.example>',
	'`code` **bold** _it_ ~~no~~ # head',
	'line\r\nBcc: all@example.com',
	'\u2028next',
	'\u202egnp.exe',
	'\\',
	'',
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), anyText());
const managers = fc.constantFrom(null, 'm1', 'm2', 'm3');

const rowOf = (statuses: readonly string[]): fc.Arbitrary<Row> =>
	fc
		.record({
			status: fc.constantFrom(...statuses),
			user: fc.constantFrom('u1', 'u2', 'u3', 'u4'),
			course: fc.constantFrom('c1', 'c2'),
			manager: managers,
			teams: fc.uniqueArray(fc.constantFrom('t1', 't2', 't3')),
			name: text,
			other: text,
			percentage: fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constant(NaN)),
			date: fc.constantFrom(null, '2027-01-31T09:00:00Z', '/Date(1714571100000-0500)/', '<b>'),
		})
		.map(({ status, user, course, manager, teams, name, other, percentage, date }) => ({
			row: {
				UserId: user,
				UserName: name,
				FirstName: name,
				LastName: other,
				Email: other,
				CourseId: course,
				CourseName: name,
				ManagerId: manager,
				ManagerName: manager === null ? null : name,
				ManagerEmail: manager === null ? null : other,
				Status: status,
				PercentageComplete: percentage,
				DueDate: date,
				CompliantTillDate: date,
				AsOf: '2027-01-31T09:00:00Z',
			} as IDataObject,
			teams: teams.map((id) => ({ id, name: other })),
		}));

const late = fc.array(rowOf(LATE), { minLength: 1, maxLength: 30 });
const all = fc.array(rowOf(STATUSES), { maxLength: 40 });

const sum = (items: readonly IDataObject[], column: string) =>
	items.reduce((total, item) => total + Number(item[column]), 0);

/** In how many groups the rows are, by what each is in. */
const places = (rows: readonly Row[], by: GroupBy) =>
	by === 'team'
		? rows.reduce((total, { teams }) => total + Math.max(1, teams.length), 0)
		: rows.length;

const BY = ['all', 'course', 'manager', 'team'] as const;

describe('a compliance summary', () => {
	it.each(BY)('adds up to the rows by %s', (by) => {
		fc.assert(
			fc.property(all, (rows) => {
				const groups = summarize(groupRows(rows, by));
				expect(sum(groups, 'assignments')).toBe(places(rows, by));
				for (const group of groups) {
					const { completed, overdue, expired, inProgress, notStarted } = group;
					const parts = [completed, overdue, expired, inProgress, notStarted].map(Number);
					expect(parts.reduce((a, b) => a + b)).toBe(group.assignments);
					expect(group.percentage).toBeCloseTo(
						(100 * Number(completed)) / Number(group.assignments),
						0,
					);
					expect(Number(group.users)).toBeLessThanOrEqual(Number(group.assignments));
				}
			}),
		);
	});

	it('is at 100 % only where nothing is left to do', () => {
		const rowOf = (Status: string, UserId: number) => ({ Status, UserId, AsOf: '2027-01-31' });
		const open = rowOf('Overdue', 0);
		const done = Array.from({ length: 1_999 }, (_, at) => rowOf('Completed', at + 1));
		const percentageOf = (rows: IDataObject[]) =>
			summarize([{ id: 'one', name: 'One', email: '', rows }])[0]!.percentage;
		expect([percentageOf(done), percentageOf([...done, open])]).toEqual([100, 99.9]);
	});

	it('is what a group-by over the rows gives', () => {
		fc.assert(
			fc.property(all, (rows) => {
				for (const { id, overdue, expiring, users } of summarize(groupRows(rows, 'manager'))) {
					const own = rows.map(({ row }) => row).filter(({ ManagerId }) => ManagerId === id);
					expect(overdue).toBe(own.filter(({ Status }) => Status === 'Overdue').length);
					expect(expiring).toBe(own.filter(({ Status }) => Status === 'Expiring').length);
					expect(users).toBe(new Set(own.map(({ UserId }) => UserId)).size);
				}
			}),
		);
	});

	it('has the worst first', () => {
		fc.assert(
			fc.property(all, (rows) => {
				const given = summarize(groupRows(rows, 'course')).map(({ percentage }) =>
					Number(percentage),
				);
				expect(given).toEqual([...given].sort((a, b) => a - b));
			}),
		);
	});
});

describe('a compliance digest', () => {
	it.each(['manager', 'team'] as const)('has every row in an item by %s', (by) => {
		fc.assert(
			fc.property(late, (rows) => {
				const items = digestsOf(groupRows(rows, by), by);
				expect(sum(items, 'count')).toBe(places(rows, by));
				for (const { count, overdue, expired, expiring, rows: own } of items) {
					expect(Number(overdue) + Number(expired) + Number(expiring)).toBe(count);
					expect(own).toHaveLength(Number(count));
				}
			}),
		);
	});

	it('has users without a manager in an item without an address, last', () => {
		const rows = fc.sample(rowOf(LATE), { numRuns: 20, seed: 1 });
		rows[0]!.row.ManagerId = null;
		const items = digestsOf(groupRows(rows, 'manager'), 'manager');
		expect(items.at(-1)).toMatchObject({ managerName: null, managerEmail: null });
		expect(items.at(-1)?.html).toContain('Users without a manager');
	});

	it('calls a manager or team by the ID where Litmos says no name', () => {
		const [row] = fc.sample(rowOf(LATE), { numRuns: 1, seed: 1 });
		Object.assign(row!.row, { ManagerId: 'm9', ManagerName: null });
		const [item] = digestsOf(groupRows([row!], 'manager'), 'manager');
		expect(item).toMatchObject({ managerName: 'm9' });
		expect(item?.html).toContain('Team of m9');
	});

	it('never puts what a name contains into its HTML, whatever it is', () => {
		fc.assert(
			fc.property(late, (rows) => {
				for (const { html } of digestsOf(groupRows(rows, 'manager'), 'manager')) {
					const tags = [...String(html).matchAll(/<[^>]*>/g)].map(([tag]) => tag);
					for (const tag of tags)
						expect(tag).toMatch(
							/^<\/?(div|h2|table|tr|td|th|b)(( (style|width|height|bgcolor|cellpadding|cellspacing)="[\w\s#:;,.%-]*")*)>$/,
						);
					const outside = String(html).replace(/<[^>]*>/g, '');
					expect(outside).not.toMatch(/[<>"]/);
					expect(outside.replace(/&(amp|lt|gt|quot|nbsp);/g, '')).not.toContain('&');
				}
			}),
		);
	});

	it('shows names as they are, in balanced tags', () => {
		const [row] = fc.sample(rowOf(LATE), { numRuns: 1, seed: 1 });
		const name = 'Sø & "Sons" <b>';
		Object.assign(row!.row, { FirstName: name, LastName: '', ManagerId: 'm1', ManagerName: name });
		const [item] = digestsOf(groupRows([row!], 'manager'), 'manager');
		const html = String(item?.html);
		expect(html).toContain('Sø &amp; &quot;Sons&quot; &lt;b&gt;');
		expect(() => readXml(html.replace(/&nbsp;/g, ' '))).not.toThrow();
		for (const tag of ['div', 'table', 'tr', 'td', 'th', 'b', 'h2'])
			expect(html.split(new RegExp(`<${tag}[ >]`))).toHaveLength(html.split(`</${tag}>`).length);
	});

	it('has a line of its Markdown for each row, in which names mean nothing', () => {
		fc.assert(
			fc.property(late, (rows) => {
				for (const { markdown, count } of digestsOf(groupRows(rows, 'manager'), 'manager')) {
					const lines = String(markdown).split('\n');
					const cells = lines.filter((line) => line.startsWith('| '));
					expect(cells).toHaveLength(Number(count) + 2);
					expect(lines).toHaveLength(Number(count) + 8);
					for (const line of cells) {
						const bare = line.replace(/\\[\s\S]/g, '');
						expect(bare.split('|')).toHaveLength(8);
						expect(bare.replace(/ --- /g, '')).not.toMatch(/[<>`*_[\]#~&!$]|:\/\//);
					}
				}
			}),
		);
	});

	it('has a subject of one line', () => {
		fc.assert(
			fc.property(late, fc.constantFrom('manager', 'team'), (rows, by) => {
				for (const { subject } of digestsOf(groupRows(rows, by), by))
					expect(String(subject)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
			}),
		);
	});

	it('escapes no more than it must', () => {
		expect(escapeMarkdown('Data Protection 2.0 (2027)')).toBe('Data Protection 2.0 (2027)');
		expect(escapeMarkdown('https://evil.example')).toBe('https\\://evil.example');
	});

	it('takes steps in proportion to the rows', () => {
		const [one] = fc.sample(rowOf(LATE), { numRuns: 1, seed: 1 });
		let reads = 0;
		const counted = (): Row => ({
			teams: [],
			row: new Proxy(one!.row, {
				get: (target, name) => {
					reads += 1;
					return Reflect.get(target, name) as unknown;
				},
			}),
		});
		const readsFor = (count: number): number => {
			reads = 0;
			const groups: Group[] = groupRows(Array.from({ length: count }, counted), 'manager');
			summarize(groups);
			return reads;
		};
		const few = readsFor(100);
		expect(readsFor(10_000)).toBeLessThanOrEqual(100 * few);
	});
});
