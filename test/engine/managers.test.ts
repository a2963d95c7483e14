// Users whose manager is a row of the same list, created in the same run.
import type { IDataObject } from 'n8n-workflow';
import type { UserRecord } from '../../sandbox/state/records';
import { API_KEY, freshBench, jsonOf } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const people = () => [...bench().sandbox.state.users.values()];
const named = (name: string) =>
	people().find(({ UserName }) => UserName === `${name}@example.com`) as UserRecord;

interface Hire extends IDataObject {
	name: string;
	/** Value of the field Manager. */
	manager?: string;
	employeeId?: string;
	email?: string;
}

const at = (name: string) => `${name}@example.com`;

function parametersFor(managerMissing: string, mode = 'userName') {
	return {
		UserName: '={{ $json.name + "@example.com" }}',
		FirstName: '={{ $json.name }}',
		LastName: 'Hire',
		Email: '={{ $json.email }}',
		additionalFields: {
			ManagerId: by(mode, '={{ $json.manager }}'),
			ExternalEmployeeId: '={{ $json.employeeId }}',
			managerMissing,
		},
	};
}

/** Hires without a manager of the list, so that the list path is taken. */
const others = (count: number): Hire[] =>
	Array.from({ length: count }, (_, index) => ({ name: `other${index}` }));

describe.each(['user: create', 'user: upsert'])('%s', (operation) => {
	const add = async (hires: Hire[], managerMissing = 'fail', mode?: string) =>
		await bench().records(operation, parametersFor(managerMissing, mode), { items: hires });

	it.each([0, 8])(
		'gives three levels in reverse order their managers, with no request more (%d others)',
		async (more) => {
			const hires = [
				{ name: 'worker', manager: at('lead') },
				{ name: 'lead', manager: at('head') },
				{ name: 'head' },
				...others(more),
			];
			const records = await add(hires);
			expect(records.map(({ UserName }) => UserName)).toEqual(hires.map(({ name }) => at(name)));
			expect(named('worker').ManagerId).toBe(named('lead').Id);
			expect(named('lead').ManagerId).toBe(named('head').Id);
			expect(named('head').ManagerId).toBe('0');
			expect(records[0]).not.toHaveProperty('notes');
			const sent = bench().requests();
			expect(sent.filter((request) => request === 'POST /users')).toHaveLength(hires.length);
			// Two managers are looked up before, nobody afterwards.
			expect(sent.filter((request) => request === 'GET /users')).toHaveLength(2);
		},
	);

	it.each([
		['username in other capitals', 'userName', ' LEAD@Example.com '],
		['email', 'email', 'Lead.Mail@Example.com'],
		['external employee ID', 'id', 'E-77'],
	])('knows the manager by %s', async (_, mode, manager) => {
		const lead = { name: 'lead', email: 'lead.mail@example.com', employeeId: 'e-77' };
		await add([{ name: 'worker', manager }, lead], 'fail', mode);
		expect(named('worker').ManagerId).toBe(named('lead').Id);
	});

	it('asks for the manager again where Litmos answers without an ID', async () => {
		bench().sandbox.addFault({
			match: { path: '/users', method: 'POST' },
			kind: 'empty',
			carriedOut: true,
		});
		await add([{ name: 'worker', manager: at('lead') }, { name: 'lead' }]);
		expect(named('worker').ManagerId).toBe(named('lead').Id);
	});

	it('creates those who manage each other, and says whose manager was not set', async () => {
		const records = await add([
			{ name: 'anna', manager: at('bert') },
			{ name: 'bert', manager: at('anna') },
			{ name: 'self', manager: at('self') },
		]);
		expect(named('anna').ManagerId).toBe(named('bert').Id);
		expect(named('bert').ManagerId).toBe('0');
		expect(named('self').ManagerId).toBe('0');
		expect(records.map(({ notes }) => notes)).toEqual([
			undefined,
			'The manager "anna@example.com" was not set: in this run, the managers form a circle. Set it with User: Update',
			'The manager "self@example.com" was not set: in this run, the managers form a circle. Set it with User: Update',
		]);
	});

	it('goes on with the reason where the item of the manager fails', async () => {
		const hires = [{ name: 'worker', manager: at('b,d') }, { name: 'b,d' }];
		const onError = 'continueRegularOutput';
		const run = async (missing: string) =>
			jsonOf(
				(await bench().run(operation, parametersFor(missing), { items: hires, onError } as never))
					.items,
			);
		const reason = 'The user "b,d@example.com" was not added: item 1 failed';
		const [refused, failed] = await run('fail');
		expect(refused.error).toBe(reason);
		expect(failed.error).toBeDefined();
		expect(named('worker')).toBeUndefined();
		const [made] = await run('leaveOut');
		expect(made.notes).toBe(reason);
		expect(named('worker').ManagerId).toBe('0');
	});

	it('says the reason also where Retry On Fail had the rest of the items run again', async () => {
		const hires = [{ name: 'worker', manager: at('nobody') }, { name: 'other' }];
		bench().sandbox.addFault({ kind: '403', match: { method: 'POST' }, after: 1 });
		const parameters = parametersFor('leaveOut');
		const run = await bench().run(operation, parameters, { items: hires, retryOnFail: true });
		expect(run.error).toBeUndefined();
		expect(
			bench()
				.requests()
				.filter((sent) => sent === 'POST /users'),
		).toHaveLength(3);
		expect(jsonOf(run.items).map(({ notes }) => notes)).toEqual([
			'No user with the username "nobody@example.com" was found in Litmos',
			undefined,
		]);
	});

	it('never repeats the key in the reason', async () => {
		const hires = [{ name: 'worker', manager: `${API_KEY}@example.com` }];
		const [made] = await add(hires, 'leaveOut');
		expect(made.notes).toBe('No user with the username "…@example.com" was found in Litmos');
	});

	it('says in a preview that the manager follows, and adds nobody', async () => {
		const parameters = { ...parametersFor('fail'), options: { previewOnly: true } };
		const items = [{ name: 'worker', manager: at('lead') }, { name: 'lead' }];
		const [worker] = await bench().records(operation, parameters, { items });
		expect(worker.notes).toBe('The user "lead@example.com" is set once item 1 has added it');
		const [{ body }] = worker.preview as Array<{ body: IDataObject }>;
		expect(body).toMatchObject({ UserName: at('worker') });
		expect(named('lead') ?? named('worker')).toBeUndefined();
	});

	it('takes a manager whom Litmos has already from there', async () => {
		const boss = people()[3];
		await add([{ name: 'worker', manager: boss.UserName.toUpperCase() }, { name: 'lead' }]);
		expect(named('worker').ManagerId).toBe(boss.Id);
	});

	it('takes nobody where two rows have the email of the manager', async () => {
		const twins = ['one', 'two'].map((name) => ({ name, email: 'desk@example.com' }));
		const items = [{ name: 'worker', manager: 'desk@example.com' }, ...twins];
		const { error } = await bench().run(operation, parametersFor('fail', 'email'), { items });
		expect(error?.message).toContain('No user with the email address "desk@example.com"');
	});
});
