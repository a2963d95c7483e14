// Preview Only: what is marked so is never written, whatever stands beside it.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mayWrite } from '../../nodes/shared/operation/describe';
import type { TeamRecord } from '../../sandbox/state/records';
import { rows } from '../../scripts/operationList';
import { freshBench, jsonOf } from './support/bench';
import { itemsFor, OPERATIONS } from './support/everyOperation';
import { by } from './support/locatorValue';

const bench = freshBench();
const LITMOS = 'n8n-nodes-litmos.litmos';
const CATALOG = 'n8n-nodes-litmos.litmosCatalog';
const WRITING = rows.filter(({ operation }) => mayWrite(operation));

const PREVIEW = { previewOnly: true };
const BY_ITEM = { previewOnly: '={{ $json.preview }}' };

const writes = () =>
	bench()
		.requests()
		.filter((request) => !request.startsWith('GET'));
const ids = (count: number) => [...bench().sandbox.state.users.keys()].slice(5, 5 + count);

describe('Preview Only', () => {
	it.each(WRITING.map(({ name, node }) => [name, node]))(
		'keeps %s from writing, also by the node that it may have moved from',
		async (name, node) => {
			const spoken = name.replace(':', ': ');
			for (const type of node === CATALOG ? [{}, { type: LITMOS }] : [{}]) {
				const options = { items: itemsFor(bench()), ...type };
				const parameters = { ...OPERATIONS[spoken], options: PREVIEW };
				const run = await bench().run(spoken, parameters, options);
				expect(run.error).toBeUndefined();
				expect(writes()).toEqual([]);
				expect(bench().sandbox.state.mails).toEqual([]);
				const pairs = run.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
				expect([...new Set(pairs)]).toEqual([0, 1, 2]);
			}
		},
	);

	it('holds for each item by itself, in a request of many', async () => {
		const [[team, { members }]] = [...bench().sandbox.state.teams] as [[string, TeamRecord]];
		const users = ids(6);
		users.forEach((user) => members.delete(user));
		const items = users.map((user, index) => ({ user, preview: index % 2 === 0 }));
		const parameters = {
			teamId: by('id', team),
			userId: by('id', '={{ $json.user }}'),
			options: BY_ITEM,
		};
		const run = await bench().run('teamMember: add', parameters, { items });
		expect(run.error).toBeUndefined();
		expect(writes()).toEqual([`POST /teams/${team}/users`]);
		expect(users.map((user) => members.has(user))).toEqual([false, true, false, true, false, true]);
		const path = `/teams/${team}/users`;
		const outputs = jsonOf(run.items);
		const sent = [users[0], users[2], users[4]].map(
			(Id) => expect.objectContaining({ Id }) as object,
		);
		expect(outputs[0]).toMatchObject({
			preview: [{ method: 'POST', path, body: sent }],
			requests: 1,
		});
		for (const at of [2, 4]) {
			const preview = [{ method: 'POST', path, sharedWithItem: 0 }];
			expect(outputs[at]).toEqual({ preview, requests: 0 });
		}
		expect(outputs[1]).toMatchObject({ added: true });
	});

	it('stops a sync as a whole, since half of a list means something else', async () => {
		const before = structuredClone([...bench().sandbox.state.users.values()]);
		const items = [0, 1, 2].map((at) => ({ name: `new${at}@example.com`, preview: at === 1 }));
		const value = { UserName: '={{ $json.name }}', FirstName: 'New', LastName: 'Person' };
		const people = { mappingMode: 'defineBelow', value } as unknown as INodeParameters;
		const run = await bench().run('peopleSync: apply', { people, options: BY_ITEM }, { items });
		expect(run.error).toBeUndefined();
		expect(writes()).toEqual([]);
		expect([...bench().sandbox.state.users.values()]).toEqual(before);
		expect(jsonOf(run.items).map(({ result }) => result)).toEqual([
			'planned',
			'planned',
			'planned',
		]);
	});

	it('does not take a team for found that another item only previews', async () => {
		const items = [{ preview: true }, { preview: false }, { preview: true }];
		const parameters = { Name: 'Brand New Team', options: BY_ITEM };
		const run = await bench().run('team: findOrCreate', parameters, { items });
		const outputs = jsonOf(run.items);
		expect(writes()).toEqual(['POST /teams']);
		expect(outputs[0]).toMatchObject({ requests: 1, preview: [{ path: '/teams' }] });
		expect(outputs[1]).toMatchObject({ result: 'created', Name: 'Brand New Team' });
		expect(outputs[2]).not.toHaveProperty('result');
	});

	it.each(['={{ "yes" }}', '={{ 1 }}', '={{ "true" }}'])(
		'can be given as %s',
		async (previewOnly) => {
			const parameters = { Name: 'Never', options: { previewOnly } };
			const [output] = await bench().records('team: create', parameters);
			expect(output).toMatchObject({ preview: [{ method: 'POST', path: '/teams' }], requests: 1 });
			expect(writes()).toEqual([]);
		},
	);

	it.each([
		'={{ "perhaps" }}',
		'={{ "" }}',
		'={{ [true] }}',
		'={{ null }}',
		'={{ $json.nothing }}',
	])('writes nothing where it cannot be read: %s', async (previewOnly) => {
		const parameters = { Name: 'Never', options: { previewOnly } };
		const { error } = await bench().run('team: create', parameters);
		expect(error?.message).toContain('"Preview Only"');
		expect(bench().requests()).toEqual([]);
	});

	it('says nothing of later items as if they had been sent', async () => {
		const items = [
			{ name: '', preview: true },
			...['a', 'b'].map((name) => ({ name, preview: true })),
		];
		const parameters = { userId: by('userName', '={{ $json.name || "nobody@example.com" }}') };
		const { error } = await bench().run(
			'user: delete',
			{ ...parameters, options: BY_ITEM },
			{ items },
		);
		expect(error?.message).not.toContain('sent');
	});

	it('shows neither the key nor passwords, by their names and by their values', async () => {
		const secret = 'Tr0ub4dor-and-3';
		const parameters = {
			method: 'POST',
			path: '/users',
			bodyFormat: 'json',
			body: JSON.stringify({ Password: secret, Skype: secret, City: 'sandbox-key' }),
			query: { parameter: [{ name: 'note', value: secret }] },
			options: PREVIEW,
		};
		const run = await bench().run('customApiCall: send', parameters as INodeParameters);
		expect(run.error).toBeUndefined();
		const text = JSON.stringify(run);
		expect(text).not.toContain(secret);
		expect(text).not.toContain('sandbox-key');
		expect(jsonOf(run.items)[0]).toMatchObject({ requests: 1 });
	});

	it('sends what a custom call reads', async () => {
		const parameters = { method: 'GET', path: '/users', options: PREVIEW };
		const found = await bench().records('customApiCall: send', parameters);
		expect(found.length).toBeGreaterThan(5);
	});

	it('costs reads alone, and no wait for an import', async () => {
		const people = {
			mappingMode: 'defineBelow',
			value: { Username: '={{ $json.name }}', FirstName: 'New', LastName: 'Person' },
		} as unknown as INodeParameters;
		const items = Array.from({ length: 50 }, (_, at) => ({ name: `new${at}@example.com` }));
		const parameters = { people, waitUntilDone: true, options: PREVIEW };
		const outputs = await bench().records('bulkImport: importPeople', parameters, { items });
		expect(bench().requests()).toEqual([]);
		expect((outputs[0]!.preview as IDataObject[])[0]!.body).toHaveLength(50);
		expect(outputs[49]).toEqual({
			preview: [{ method: 'POST', path: '/bulkimports', sharedWithItem: 0 }],
			requests: 0,
		});
	});

	it('tells of teams below a new one that they depend on it', async () => {
		const items = [
			{ name: 'Below', above: 'Above' },
			{ name: 'Above', above: '' },
		];
		const outputs = await bench().records(
			'team: mirrorHierarchy',
			{ Name: '={{ $json.name }}', parentName: '={{ $json.above }}', options: PREVIEW },
			{ items },
		);
		expect(outputs).toEqual([
			{ preview: [], requests: 0, further: expect.stringContaining('depend') as string },
			{ preview: [expect.objectContaining({ path: '/teams' })], requests: 1 },
		]);
	});

	it('has nothing to tell where nothing would be written', async () => {
		const [user] = ids(1);
		const { City } = bench().sandbox.state.users.get(user!)!;
		bench().sandbox.state.users.get(user!)!.City = City || 'Port';
		const [output] = await bench().records('user: update', {
			userId: by('id', user!),
			updateFields: { City: City || 'Port' },
			options: PREVIEW,
		});
		expect(output).toMatchObject({ preview: [], requests: 0 });
	});
});
