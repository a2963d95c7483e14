// When rows of a list stand for records, and when a record is read by itself.
import * as FakeTimers from '@sinonjs/fake-timers';
import type { IDataObject } from 'n8n-workflow';
import { columnMode } from '../../nodes/shared/locators/modes';
import { idOf } from '../../nodes/shared/operation/names/matching';
import type { Finder } from '../../nodes/shared/operation/names/finder';
import { createRecordList } from '../../nodes/shared/operation/records/recordList';

const FINDER: Finder = { noun: 'thing', path: '/things', modes: {} };
const BY_NAME = columnMode('UserName', { word: 'name', searchable: true, unique: true });
const SPEC = {
	path: '/things/details',
	field: 'thing',
	modes: [idOf(FINDER), BY_NAME],
} as const;

interface Thing extends IDataObject {
	Id: string;
	UserName: string;
	City: string;
	Note: string;
}

const thing = (index: number): Thing => ({
	Id: `Id${index}`,
	UserName: `Name ${index}`,
	City: 'Oslo',
	Note: `note ${index}`,
});

interface World {
	rows: IDataObject[];
	records: Map<string, Thing>;
}

/** Sixteen things, all wanted by their ID, and what was read of them. */
function open(change: (world: World) => void = () => undefined) {
	const all = Array.from({ length: 16 }, (_, index) => thing(index));
	const world: World = {
		rows: all.map((one) => ({ ...one })),
		records: new Map(all.map((one) => [one.Id, { ...one }])),
	};
	change(world);
	const items = all.map(({ Id }) => ({ thing: Id }));
	let lists = 0;
	const alone: string[] = [];
	const list = createRecordList(SPEC, items, async () => {
		lists += 1;
		return structuredClone(world.rows);
	});
	const recordOf = async (index: number, isFulfilledBy = () => false) =>
		await list.recordFor(items[index], {
			isFulfilledBy,
			read: async () => {
				alone.push(items[index].thing);
				return await Promise.resolve(world.records.get(items[index].thing));
			},
		});
	/** Each in turn; answers those that were not as the record is. */
	async function readAll(): Promise<unknown[]> {
		const wrong: unknown[] = [];
		for (const [index, { Id }] of all.entries()) {
			const record = await recordOf(index);
			if (JSON.stringify(record) !== JSON.stringify(world.records.get(Id))) wrong.push(record);
		}
		return wrong;
	}
	return { world, recordOf, readAll, alone, lists: () => lists };
}

let time: ReturnType<typeof FakeTimers.install>;
beforeEach(() => {
	time = FakeTimers.install({ toFake: ['performance'] });
});
afterEach(() => time.uninstall());

it('reads three records both ways, and takes the rows for the others', async () => {
	const { readAll, alone, lists } = open();
	expect(await readAll()).toEqual([]);
	expect({ alone: alone.length, lists: lists() }).toEqual({ alone: 3, lists: 1 });
});

it('reads three records both ways also where all are wanted at once', async () => {
	const { recordOf, alone } = open();
	await Promise.all(Array.from({ length: 16 }, async (_, index) => await recordOf(index)));
	expect(alone).toHaveLength(3);
});

it.each([
	['leaves a column out', (row: IDataObject) => delete row.Note],
	['has a column empty', (row: IDataObject) => (row.Note = null)],
	['has another value', (row: IDataObject) => (row.City = 'Bergen')],
])('reads each record by itself where the list %s', async (_, spoil) => {
	const { readAll, alone } = open(({ rows }) => rows.forEach(spoil));
	expect(await readAll()).toEqual([]);
	expect(alone).toHaveLength(16);
});

it('relies on no row any more once one leaves something out', async () => {
	const { readAll, alone, world } = open(({ rows }) => delete rows[9].Note);
	expect(await readAll()).toEqual([]);
	expect(alone).toEqual(['Id0', 'Id1', 'Id2', ...world.rows.slice(9).map(({ Id }) => Id)]);
});

it('keeps the columns and their order as a record has them', async () => {
	const { recordOf, readAll } = open(({ rows }) =>
		rows.forEach(({ Id, ...row }, index) => (rows[index] = { More: 1, ...row, Id })),
	);
	expect(await readAll()).toEqual([]);
	expect(Object.keys((await recordOf(5)) ?? {})).toEqual(['Id', 'UserName', 'City', 'Note']);
});

it('lets a list leave out the password, which is never told', async () => {
	const { recordOf, alone } = open(({ records }) =>
		records.forEach((record) => Object.assign(record, { Password: '' })),
	);
	for (let index = 0; index < 8; index++) await recordOf(index);
	expect(alone).toHaveLength(3);
	expect(await recordOf(9)).toMatchObject({ Id: 'Id9', Password: '' });
});

it.each([
	['a name is the ID of another', (rows: IDataObject[]) => (rows[3].UserName = 'Id8')],
	['the row is not there', (rows: IDataObject[]) => rows.splice(8, 1)],
	['only the capitals of an ID differ', (rows: IDataObject[]) => (rows[8].Id = 'iD8')],
])('reads the record by itself where %s', async (_, change) => {
	const { recordOf, alone } = open(({ rows }) => void change(rows));
	for (const index of [0, 1, 2, 8]) await recordOf(index);
	expect(alone.slice(3)).toEqual(['Id8']);
});

it('reads a record by itself once it may have been written', async () => {
	const { recordOf, alone, world } = open();
	for (const index of [0, 1, 2, 5]) await recordOf(index);
	world.records.get('Id5')!.City = 'Bergen';
	expect(await recordOf(5)).toMatchObject({ City: 'Bergen' });
	expect(alone.at(-1)).toBe('Id5');
});

it('answers with the row where that is as wanted, and reads nothing', async () => {
	const { recordOf, alone } = open();
	expect(await recordOf(4, () => true)).toMatchObject({ Id: 'Id4' });
	expect(alone).toEqual([]);
});

it('reads the list again after a minute, where enough items are left', async () => {
	const { recordOf, lists } = open();
	for (const index of [0, 1, 2, 3]) await recordOf(index);
	time.tick(60_001);
	await recordOf(4);
	expect(lists()).toBe(2);
	await recordOf(5);
	expect(lists()).toBe(2);
});

it('relies on no list of more than a minute ago', async () => {
	const { recordOf, world, lists, alone } = open();
	for (let index = 0; index < 12; index++) await recordOf(index);
	time.tick(60_001);
	world.records.get('Id12')!.City = 'Bergen';
	expect(await recordOf(12)).toMatchObject({ City: 'Bergen' });
	expect({ lists: lists(), last: alone.at(-1) }).toEqual({ lists: 1, last: 'Id12' });
});
