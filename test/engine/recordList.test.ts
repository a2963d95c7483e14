// Operations that read before they write: with many items the records come from the list, where that wipes nothing.
import type { UserRecord } from '../../sandbox/state/records';
import type { Bench } from './support/bench';
import { startBench } from './support/bench';
import { by } from './support/locatorValue';

let bench: Bench;

const users = () => [...bench.sandbox.state.users.values()];
const copies = (some: readonly UserRecord[]) => some.map((user) => ({ ...user }));
/** How many requests there were of each kind: `GET /users/details` apart, IDs and names left out. */
function spent(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const request of bench.requests()) {
		const kind = request.includes('/users/details') ? 'list' : request.split(' ')[0];
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** Points are counted when a record is read. */
const withoutPoints = (some: readonly UserRecord[]): UserRecord[] =>
	some.map((user) => ({ ...user, Points: 0 }));

const NAMES = {
	UserName: '={{ $json.UserName }}',
	FirstName: '={{ $json.FirstName }}',
	LastName: '={{ $json.LastName }}',
};

describe('User: Create or Update', () => {
	const JOB = { ...NAMES, additionalFields: { JobTitle: '={{ $json.JobTitle }}' } };
	const upsert = async (items: UserRecord[]) =>
		await bench.records('user: upsert', JOB, { items: copies(items) });

	it('costs the pages of the list where nothing has changed', async () => {
		bench = await startBench({ people: 1000 });
		const records = await upsert(users());
		expect(new Set(records.map(({ result }) => result))).toEqual(new Set(['unchanged']));
		expect(records.map(({ Id }) => Id)).toEqual(users().map(({ Id }) => Id));
		// The page was full, so a second one shows that it was the last.
		expect(spent()).toEqual({ list: 2 });
	});

	it('costs little more where one in twenty has changed', async () => {
		bench = await startBench({ people: 1000 });
		const before = structuredClone(users());
		const given = users().map((user, index) => ({
			...user,
			JobTitle: index % 20 === 3 ? `Harbour Master ${index}` : user.JobTitle,
		}));
		const records = await upsert(given);
		expect(records.filter(({ result }) => result === 'updated')).toHaveLength(50);
		expect(withoutPoints(users())).toEqual(
			withoutPoints(before).map((user, index) => ({ ...user, JobTitle: given[index].JobTitle })),
		);
		const { list, GET, PUT } = spent();
		expect(PUT).toBe(50);
		expect(list + GET).toBeLessThanOrEqual(15);
	});

	it('adds who is not in the list, once', async () => {
		bench = await startBench({ people: 40 });
		const [model] = users();
		const added = Array.from({ length: 10 }, (_, index) => ({
			...model,
			UserName: `new${index % 9}@example.com`,
			Email: `new${index % 9}@example.com`,
		}));
		const records = await upsert([...users(), ...added]);
		expect(records.filter(({ result }) => result === 'created')).toHaveLength(9);
		expect(users()).toHaveLength(49);
	});

	it('reads each record by itself where the key may not read the list', async () => {
		bench = await startBench({ people: 40 });
		bench.sandbox.addFault({ match: { path: '/users/details' }, kind: '403', times: 0 });
		const records = await upsert(users());
		expect(new Set(records.map(({ result }) => result))).toEqual(new Set(['unchanged']));
	});
});

describe('User: Update, Deactivate, Reactivate', () => {
	it.each(['UserName', 'Email', 'Id'] as const)(
		'of 100 people by %s cost one request each, and a few more',
		async (column) => {
			bench = await startBench({ people: 400 });
			users().forEach((user, index) => (user.Email = `mail${index}@example.com`));
			const some = users().slice(100, 200);
			some.forEach((user) => (user.Active = true));
			const before = structuredClone(users());
			const mode = { UserName: 'userName', Email: 'email', Id: 'id' }[column];
			const parameters = { userId: by(mode, `={{ $json.${column} }}`) };
			const records = await bench.records('user: deactivate', parameters, { items: copies(some) });
			expect(records).toHaveLength(100);
			expect(withoutPoints(users())).toEqual(
				withoutPoints(before).map((user, index) => ({
					...user,
					Active: index >= 100 && index < 200 ? false : user.Active,
				})),
			);
			expect(spent().PUT).toBe(100);
			expect(bench.requests().length).toBeLessThanOrEqual(110);
		},
	);

	it('wipe nothing where the list leaves columns out', async () => {
		bench = await startBench({ people: 60, userDetails: 'documented' });
		users().forEach((user, index) => (user.Culture = index % 2 ? 'de-DE' : 'fr-FR'));
		const before = structuredClone(users());
		const parameters = { userId: by('id', '={{ $json.Id }}'), updateFields: { City: 'Bergen' } };
		await bench.records('user: update', parameters, { items: copies(users()) });
		expect(withoutPoints(users())).toEqual(
			withoutPoints(before).map((user) => ({ ...user, City: 'Bergen' })),
		);
		expect(spent()).toEqual({ list: 1, GET: 60, PUT: 60 });
	});

	it('change one person twice, each time from what is there then', async () => {
		bench = await startBench({ people: 40 });
		const [first] = users();
		const items = [...users(), first].map(({ Id }, index) => ({
			Id,
			field: index < 40 ? 'City' : 'JobTitle',
		}));
		const parameters = {
			userId: by('id', '={{ $json.Id }}'),
			updateFields: {
				City: '={{ $json.field === "City" ? "Bergen" : undefined }}',
				JobTitle: '={{ $json.field === "JobTitle" ? "Pilot" : undefined }}',
			},
		};
		await bench.records('user: update', parameters, { items });
		expect(users()[0]).toMatchObject({ City: 'Bergen', JobTitle: 'Pilot' });
	});

	it('read no list for a handful', async () => {
		bench = await startBench({ people: 40 });
		const parameters = { userId: by('id', '={{ $json.Id }}') };
		const items = copies(users().slice(0, 7));
		await bench.records('user: deactivate', parameters, { items });
		expect(spent().list).toBeUndefined();
	});

	it('read no more of a long list than the items may save', async () => {
		bench = await startBench({ people: 5000 });
		const some = users().slice(-16);
		some.forEach((user) => (user.Active = true));
		const parameters = { userId: by('id', '={{ $json.Id }}') };
		await bench.records('user: deactivate', parameters, { items: copies(some) });
		expect(spent()).toEqual({ list: 2, GET: 16, PUT: 16 });
	});
});
