// Imports of people and courses against the stand-in for Litmos: one request for all, errors back on their items.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setAlarm } from '../support/alarm';
import { naming, startBench } from './support/bench';
import type { Bench, RunOptions } from './support/bench';
import { stop, until } from './support/waiting';

const BY_NAME = { mappingMode: 'autoMapInputData', value: null } as unknown as INodeParameters;
const automatic = { people: BY_NAME };
const people = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		Username: `import${from + index}@new.example.com`,
		'First Name': 'New',
		lastname: `Person ${from + index}`,
	}));
const run = async (bench: Bench, items: IDataObject[], more = {}, options: RunOptions = {}) =>
	await bench.run('bulkImport: importPeople', { ...automatic, ...more }, { items, ...options });
const named = (bench: Bench, name: string) =>
	bench.sandbox.state.users.get(bench.sandbox.state.userNames.get(name) ?? '');

describe('Import People', () => {
	it('takes 1,000 people with one request, and a look and a page of errors when it waits', async () => {
		const bench = await startBench();
		const before = bench.sandbox.state.users.size;
		const { error, items } = await run(bench, people(1000));
		expect(error).toBeUndefined();
		expect(bench.requests()).toEqual([
			'POST /bulkimports',
			expect.stringMatching(/^GET \/bulkimports\/[\w-]+$/),
			expect.stringMatching(/^GET \/bulkimports\/[\w-]+\/usererrors$/),
		]);
		expect(bench.log()[0].query).toMatchObject({ sendmessage: 'false', skipfirstlogin: 'false' });
		expect(bench.sandbox.state.users.size).toBe(before + 1000);
		expect(bench.sandbox.state.mails).toEqual([]);
		expect(items).toHaveLength(1000);
		expect(items[999]).toMatchObject({
			json: { UserName: 'import999@new.example.com', imported: true, status: 'Completed' },
			pairedItem: { item: 999 },
		});
	});

	it('goes on looking until Litmos is through', async () => {
		const bench = await startBench({ importMs: 3_000 });
		const { error, items } = await run(bench, people(2));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.imported)).toEqual([true, true]);
		const looks = bench.requests().filter((request) => /^GET \/bulkimports\/[^/]+$/.test(request));
		expect(looks).toHaveLength(2);
	});

	it('begins without waiting where that is wanted, and says so', async () => {
		const bench = await startBench({ importMs: 60_000 });
		const { items } = await run(bench, people(2), { waitUntilDone: false });
		expect(bench.requests()).toEqual(['POST /bulkimports']);
		const [job] = [...bench.sandbox.state.imports.values()].slice(-1);
		expect(items.map(({ json }) => json)).toEqual(
			[0, 1].map((n) => ({
				UserName: `import${n}@new.example.com`,
				importId: job.Id,
				status: 'Waiting',
				imported: false,
			})),
		);
	});

	const mixed = (): IDataObject[] => {
		const items = people(3);
		items[1].Team1 = 'no-such-code';
		return items;
	};

	it('puts an error on the item that caused it, and the others are done', async () => {
		const bench = await startBench();
		const { error, items } = await run(bench, mixed(), {}, { onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items.map(({ json }) => json.imported)).toEqual([true, undefined, true]);
		expect(items[1].json.error).toBe(
			'Litmos could not import "import1@new.example.com": Team no-such-code does not exist',
		);
		expect(named(bench, 'import2@new.example.com')).toBeDefined();
	});

	it('fails with the name of that person where the run is to stop', async () => {
		const bench = await startBench();
		const { error } = await run(bench, mixed());
		expect(error?.message).toContain('"import1@new.example.com"');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('sends nothing for an item without a name, and imports the others', async () => {
		const bench = await startBench();
		const items = [...people(1), { Username: 'lost@new.example.com' }];
		const outcome = await run(bench, items, {}, { onError: 'continueRegularOutput' });
		expect(outcome.items[1].json.error).toBe(
			'No incoming column matches "First Name" (FirstName). Found: Username',
		);
		expect(outcome.items[0].json.imported).toBe(true);
		expect(named(bench, 'lost@new.example.com')).toBeUndefined();
	});

	it('is split at 2,000 people, one import after the other', async () => {
		const bench = await startBench();
		const { error, items } = await run(bench, people(2001), { waitUntilDone: false });
		expect(error).toBeUndefined();
		expect(bench.requests()).toEqual(['POST /bulkimports', 'POST /bulkimports']);
		const jobs = [...bench.sandbox.state.imports.values()].slice(-2);
		expect(jobs.map(({ rows }) => rows.length)).toEqual([2000, 1]);
		expect(items[2000].json.importId).toBe(jobs[1].Id);
	});

	it('is split where the body would be too large', async () => {
		const bench = await startBench();
		const wide = people(5).map((item) => ({ ...item, CustomField1: 'é'.repeat(300_000) }));
		const { error } = await run(bench, wide, { waitUntilDone: false });
		expect(error).toBeUndefined();
		const jobs = [...bench.sandbox.state.imports.values()].slice(-2);
		expect(jobs.map(({ rows }) => rows.length)).toEqual([3, 2]);
		for (const { bytes } of bench.log()) expect(bytes).toBeLessThanOrEqual(2_000_000);
	});

	it('divides those that are mailed from those that are not', async () => {
		const bench = await startBench();
		const items = people(3).map((item, n) => ({ ...item, mail: n === 1 }));
		await run(bench, items, { sendEmail: '={{ $json.mail }}', waitUntilDone: false });
		expect(bench.log().map(({ query }) => query.sendmessage)).toEqual(['false', 'true']);
		expect(bench.sandbox.state.mails.map(({ to }) => to)).toEqual(['import1@new.example.com']);
	});

	it('changes who exists already, and leaves empty columns alone', async () => {
		const bench = await startBench();
		const [user] = [...bench.sandbox.state.users.values()].slice(5);
		const { City, Email } = user;
		const [team] = [...bench.sandbox.state.teams.values()].slice(3);
		const value = {
			Username: user.UserName,
			FirstName: 'Changed',
			LastName: user.LastName,
			City: '',
			Title: 'Pilot',
			AccessLevel: 'TL',
			UserCustomField1: 'R&D',
			Team1: `${team.OriginalId}-${team.Name.replace(/[^\p{L}\p{N}-]/gu, '')}`,
		};
		const mapped = { people: { mappingMode: 'defineBelow', value } };
		const { error } = await run(bench, [{}], mapped as unknown as INodeParameters);
		expect(error).toBeUndefined();
		const after = bench.sandbox.state.users.get(user.Id);
		expect(after).toMatchObject({ FirstName: 'Changed', JobTitle: 'Pilot', City, Email });
		expect(bench.sandbox.state.customFields.get(user.Id)?.get('Department')).toBe('R&D');
		expect(team.members).toContain(user.Id);
	});

	it('tells that the import runs on when looking at it goes wrong', async () => {
		const bench = await startBench();
		bench.sandbox.addFault({ kind: '401', match: { method: 'GET' }, times: 0 });
		const { error } = await run(bench, people(1));
		const [job] = [...bench.sandbox.state.imports.values()].slice(-1);
		expect(error?.description).toContain(`Litmos accepted the import ${job.Id}`);
		expect(named(bench, 'import0@new.example.com')).toBeDefined();
	});

	it.each([
		['cannot be looked at', { kind: '401', match: { method: 'GET' }, times: 0 }],
		['has no ID', { kind: 'empty', carriedOut: true, match: { method: 'POST' } }],
	] as const)(
		'is not sent again by Retry On Fail where it was accepted and %s',
		async (_, fault) => {
			const bench = await startBench();
			bench.sandbox.addFault(fault);
			const before = bench.sandbox.state.imports.size;
			const { error } = await run(bench, people(2), {}, { retryOnFail: true });
			expect(error?.description).toMatch(/it was not sent a second time\./);
			expect(bench.sandbox.state.imports.size).toBe(before + 1);
		},
	);

	it('stops waiting at once when the run is stopped', async () => {
		const bench = await startBench({ importMs: 60_000 });
		const common = { typeVersion: 1, position: [0, 0] as [number, number] };
		const parameters = { ...naming('bulkImport: importPeople'), ...automatic };
		const nodes = [
			{ ...common, id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{ ...common, id: 'b', name: 'Litmos', type: 'n8n-nodes-litmos.litmos', parameters },
		];
		const connections = {
			Start: { main: [[{ node: 'Litmos', type: 'main' as const, index: 0 }]] },
		};
		const started = bench.engine.start({ nodes, connections }, { input: people(1) });
		await until(() => bench.log().length === 1, 'the import');
		// It looks several times a second whether it was stopped, and first after 2 s how the import is.
		expect(await stop(started, setAlarm(1_900))).toMatchObject({ status: 'canceled' });
		expect(bench.requests()).toEqual(['POST /bulkimports']);
	});
});

describe('Import Courses', () => {
	it('takes 100 courses with one request and makes or changes them', async () => {
		const bench = await startBench();
		const before = bench.sandbox.state.courses.size;
		const [known] = bench.sandbox.state.courses.values();
		const items = Array.from({ length: 101 }, (_, n) => ({
			'Course Title': `Imported ${n}`,
			CourseCode: n === 0 ? known.Code : `IMP${n}`,
			Active: 'yes',
			DueDateSpan: '30',
		}));
		const run = await bench.run('bulkImport: importCourses', { courses: BY_NAME }, { items });
		expect(run.error).toBeUndefined();
		expect(bench.requests()).toEqual(['POST /bulkimports/courses', 'POST /bulkimports/courses']);
		expect(bench.sandbox.state.courses.size).toBe(before + 100);
		expect(known).toMatchObject({ Name: 'Imported 0', dueDays: 30 });
		expect(run.items[100].json).toMatchObject({
			CourseTitle: 'Imported 100',
			CourseCode: 'IMP100',
		});
	});
});

describe('Get Row Errors', () => {
	it('lists who could not be imported', async () => {
		const bench = await startBench();
		const [job] = bench.sandbox.state.imports.values();
		const rows = await bench.records('bulkImport: getErrors', { importId: job.Id });
		expect(rows).toEqual([{ UserName: 'no address', ImporStatus: 'Invalid email address.' }]);
		const filters = { madeInLitmos: true };
		await bench.records('bulkImport: getErrors', { importId: job.Id, filters });
		expect(bench.log().map(({ query }) => query.IsAPI)).toEqual([undefined, 'false']);
	});
});
