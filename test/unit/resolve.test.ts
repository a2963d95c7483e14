import type { IDataObject } from 'n8n-workflow';
import type { ItemValues } from '../../nodes/shared/operation/readValues';
import { FieldError } from '../../nodes/shared/operation/readTyped';
import { resolveNames } from '../../nodes/shared/operation/names/resolve';
import type { Finder, FinderMode, Finders } from '../../nodes/shared/operation/names/finder';

const same = (column: string, word: string, more: Partial<FinderMode> = {}): FinderMode => ({
	word,
	searchable: true,
	unique: false,
	keysOf: (row) => [String(row[column]).toLowerCase()],
	keysIn: (value) => [value.toLowerCase()],
	...more,
});

const people: Finder = {
	noun: 'user',
	path: '/users',
	modes: {
		userName: same('UserName', 'user name', {
			unique: true,
			isPathSafe: (value) => !value.includes('+'),
		}),
		email: same('Email', 'email address'),
		url: same('Number', 'number in the URL', { unique: true, searchable: false }),
	},
};
const teams: Finder = { noun: 'team', path: '/teams', modes: { name: same('Name', 'name') } };
const finders: Finders = { userId: people, ManagerId: people, teamId: teams };

/** Item `{ userId: 'email:ada@x' }` has the value ada@x in the mode email. */
function itemOf(fields: Record<string, string>, item = 0): ItemValues {
	const pairs = Object.entries(fields).map(
		([field, text]) => [field, text.split(/:(.*)/)] as const,
	);
	return {
		item,
		values: Object.fromEntries(pairs.map(([field, [, value]]) => [field, value])),
		modes: Object.fromEntries(pairs.map(([field, [mode = '']]) => [field, mode])),
		subjects: [],
	};
}

const person = (index: number, more: IDataObject = {}): IDataObject => ({
	Id: `u${index}`,
	UserName: `user${index}`,
	Email: `user${index}@x`,
	Number: 1000 + index,
	...more,
});
const peopleOf = (count: number) => Array.from({ length: count }, (_, index) => person(index));

/** Resolves over lists that search as Litmos does: any text that holds the words, and 1,000 rows a page. */
async function resolve(
	items: Array<Record<string, string>>,
	lists: Record<string, IDataObject[]>,
	takesNameOf?: 'userId',
) {
	const asked: string[] = [];
	const resolved = await resolveNames(
		items.map((fields, index) => itemOf(fields, index)),
		{
			finders,
			takesNameOf,
			read: async (path, { start = 0, limit = 1000, search }) => {
				asked.push(`${path}?start=${start}${search === undefined ? '' : `&search=${search}`}`);
				const rows = (lists[path] ?? []).filter((row) =>
					JSON.stringify(row)
						.toLowerCase()
						.includes((search ?? '').toLowerCase()),
				);
				return await Promise.resolve(rows.slice(start, start + limit));
			},
		},
	);
	const ids = resolved.map((entry) => ('values' in entry ? entry.values.userId : undefined));
	return { resolved, asked, ids };
}

const byEmail = (...indexes: number[]) =>
	indexes.map((index) => ({ userId: `email:user${index}@x` }));

describe('a name', () => {
	it('becomes the ID of the record that has just this name, and all other values stay', async () => {
		const { resolved, asked } = await resolve([{ userId: 'email:user1@x', City: 'id:Bern' }], {
			'/users': peopleOf(20),
		});
		expect(resolved).toEqual([
			{
				item: 0,
				values: { userId: 'u1', City: 'Bern' },
				modes: { userId: 'email', City: 'id' },
				subjects: [],
			},
		]);
		expect(asked).toEqual(['/users?start=0&search=user1@x']);
	});

	it('is found whatever its capitals are', async () => {
		const { ids } = await resolve([{ userId: 'email:USER1@X' }], { '/users': peopleOf(3) });
		expect(ids).toEqual(['u1']);
	});

	it('that is an ID, or picked from the list, costs nothing', async () => {
		const { ids, asked } = await resolve(
			[{ userId: 'id:Oe4zZK7ZntpWn8FLGZTxuw2' }, { userId: 'list:RuzXNaD42Sw1' }],
			{},
		);
		expect(ids).toEqual(['Oe4zZK7ZntpWn8FLGZTxuw2', 'RuzXNaD42Sw1']);
		expect(asked).toEqual([]);
	});

	it('that several items have, in any capitals, costs one request', async () => {
		const items = [...byEmail(1), { userId: 'email:User1@x' }, ...byEmail(1, 2)];
		const { ids, asked } = await resolve(items, { '/users': peopleOf(3) });
		expect(ids).toEqual(['u1', 'u1', 'u1', 'u2']);
		expect(asked).toHaveLength(2);
	});

	it('is looked for in the list of its own kind', async () => {
		const { resolved, asked } = await resolve([{ userId: 'email:user1@x', teamId: 'name:Sales' }], {
			'/users': peopleOf(3),
			'/teams': [{ Id: 't1', Name: 'Sales' }],
		});
		expect(resolved[0]).toMatchObject({ values: { userId: 'u1', teamId: 't1' } });
		expect(asked).toHaveLength(2);
	});
});

describe('a name that leads nowhere', () => {
	it('is a problem of its item alone', async () => {
		const { resolved, ids } = await resolve(byEmail(1, 99), { '/users': peopleOf(3) });
		expect(ids).toEqual(['u1', undefined]);
		expect(resolved[1]).toBeInstanceOf(FieldError);
		expect((resolved[1] as FieldError).message).toBe(
			'No user with the email address "user99@x" was found in Litmos',
		);
	});

	it('is not the loose match that Litmos finds for it', async () => {
		const { resolved } = await resolve(byEmail(1), {
			'/users': [person(1, { Email: 'a.user1@x' })],
		});
		expect((resolved[0] as FieldError).message).toContain('No user');
	});

	it('is refused with the IDs to choose from where several records have it', async () => {
		const twins = [person(1), person(2, { Email: 'user1@x' })];
		const { resolved } = await resolve(byEmail(1), { '/users': twins });
		const { message, description } = resolved[0] as FieldError;
		expect(message).toBe('2 users in Litmos have the email address "user1@x"');
		expect(description).toContain('u1, u2');
	});
});

describe('a user name', () => {
	it('stays where the path takes it as it is', async () => {
		const { ids, asked } = await resolve([{ userId: 'userName:user1' }], {}, 'userId');
		expect(ids).toEqual(['user1']);
		expect(asked).toEqual([]);
	});

	it('is looked up where the path cannot hold it, or takes IDs only', async () => {
		const lists = { '/users': [person(1), person(2, { UserName: 'user+2' })] };
		expect((await resolve([{ userId: 'userName:user+2' }], lists, 'userId')).ids).toEqual(['u2']);
		expect((await resolve([{ userId: 'userName:user1' }], lists)).ids).toEqual(['u1']);
	});

	it('is looked up where it stands for somebody else than the path does', async () => {
		const items = [{ userId: 'userName:user1', ManagerId: 'userName:user2' }];
		const { resolved } = await resolve(items, { '/users': peopleOf(5) }, 'userId');
		expect(resolved[0]).toMatchObject({ values: { userId: 'user1', ManagerId: 'u2' } });
	});
});

describe('the number of requests', () => {
	it('is one per name for up to three names', async () => {
		const { asked, ids } = await resolve(byEmail(1, 2, 3), { '/users': peopleOf(5000) });
		expect(ids).toEqual(['u1', 'u2', 'u3']);
		expect(asked).toHaveLength(3);
		expect(asked.every((request) => request.includes('search='))).toBe(true);
	});

	it('is one per 1,000 records for more names', async () => {
		const many = Array.from({ length: 200 }, (_, index) => index * 12);
		const { asked, ids } = await resolve(byEmail(...many), { '/users': peopleOf(2500) });
		expect(ids).toEqual(many.map((index) => `u${index}`));
		expect(asked).toEqual(['/users?start=0', '/users?start=1000', '/users?start=2000']);
	});

	it('is at most twice the number of names where the list is long', async () => {
		const { asked, ids } = await resolve(byEmail(1, 2, 3, 9999), { '/users': peopleOf(10_000) });
		expect(ids).toEqual(['u1', 'u2', 'u3', 'u9999']);
		expect(asked).toHaveLength(8);
	});

	it('is the pages of the list, read once, where Litmos cannot search', async () => {
		const lists = { '/users': peopleOf(2500) };
		const items = (...indexes: number[]) =>
			indexes.map((index) => ({ userId: `url:${1000 + index}` }));
		for (const indexes of [[7], [7, 2400], [1, 2, 3, 4, 2499]]) {
			const { asked, ids } = await resolve(items(...indexes), lists);
			expect(ids).toEqual(indexes.map((index) => `u${index}`));
			expect(asked).toHaveLength(3);
		}
	});
});

describe('names that not every record has for itself', () => {
	it('are not missed where the second record with an email address stands on a later page', async () => {
		const rows = peopleOf(9000);
		rows[8999] = person(8999, { Email: 'user1@x' });
		const { resolved, ids } = await resolve(byEmail(1, 2, 3, 4), { '/users': rows });
		expect(ids).toEqual([undefined, 'u2', 'u3', 'u4']);
		expect((resolved[0] as FieldError).message).toContain('2 users');
	});

	it('are not missed in a search that has more than one page', async () => {
		const rows = Array.from({ length: 1500 }, (_, index) => person(index, { Note: 'user1@x' }));
		rows[1400] = person(1400, { Email: 'user1@x' });
		const { resolved, asked } = await resolve(byEmail(1), { '/users': rows });
		expect(asked).toHaveLength(2);
		expect((resolved[0] as FieldError).message).toContain('2 users');
	});

	it('end the search at the first match where they are unique', async () => {
		const items = [1, 2, 3, 4].map((index) => ({ userId: `userName:user${index}` }));
		const { asked, ids } = await resolve(items, { '/users': peopleOf(9000) });
		expect(ids).toEqual(['u1', 'u2', 'u3', 'u4']);
		expect(asked).toHaveLength(4);
		expect(asked.every((request) => !request.includes('search='))).toBe(true);
	});
});
