// What an update or an upsert has changed stands in its output.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { UserRecord } from '../../sandbox/state/records';
import { rows } from '../../scripts/operationList';
import { freshBench } from './support/bench';
import { itemsFor, OPERATIONS } from './support/everyOperation';
import { by } from './support/locatorValue';

const bench = freshBench();
const users = () => [...bench().sandbox.state.users.values()];
const UPDATES = rows
	.filter(({ operation: { output, value } }) => output?.kind === 'updated' || /^up/.test(value))
	.map(({ name }) => name.replace(':', ': '));
const WAYS = UPDATES.flatMap((name) =>
	[true, false].flatMap((simplify) => [3, 9].map((count) => [name, simplify, count] as const)),
);

/** A change without the columns that Litmos itself keeps. */
function oneUser(more: Partial<UserRecord> = {}): UserRecord {
	return Object.assign(users()[7]!, { City: 'Port Old', JobTitle: 'Pilot' }, more);
}

async function update(user: UserRecord, updateFields: INodeParameters, more = {}) {
	const parameters = { userId: by('id', user.Id), updateFields, ...more };
	const [record] = await bench().records('user: update', parameters);
	return record!;
}

describe('changes', () => {
	it.each(WAYS)('come with %s (Simplify: %s, %d items)', async (name, simplify, count) => {
		const three = itemsFor(bench());
		const items = Array.from({ length: count }, (_, at) => three[at % 3]!);
		const parameters = { ...OPERATIONS[name], simplify };
		const before = await bench().records(
			name,
			{ ...parameters, options: { previewOnly: true } },
			{ items },
		);
		const records = await bench().records(name, parameters, { items });
		expect(records).toHaveLength(count);
		for (const { changes } of records) {
			for (const [field, pair] of Object.entries(changes as IDataObject)) {
				expect(pair).toHaveLength(2);
				const [old, now] = pair as unknown[];
				expect({ [field]: old }).not.toEqual({ [field]: now });
			}
		}
		// The first of each record: what comes after it has less to do.
		const first = records.slice(0, 3).map(({ changes }) => changes);
		expect(before.slice(0, 3).map(({ changes }) => changes)).toEqual(first);
		expect(first.some((changes) => Object.keys(changes as IDataObject).length > 0)).toBe(true);
	});

	it('name the fields that differ, before and after, and no others', async () => {
		const user = oneUser();
		const record = await update(user, { City: 'Port New', JobTitle: 'Pilot' });
		expect(record.changes).toEqual({ City: ['Port Old', 'Port New'] });
	});

	it('are none where nothing changes', async () => {
		const user = oneUser();
		expect((await update(user, { City: 'Port Old' })).changes).toEqual({});
	});

	it('tell what was emptied, and what follows from a name', async () => {
		const user = oneUser({ FirstName: 'Ada', LastName: 'Example', FullName: 'Ada Example' });
		const { changes } = await update(user, { LastName: 'Sample', clearFields: ['City'] });
		expect(changes).toEqual({
			City: ['Port Old', ''],
			LastName: ['Example', 'Sample'],
			FullName: ['Ada Example', 'Ada Sample'],
		});
	});

	it('show dates as the output does', async () => {
		const user = oneUser({ ExpirationDate: '2031-05-06T00:00:00Z' });
		const { changes } = await update(user, { ExpirationDate: '2032-01-02' });
		const [before, after] = ['2031-05-06T00:00:00.000Z', '2032-01-02T00:00:00.000Z'];
		expect(changes).toEqual({ ExpirationDate: [before, after] });
	});

	it('hold no password and no login key', async () => {
		const secret = 'Tr0ub4dor-and-3';
		const user = oneUser();
		const record = await update(user, { Password: secret, City: 'Port New' }, { simplify: false });
		expect(record.changes).toEqual({ City: ['Port Old', 'Port New'] });
		const made = await bench().records('user: upsert', {
			UserName: 'new.person@example.com',
			FirstName: 'New',
			LastName: 'Person',
			additionalFields: { Password: secret },
			simplify: false,
		});
		const text = JSON.stringify([record, made]);
		expect(text).not.toMatch(/password|loginkey|Tr0ub4dor/i);
	});

	it('of a new user are all that was sent, with nothing before it', async () => {
		const [{ changes, result }] = (await bench().records('user: upsert', {
			UserName: 'new.person@example.com',
			FirstName: 'New',
			LastName: 'Person',
			additionalFields: { City: 'Port New' },
		})) as [IDataObject];
		expect(result).toBe('created');
		expect(changes).toMatchObject({
			UserName: [null, 'new.person@example.com'],
			FirstName: [null, 'New'],
			City: [null, 'Port New'],
			Active: [null, true],
		});
		expect(changes).not.toHaveProperty('Street1');
	});
});
