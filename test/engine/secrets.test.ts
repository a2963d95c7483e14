/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// A login key signs in as its person, and a password is nobody's business: neither may come out anywhere.
import { inspect } from 'node:util';
import { LoggerProxy } from 'n8n-workflow';
import { freshBench, startBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const people = () => [...bench().sandbox.state.users.values()];
const PASSWORD = 'Tr0ub4dor&3';
const NEW = { UserName: 'grace@example.com', FirstName: 'Grace', LastName: 'Hopper' };

/** Takes the place of n8n's log. */
function listen(): string[] {
	const lines: string[] = [];
	const note = (...said: unknown[]) => void lines.push(inspect(said, { depth: 6 }));
	LoggerProxy.init({ error: note, warn: note, info: note, debug: note });
	return lines;
}

const keysOf = () => people().map(({ LoginKey }) => LoginKey.split('=')[1]);

function expectSilent(shown: unknown): void {
	const text = inspect(shown, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: null });
	for (const key of keysOf()) expect(text).not.toContain(key);
	expect(text).not.toContain(PASSWORD);
}

describe('login keys and passwords', () => {
	it('are in no output of a custom call, as JSON or as XML', async () => {
		const paths = [`/users/${people()[0].Id}`, '/users/details', '/users'];
		for (const path of paths) {
			const json = await bench().records('customApiCall: send', { path });
			const xml = await bench().records('customApiCall: send', { path, answerFormat: 'xml' });
			expect(json.length).toBeGreaterThan(0);
			expect(String(xml[0].data)).toContain(people()[0].UserName);
			expect(String(xml[0].data)).not.toMatch(/LoginKey|<Password>/);
			expectSilent([json, xml]);
		}
	});

	it('are in no output of a custom call that writes a person', async () => {
		const person = people()[3];
		const parameters = {
			method: 'POST',
			path: '/users',
			bodyFormat: 'json',
			body: JSON.stringify({ ...person, ...NEW, LoginKey: '', Password: PASSWORD }),
		};
		expectSilent(await bench().records('customApiCall: send', parameters));
	});

	it('are hidden where Litmos or a proxy hands them back in a text', async () => {
		const [user] = people();
		user.City = `see ${user.LoginKey}&c=1 for more`;
		const parameters = { userId: by('id', user.Id), simplify: false };
		const [shown] = await bench().records('user: get', parameters);
		expect(shown.City).toBe('see https://sandbox.example.com/login.aspx?loginkey=…&c=1 for more');
	});

	it('are in no output, hint or log of a person who is added, changed and read', async () => {
		const log = listen();
		const additionalFields = { Password: PASSWORD };
		const [made] = await bench().records('user: create', {
			...NEW,
			additionalFields,
			simplify: false,
		});
		const userId = by('id', String(made.Id));
		const parameters = { userId, updateFields: additionalFields, simplify: false };
		const runs = [
			made,
			await bench().run('user: update', parameters),
			await bench().run('user: upsert', { ...NEW, additionalFields, simplify: false }),
			await bench().run('user: get', { userId, simplify: false }),
			await bench().run('user: getAll', { detail: 'details', returnAll: true, simplify: false }),
		];
		expect(bench().sandbox.state.passwordChanges).toHaveLength(3);
		// The parameters of a run are in it: what the person has typed there is not the node's to hide.
		expectSilent(runs.map((run) => ('items' in run ? [run.items, run.error] : run)));
		expect(log.length).toBeGreaterThan(0);
		for (const key of keysOf()) expect(log.join()).not.toContain(key);
	});

	it('are in no error: not of a refusal, not of an answer that breaks off', async () => {
		const quoted = await startBench();
		const [user] = [...quoted.sandbox.state.users.values()];
		quoted.sandbox.addFault({ kind: 'truncatedGzip', match: { method: 'POST' } });
		const parameters = {
			method: 'POST',
			path: '/users',
			bodyFormat: 'json',
			body: JSON.stringify({ ...user, ...NEW, Id: '', FirstName: user.LoginKey }),
		};
		const { error } = await quoted.run('customApiCall: send', parameters);
		expect(error?.description).toContain('Litmos: "{');
		const key = user.LoginKey.split('=')[1];
		expect(`${error?.message} ${error?.description}`).not.toContain(key);
	});

	it('come out of Get Login Link only, and lead into the course', async () => {
		const [user] = people();
		const [course] = bench().sandbox.state.courses.values();
		const parameters = { userId: by('userName', user.UserName), courseId: by('name', course.Name) };
		const [shown] = await bench().records('user: getLoginLink', parameters);
		expect(shown.loginLink).toBe(`${user.LoginKey}&c=${course.OriginalId}`);
	});
});
