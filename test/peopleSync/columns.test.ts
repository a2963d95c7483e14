// What a row of the list says where one column comes in under several names.
import { readRow, PERSON_COLUMNS } from '../../nodes/Litmos/resources/bulkImport/columns';
import { readWanted } from '../../nodes/Litmos/resources/peopleSync/columns';
import type { Reading } from '../../nodes/Litmos/resources/peopleSync/columns';

const CLEARS: Reading = { position: 0, clears: true, separator: ';', labels: new Map() };
const KEEPS: Reading = { ...CLEARS, clears: false };
const read = (cells: object, reading: Partial<Reading> = {}) =>
	readWanted({ Username: 'ada@example.com', ...cells }, { ...CLEARS, ...reading })!;

it('a row with a name that cannot be read says the others all the same', () => {
	expect(read({ Email: ['a@b.example'], 'Employee ID': 'E-5' })).toMatchObject({
		complaint: 'The column "Email" must be a single value: ["a@b.example"]',
		values: { ExternalEmployeeId: 'E-5' },
	});
});

describe('of two names of a column, the filled one counts, whichever comes first', () => {
	it.each([
		[{ 'Job Title': 'Engineer', Title: '' }, { JobTitle: 'Engineer' }],
		[{ 'Job Title': ' ', Position: 'Engineer' }, { JobTitle: 'Engineer' }],
		[{ 'Active Until': '', 'End Date': '2099-01-31' }, { ExpirationDate: '2099-01-31T00:00:00Z' }],
		[{ 'Given Name': 'Ada', Forename: '' }, { FirstName: 'Ada' }],
		[{ 'Job Title': 'Engineer', jobtitle: '' }, { JobTitle: 'Engineer' }],
	])('in a profile: %j', (cells, values) => {
		for (const reading of [CLEARS, KEEPS])
			expect(read(cells, reading).values).toEqual({ UserName: 'ada@example.com', ...values });
	});

	it('for the manager', () => {
		const cells = { 'Manager Email': 'bo@example.com', 'Manager ID': '', Supervisor: ' ' };
		expect(read(cells).manager).toBe('bo@example.com');
	});

	it.each([
		[{ Active: '', Enabled: 'no' }, { active: false }],
		[{ 'Active From': '', 'Hire Date': '2027-01-31' }, { from: Date.parse('2027-01-31') }],
	])('for who is active, and when: %j', (cells, wanted) => {
		expect(read(cells)).toMatchObject(wanted);
	});

	it.each([
		[{ Team: '', Department: 'Sales' }],
		[{ Teams: ' ; ', 'Team Code': 'Sales' }],
		[{ Teams: [], Team: 'Sales' }],
		[{ Teams: null, Department: 'Sales' }],
		[{ Department: 'Sales', department: '' }],
		[{ Department: { id: 5, name: 'Sales' } }],
		[{ Team: { id: 6, name: null }, Teams: [{ Name: ' Sales ' }] }],
	])('for teams: %j', (cells) => {
		for (const reading of [CLEARS, KEEPS]) expect(read(cells, reading).teams).toEqual(['Sales']);
	});

	it('for a custom field by what the list calls it', () => {
		const labels = new Map([['cost centre', 'CustomField1']]);
		const cells = { 'Cost Centre': '7', CustomField1: '' };
		expect(read(cells, { labels }).values.CustomField1).toBe('7');
	});

	it('in an import', () => {
		const cells = { Username: ' ', Login: 'ada', FirstName: 'Ada', Surname: 'Example', Title: ' ' };
		expect(readRow(PERSON_COLUMNS, cells).row).toMatchObject({ Username: 'ada', Title: ' ' });
	});
});

describe('a column that is empty under all its names', () => {
	const cells = { 'Job Title': '', Title: ' ', 'Manager ID': '', Team: '', Department: '' };

	it('is emptied', () => {
		expect(read(cells)).toMatchObject({ values: { JobTitle: '' }, manager: '', teams: [] });
	});

	it('says nothing where empty columns do not count', () => {
		const { values, manager, teams } = read(cells, KEEPS);
		expect([values, manager, teams]).toEqual([
			{ UserName: 'ada@example.com' },
			undefined,
			undefined,
		]);
	});
});

it.each([
	[{ Department: { id: 5 } }, 'Teams', '{"id":5}'],
	[{ Teams: ['Sales', { name: { en: 'Support' } }] }, 'Teams', '{"name":{"en":"Support"}}'],
	[{ Team: 'Sales', 'Team 2': [['Support', 'Service']] }, 'Team 2', '["Support","Service"]'],
])(
	'a team that is no name is told, and means neither none nor a new one: %j',
	(cells, label, shown) => {
		const complaint = `The column "${label}" has a team without a name: ${shown}`;
		expect(read(cells)).toMatchObject({ complaint });
	},
);
