// Records that Litmos returns without an ID, or with an odd one, by the whole way through the node.
import { runAt } from '../attacks/support/runAt';
import { createEngine } from '../support/engine';
import type { NodeOptions } from '../support/engineTypes';
import type { PlainAnswer, Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { jsonOf, naming } from './support/bench';
import { by } from './support/locatorValue';

let recorder: Recorder;
let answer: (seen: SeenRequest) => PlainAnswer;

beforeAll(async () => {
	recorder = await startRecorder((seen) => answer(seen));
});
afterAll(async () => await recorder.stop());
beforeEach(() => {
	recorder.take();
});

const ID = 'AAAAAAAAAAA1';
const ok = (body: unknown): PlainAnswer => ({ status: 200, body });
const run = async (operation: string, options: NodeOptions) =>
	await runAt(recorder, operation, options);
const asked = () => recorder.take().map(({ method, path }) => `${method} ${path}`);

describe('a record without its ID', () => {
	it('is written back to where it was read', async () => {
		answer = ({ method }) => ok(method === 'GET' ? { Name: 'Sales', Description: '' } : undefined);
		const parameters = { teamId: by('id', ID), updateFields: { Name: 'Sales East' } };
		const { error } = await run('team: update', { parameters });
		expect(error).toBeUndefined();
		expect(asked()).toEqual([`GET /teams/${ID}`, `PUT /teams/${ID}`]);
	});

	it('is not changed where it is a user to create or update', async () => {
		const user = { UserName: 'ada@example.com', FirstName: 'Ada', LastName: 'Old' };
		answer = () => ok(user);
		const parameters = { UserName: user.UserName, FirstName: 'Ada', LastName: 'New' };
		const { error } = await run('user: upsert', { parameters });
		expect(error?.message).toBe('Litmos returned the user "ada@example.com" without an ID');
		expect(asked()).toEqual(['GET /users/ada%40example.com']);
	});

	it('is what nobody can be told by its name', async () => {
		answer = () => ok([{ Name: 'Sales' }]);
		const { error } = await run('team: get', { parameters: { teamId: by('name', 'Sales') } });
		expect(error?.message).toBe('Litmos lists the team "Sales" without an ID');
		expect(asked()).toEqual(['GET /teams']);
	});
});

it('a record with a text of very many brackets is made once, and told as made', async () => {
	const deep = '['.repeat(20_000) + ']'.repeat(20_000);
	answer = () => ok({ Id: ID, Name: 'Sales', Description: `key ${deep}` });
	const parameters = { Name: 'Sales' };
	const { error } = await run('team: create', { parameters, retryOnFail: true });
	expect(error).toBeUndefined();
	expect(asked()).toEqual(['POST /teams']);
});

describe('an ID that no path can hold', () => {
	it('is told as one, also where it comes from Litmos', async () => {
		answer = ({ path }) =>
			path === '/teams' ? ok([{ Id: 'x/y', Name: ID }]) : { status: 404, body: { Detail: 'No' } };
		const { error } = await run('team: get', { parameters: { teamId: by('id', ID) } });
		expect(error?.message).toBe('An ID cannot contain a slash, %, ?, # or a line break: x/y');
	});
});

describe('a session without its place', () => {
	const courses = [{ Name: 'Safety', Modules: [{ Sessions: [{ Id: ID, Name: 'Day One' }] }] }];

	it('stands in the list by its own ID', async () => {
		answer = () => ok(courses);
		const credential = { apiKey: 'key-1', region: 'custom', baseUrl: recorder.baseUrl };
		const engine = createEngine({
			credentials: { litmosApi: { ...credential, requestsPerMinute: 1000 } },
		});
		const { results } = await engine.listSearch({
			method: 'searchSessions',
			parameters: naming('sessionParticipant: getRollCall'),
		});
		expect(results.map(({ value }) => value)).toEqual([ID]);
	});

	it('is not looked for in a course without a name', async () => {
		answer = ({ path }) => ok(path.startsWith('/sessions') ? courses : []);
		const parameters = { sessionId: by('id', ID) };
		const { error } = await run('sessionParticipant: getRollCall', { parameters });
		expect(error?.message).toBe(`No session with the ID "${ID}" was found in Litmos`);
		expect(asked()).toEqual(['GET /sessions/future', 'GET /sessions/past']);
	});
});

describe('the days of a session', () => {
	const place = [ID, ID, ID].join('/');

	it.each([
		['none', 0],
		[{ Id: 'd1' }, 1],
	])('may be no list: %j', async (Days, marked) => {
		answer = ({ method }) => ok(method === 'GET' ? { Id: ID, Days } : undefined);
		const parameters = {
			sessionId: by('list', place),
			sessionDayId: by('list', ''),
			userId: by('id', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
		};
		const { error } = await run('sessionParticipant: markAttendance', { parameters });
		expect(error?.message).toBe(marked ? undefined : 'The session has no days');
		expect(asked().slice(1)).toHaveLength(marked);
	});
});

describe('a list of teams that is empty, or an object', () => {
	it.each([undefined, null, [], { Items: [] }])(
		'holds what an item has added: %j',
		async (list) => {
			answer = ({ method, body }) =>
				ok(method === 'GET' ? list : { Id: ID, ...(JSON.parse(body) as object) });
			const parameters = { Name: 'Sales', teamPlace: 'anywhere' };
			const result = await run('team: findOrCreate', { parameters, items: [{}, {}] });
			expect(jsonOf(result.items).map(({ result: told }) => told)).toEqual(['created', 'found']);
			expect(asked()).toEqual(['GET /teams', 'POST /teams']);
		},
	);
});

describe('Retry On Fail', () => {
	it('says of later items that they were sent, though the try before has sent them', async () => {
		answer = ({ body }) =>
			body.includes('First') ? { status: 409, body: { Detail: 'No' } } : ok({ Id: ID });
		const parameters = { Name: '={{ $json.name }}' };
		const items = [{ name: 'First' }, { name: 'Second' }];
		const { error } = await run('team: create', { parameters, items, retryOnFail: true });
		expect(error?.message).toContain('1 later item had already been sent');
		expect(error?.description).toContain('Item 1 succeeded.');
		expect(recorder.take().filter(({ body }) => body.includes('Second'))).toHaveLength(1);
	});

	it('says that the Limit left rows out also for what the try before has read', async () => {
		let tries = 0;
		answer = ({ path }) => {
			if (path.includes('BBB') && (tries += 1) === 1) return { status: 403, body: {} };
			return ok([{ Id: 'a' }, { Id: 'b' }].slice(0, path.includes('BBB') ? 1 : 2));
		};
		const parameters = { userId: by('id', '={{ $json.user }}'), returnAll: false, limit: 2 };
		const items = ['A', 'B'].map((sign) => ({ user: `${sign.repeat(22)}2` }));
		const result = await run('userTeam: getAll', { parameters, items, retryOnFail: true });
		expect(result.error).toBeUndefined();
		expect(jsonOf(result.items)).toHaveLength(3);
		expect(result.hints.join()).toContain('stop at the Limit');
	});
});
