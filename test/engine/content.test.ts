// Achievements, collections, listings and tokens against the stand-in for Litmos.
import { freshBench, naming, startBench } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const firstCollection = () => [...state().collections.values()][0];
const listingsOf = (id: string) =>
	[...state().listings.values()].filter(({ CollectionId }) => CollectionId === id);

describe('Achievement', () => {
	it('is listed the newest first, with dates in ISO 8601, for everybody or for one person', async () => {
		const all = await bench().records('achievement: getAll', { returnAll: true });
		const dates = all.map(({ AchievementDate }) => String(AchievementDate));
		expect(dates.length).toBeGreaterThan(5);
		expect(dates).toEqual([...dates].sort().reverse());
		expect(dates[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		const user = state().users.get(String(all[0].UserId));
		const own = await bench().records('achievement: getAll', {
			returnAll: true,
			filters: { userId: by('userName', String(user?.UserName)) },
		});
		expect(own).toEqual(all.filter(({ UserId }) => UserId === user?.Id));
		const since = String(dates[2]).slice(0, 19);
		const late = await bench().records('achievement: getAll', {
			returnAll: true,
			filters: { since: `${since}Z` },
		});
		expect(late.length).toBeGreaterThanOrEqual(3);
		expect(late.length).toBeLessThan(all.length);
	});
});

describe('Collection', () => {
	it('is made, filled by 25 to a request, emptied one by one and deleted', async () => {
		const names = { Name: 'Made here', Description: 'For a test' };
		const [made] = await bench().records('collection: create', names);
		const collectionId = by('id', String(made.Id));
		const courses = [...state().courses.keys()];
		const items = courses.map((course) => ({ course }));
		const courseId = by('id', '={{ $json.course }}');
		const added = await bench().records(
			'collection: addCourse',
			{ collectionId, courseId },
			{ items },
		);
		expect(added).toHaveLength(12);
		expect([...(state().collections.get(String(made.Id))?.courses ?? [])]).toEqual(courses);
		await bench().records('collection: removeCourse', { collectionId, courseId }, { items });
		expect(state().collections.get(String(made.Id))?.courses.size).toBe(0);
		const sent = bench()
			.requests()
			.map((request) => request.split(' ')[0]);
		expect(sent).toEqual(['POST', 'GET', 'POST', 'GET', ...courses.map(() => 'DELETE')]);
		const gone = await bench().records('collection: delete', { collectionId });
		expect(gone).toEqual([{ deleted: true }]);
		expect(state().collections.has(String(made.Id))).toBe(false);
	});

	it('is deleted in the other spelling where Litmos does not know the first', async () => {
		const other = await startBench({ collectionDelete: 'singular' });
		const names = { Name: 'Made here', Description: 'For a test' };
		const [made] = await other.records('collection: create', names);
		await other.records('collection: delete', { collectionId: by('id', String(made.Id)) });
		expect(other.sandbox.state.collections.has(String(made.Id))).toBe(false);
		expect(other.requests().slice(1)).toEqual([
			`DELETE /collections/${String(made.Id)}`,
			`DELETE /collection/${String(made.Id)}`,
		]);
	});

	it('with listings is kept, and the message says what to do', async () => {
		const { Id } = firstCollection();
		const run = await bench().run('collection: delete', { collectionId: by('id', Id) });
		expect(run.error?.description).toContain('Delete the listings of the collection first');
		expect(state().collections.has(Id)).toBe(true);
	});
});

describe('Listing', () => {
	it('is found by name in its collection, which is found by name as well', async () => {
		const collection = firstCollection();
		const [listing] = listingsOf(collection.Id);
		const parameters = {
			collectionId: by('name', collection.Name),
			listingId: by('name', listing.Name.toUpperCase()),
		};
		const people = await bench().records('listing: getUsers', parameters);
		expect(people.map(({ Id }) => Id)).toEqual([...listing.users]);
		expect(bench().requests()).toEqual([
			'GET /collections',
			`GET /collectionlistings/${collection.Id}`,
			`GET /collectionlistings/${listing.Id}/users`,
		]);
	});

	it('is not found in a collection without any, where Litmos answers 404, and others are', async () => {
		await bench().records('collection: create', { Name: 'Empty', Description: 'Nothing yet' });
		const empty = [...state().collections.values()].at(-1)!;
		const collection = firstCollection();
		const [listing] = listingsOf(collection.Id);
		const parameters = {
			collectionId: by('id', '={{ $json.at }}'),
			listingId: by('name', listing.Name),
		};
		const items = [{ at: empty.Id }, { at: collection.Id }];
		const run = await bench().run('listing: getUsers', parameters, { items, continueOnFail: true });
		const [missing, ...found] = run.items;
		expect(missing!.json.error).toMatch(/^No listing with the name ".+" was found in Litmos/);
		expect(found.map(({ json }) => json.Id)).toEqual([...listing.users]);
	});

	it('without people gives no items, though Litmos answers 404', async () => {
		const collection = firstCollection();
		const [, empty] = listingsOf(collection.Id);
		const parameters = { collectionId: by('id', collection.Id), listingId: by('id', empty.Id) };
		expect(await bench().records('listing: getUsers', parameters)).toEqual([]);
		expect(await bench().records('listing: getTeams', parameters)).toEqual([]);
	});

	it.each([
		[{ DurationType: 'Unlimited' }, { DurationDays: null, MaxUsers: 'unlimited' }],
		[{ DurationType: 'dynamic', DurationDays: 14 }, { DurationDays: 14 }],
		[{ DurationType: 'Fixed', FixedDate: '2030-01-31' }, { FixedDate: '2030-01-31T00:00:00Z' }],
		[{ additionalFields: { maxUsers: 5 } }, { MaxUsers: '5' }],
	])('is made with %j', async (parameters, made) => {
		const collectionId = by('id', firstCollection().Id);
		const common = { collectionId, Name: 'Made here', ...parameters };
		await bench().records('listing: create', common);
		expect([...state().listings.values()].at(-1)).toMatchObject({ Name: 'Made here', ...made });
	});

	it('is chosen from the list of the collection that is set', async () => {
		const collection = firstCollection();
		const { engine } = bench();
		const all = await engine.listSearch({
			method: 'searchListings',
			parameters: { ...naming('listing: getUsers'), collectionId: by('name', collection.Name) },
		});
		expect(all.results.map(({ value }) => value)).toEqual(
			listingsOf(collection.Id).map(({ Id }) => Id),
		);
		const none = engine.listSearch({
			method: 'searchListings',
			parameters: { ...naming('listing: getUsers'), collectionId: by('list', '') },
		});
		await expect(none).rejects.toThrow('Choose the collection first');
	});
});

describe('Self sign-up token', () => {
	it.each(['list', 'object'] as const)(
		'keeps what is not changed, read as %s',
		async (tokenAnswer) => {
			const own = await startBench({ tokenAnswer });
			const [token] = own.sandbox.state.tokens.values();
			const before = { ...token };
			const tokenId = by('code', token.TokenCode.toLowerCase());
			const updateFields = { MaximumActivations: 7, Active: false };
			const [sent] = await own.records('token: update', { tokenId, updateFields });
			const after = { ...before, MaximumActivations: 7, Active: false };
			expect(own.sandbox.state.tokens.get(token.TokenId)).toEqual(after);
			expect(sent).toMatchObject({ TokenId: token.TokenId, MaximumActivations: 7 });
			expect(own.requests()).toEqual([
				'GET /tokens',
				`GET /tokens/${token.TokenId}`,
				'PUT /tokens',
			]);
		},
	);

	it('is not written where it is as wanted', async () => {
		const [token] = state().tokens.values();
		const updateFields = { Active: token.Active, TokenExpiration: token.TokenExpiration };
		const tokenId = by('id', token.TokenId);
		const [sent] = await bench().records('token: update', { tokenId, updateFields });
		expect(sent).toMatchObject({ TokenId: token.TokenId, changes: {} });
		expect(bench().requests()).toEqual([`GET /tokens/${token.TokenId}`]);
	});

	it('leads to what its type says', async () => {
		const [course] = state().courses.values();
		const [listing] = state().listings.values();
		const common = { MaximumActivations: 3, TokenExpiration: '2030-01-31T10:00:00+01:00' };
		await bench().records('token: create', {
			...common,
			code: 'TO-A-COURSE',
			TokenType: 1,
			courseId: by('name', course.Name),
		});
		await bench().records('token: create', {
			...common,
			code: 'TO-A-LISTING',
			TokenType: 4,
			collectionId: by('id', listing.CollectionId),
			listingId: by('name', listing.Name),
		});
		expect([...state().tokens.values()].slice(-2)).toMatchObject([
			{ TokenType: 1, TokenTypeId: course.Id, TokenExpiration: '2030-01-31T09:00:00' },
			{ TokenType: 4, TokenTypeId: listing.Id },
		]);
	});
});
