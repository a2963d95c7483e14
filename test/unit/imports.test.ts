import fc from 'fast-check';
import { readContract } from '../../contract/schema';
import {
	COURSE_COLUMNS,
	PERSON_COLUMNS,
	readRow,
} from '../../nodes/Litmos/resources/bulkImport/columns';
import {
	afterImport,
	isUnderWay,
	otherErrors,
	readErrors,
	splitItems,
	waitUntilDone,
} from '../../nodes/Litmos/resources/bulkImport/job';
import { importPeopleOperation } from '../../nodes/Litmos/resources/bulkImport/people';
import { jobContext } from '../support/jobContext';
import { FieldError } from '../../nodes/shared/operation/readTyped';
import type { Call } from '../../nodes/shared/operation/types';
import { LitmosError, UncertainError } from '../../nodes/shared/transport/errors';
import { anyText } from '../support/anyText';

const NAMES = { Username: 'ada@example.com', FirstName: 'Ada', LastName: 'Example' };
const row = (cells: object) => readRow(PERSON_COLUMNS, { ...NAMES, ...cells }).row;
const complaint = (cells: object) => readRow(PERSON_COLUMNS, { ...NAMES, ...cells }).complaint;

describe('the columns of an import', () => {
	it.each([
		['UserImport', PERSON_COLUMNS],
		['CourseImport', COURSE_COLUMNS],
	])('are those of the contract, in its order: %s', (schema, columns) => {
		const known = readContract().schemas[schema].map(({ name }) => name);
		expect(columns.map(({ id }) => id)).toEqual(known);
	});

	it.each([' ', 30.5, '30.5'])('take %p for no number of days', (DueDateSpan) => {
		const given = { CourseTitle: 'Safety', Active: true, DueDateSpan };
		expect(readRow(COURSE_COLUMNS, given).complaint).toBe(
			`The column "Due Days" must be a whole number: ${DueDateSpan}`,
		);
	});

	it('are known by one name each', () => {
		for (const columns of [PERSON_COLUMNS, COURSE_COLUMNS]) {
			const names = columns.flatMap(({ id, label, also = [] }) => [
				...new Set([id, label, ...also].map((name) => name.toLowerCase().replace(/\W/g, ''))),
			]);
			expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		}
	});
});

describe('a row', () => {
	it('takes names of columns in any case, of other records and of the screens', () => {
		const given = {
			username: 'a',
			'FIRST NAME': 'b',
			last_name: 'c',
			PhoneMobile: '1',
			Nonsense: 2,
		};
		expect(readRow(PERSON_COLUMNS, given).row).toEqual({
			Username: 'a',
			FirstName: 'b',
			LastName: 'c',
			Mobile: '1',
		});
	});

	it('knows columns by the names that HR systems give them', () => {
		const given = {
			Login: 'a',
			'E-mail': 'a@example.com',
			'Given Name': 'b',
			SURNAME: 'c',
			department: 'SALES',
			'Employee number': 7,
		};
		expect(readRow(PERSON_COLUMNS, given).row).toEqual({
			Username: 'a',
			Email: 'a@example.com',
			FirstName: 'b',
			LastName: 'c',
			Team1: 'SALES',
			ExternalEmployeeId: '7',
		});
	});

	it('knows no name for two columns', () => {
		for (const columns of [PERSON_COLUMNS, COURSE_COLUMNS]) {
			const names = columns.flatMap(({ id, label, also = [] }) => [
				...new Set(
					[id, label, ...also].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, '')),
				),
			]);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	it('says what came in where no column is the one that must be there', () => {
		const given = { 'E-mail': 'a@example.com', Name: 'Ada' };
		expect(readRow(PERSON_COLUMNS, given).complaint).toBe(
			'No incoming column matches "Username" (Username). Found: E-mail, Name',
		);
	});

	it('leaves empty cells out: they would not change anything', () => {
		expect(row({ City: '', Email: null, Zip: undefined })).toEqual(NAMES);
	});

	it('has no spaces around its texts: they would make a second user', () => {
		const given = { Username: ' ada@example.com ', City: ' ', Title: 'Head \n', Password: ' x ' };
		expect(row(given)).toEqual({ ...NAMES, City: ' ', Title: 'Head', Password: ' x ' });
		expect(complaint({ Username: ' ' })).toBe('The column "Username" (Username) is empty');
		const { row: course } = readRow(COURSE_COLUMNS, { CourseTitle: 'A', CourseCode: 'SEC-01 ' });
		expect(course.CourseCode).toBe('SEC-01');
	});

	it.each([
		['Learner', 'L'],
		['Team_Leader', 'TL'],
		['team admin', 'TA'],
		[5, 'L'],
		['3', '3'],
		['Account Owner', '2'],
	])('writes the access level %s as %s', (given, sent) => {
		expect(row({ AccessLevel: given })).toMatchObject({ AccessLevel: sent });
	});

	it('writes flags, dates and numbers in the way of Litmos', () => {
		expect(row({ Active: 'no', 'Inactivate Date': '2027-01-31', Zip: 1234 })).toMatchObject({
			Active: false,
			InActiveDate: '2027-01-31T00:00:00Z',
			Zip: '1234',
		});
	});

	it.each([
		[{ FirstName: '' }, /"First Name" \(FirstName\) is empty/],
		[{ Active: 'perhaps' }, /"Active" must be true or false: perhaps/],
		[{ InActiveDate: 'soon' }, /must be a date/],
		[{ AccessLevel: 'King' }, /one of Account Owner, Administrator/],
		[{ City: { name: 'Oslo' } }, /"City" must be a single value: \{"name":"Oslo"\}/],
	])('complains about %j', (cells, words) => {
		expect(complaint(cells)).toMatch(words);
	});

	it.each([[['S3cret!pass']], [{ value: 'S3cret!pass' }]])('tells no password: %j', (Password) => {
		expect(complaint({ Password })).toBe('The column "Password" must be a single value');
	});
});

describe('the division into jobs', () => {
	const bytes = (positions: number[], items: Array<{ row: object }>) =>
		Buffer.byteLength(JSON.stringify(positions.map((position) => items[position].row)));

	it('holds every item once, in order, within both ceilings', () => {
		const item = fc.record({
			row: fc.record({ Username: anyText({ maxLength: 20 }) }),
			mail: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(item, { maxLength: 60 }), (items) => {
				const jobs = splitItems(items, { max: 7, alike: ['mail'] });
				expect(jobs.flat().sort((a, b) => a - b)).toEqual(items.map((_, index) => index));
				for (const job of jobs) {
					expect(job.length).toBeLessThanOrEqual(7);
					expect(job).toEqual([...job].sort((a, b) => a - b));
					expect(new Set(job.map((position) => items[position].mail)).size).toBe(1);
				}
			}),
		);
	});

	it.each(['a', 'é', '漢', '😀', '\ud800'])('counts %s as it goes over the wire', (sign) => {
		const items = Array.from({ length: 60 }, () => ({
			row: { CustomField1: sign.repeat(50_000) },
		}));
		const jobs = splitItems(items, { max: 2000, alike: [] });
		for (const job of jobs) expect(bytes(job, items)).toBeLessThanOrEqual(2_000_000);
		expect(bytes([...jobs[0], jobs[0].length], items)).toBeGreaterThan(2_000_000 * 0.99);
	});
});

describe('an import that is not finished in time', () => {
	it('may not be sent again, and that is said once', async () => {
		const call: Call = async () => await Promise.resolve({ Status: 'Waiting' });
		const waiting = afterImport('i1', async () => await waitUntilDone(call, 'i1', { minutes: 0 }));
		const error = await waiting.catch((reason: Error) => reason);
		expect(error).toBeInstanceOf(UncertainError);
		expect((error as UncertainError).description).toMatch(
			/^The import continues in Litmos, so do not import again\./,
		);
	});

	it('is waited for no longer than was said, though each look has to wait for the limit', async () => {
		let now = 0;
		const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
		let looks = 0;
		const call: Call = async () => {
			looks += 1;
			now += 600_000;
			return await Promise.resolve({ Status: 'Waiting' });
		};
		const waiting = waitUntilDone(call, 'i1', { minutes: 10 });
		const error = await waiting.catch((reason: Error) => reason);
		clock.mockRestore();
		expect((error as Error).message).toContain('after 10 minutes');
		expect(looks).toBe(1);
	});

	it('names the field for a longer wait only where there is one', async () => {
		const call: Call = async () => await Promise.resolve({ Status: 'Waiting' });
		const told = async (isSet?: true) =>
			await waitUntilDone(call, 'i1', { minutes: 0, isSet }).catch((error: Error) => error);
		expect(await told(true)).toMatchObject({
			description: expect.stringMatching(/increase "Wait up to \(Minutes\)"\.$/) as string,
		});
		expect(await told()).toMatchObject({
			description: expect.not.stringContaining('Wait up to') as string,
		});
	});
});

describe('an import whose result cannot be read', () => {
	it('is to be checked, and nothing says to run the item again', async () => {
		const failed = new LitmosError('Litmos did not respond', 'Run the item again later.', '504');
		const error = await afterImport('i1', async () => await Promise.reject(failed)).catch(
			(reason: UncertainError) => reason,
		);
		expect(error).toBeInstanceOf(UncertainError);
		expect(error).toMatchObject({
			message: 'Litmos did not respond',
			description:
				'Litmos accepted the import i1, but its result could not be read. Check it with Bulk Import: Get and Get Row Errors before you import again.',
		});
	});
});

describe('what comes after an import was accepted', () => {
	const after = async (answers: (path: string) => unknown) => {
		const call: Call = async ({ path }) => await Promise.resolve(answers(String(path)));
		const work = async () => {
			await waitUntilDone(call, 'i1', { minutes: 0 });
			return await readErrors(call, 'i1');
		};
		return await afterImport('i1', work).catch((reason: Error) => reason);
	};

	it('may not be sent again where its errors have no end', async () => {
		const error = await after((path) => {
			if (!path.endsWith('usererrors')) return { Status: 'Completed' };
			throw new FieldError('Litmos returned a list without an end', 'Set a Limit.');
		});
		expect(error).toBeInstanceOf(UncertainError);
		expect((error as UncertainError).description).toMatch(/^Litmos accepted the import i1/);
	});

	it('may be sent again where Litmos says that it did nothing', async () => {
		const error = await after(() => ({ Status: 'Failed' }));
		expect(error).not.toBeInstanceOf(UncertainError);
		expect((error as Error).message).toBe('Litmos did not process the import: Failed');
	});

	it.each(['Incomplete', 'Not Completed', 'NotCompleted'])(
		'is not done yet: %s',
		async (Status) => {
			const error = await after((path) => (path.endsWith('usererrors') ? [] : { Status }));
			expect((error as Error).message).toContain('had not finished the import');
			expect(isUnderWay({ Status })).toBe(true);
		},
	);

	it.each(['Completed', 'complete', ' Completed with errors'])('is done: %s', async (Status) => {
		const errors = await after((path) => (path.endsWith('usererrors') ? [] : { Status }));
		expect(errors).toMatchObject({ count: 0 });
	});
});

describe('the errors of an import', () => {
	const read = async (rows: object[]) =>
		await readErrors(async () => await Promise.resolve(rows), 'i1');

	it('are told of nobody in it where they have another name, or only a number', async () => {
		const errors = await read([
			{ Username: 'Ada', ImporStatus: 'No team' },
			{ Username: 'Ada', ImporStatus: 'No course' },
			{ Username: '', ImporStatus: 'Odd' },
			{ UserName: 'b ob', ImportStatus: 'Odd too' },
		]);
		expect(errors.byName.get('ada')).toBe('No team; No course');
		expect(otherErrors(errors, ['ADA', 'bob'], 4)).toBe('no username: Odd; b ob: Odd too');
		expect(otherErrors(errors, ['ADA', 'bob'], 6)).toContain('2 rows failed without a reason');
	});

	it('are none of others where each belongs to somebody', async () => {
		const twice = { Username: 'Ada', ImporStatus: 'No team' };
		const errors = await read([twice, twice]);
		expect(otherErrors(errors, ['ada', 'ada'], 2)).toBe('');
		expect(otherErrors(errors, ['ada', 'bob'], undefined)).toBe('');
	});

	it('are told with those who were imported where Litmos only says how many there are', async () => {
		const call: Call = async ({ method, path }) => {
			if (method === 'POST') return await Promise.resolve({ Id: 'i1' });
			return String(path).endsWith('usererrors') ? [] : { Status: 'Completed', Failed: 1 };
		};
		const items = [{ row: { Username: 'ada' }, waitUntilDone: true }];
		const [result] = await importPeopleOperation.run(call, items, jobContext());
		expect(result).toEqual([
			{
				UserName: 'ada',
				importId: 'i1',
				status: 'Completed',
				imported: true,
				otherErrors: '1 row failed without a reason',
			},
		]);
	});
});
