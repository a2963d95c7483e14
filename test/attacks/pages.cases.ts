import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by } from '../engine/support/locatorValue';

/** How a server pages. */
interface Paging {
	name: string;
	/** A page; `count` says the how-manieth request it is, from 0. */
	page: (start: number, limit: number, count: number) => unknown;
	/** The most requests that reading the list may take. */
	most: number;
	/** How many rows there are. */
	rows: number;
}

const row = (n: number): IDataObject => ({ Name: `Name ${n}`, Email: `mail${n}@example.com` });
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, n) => row(from + n));
const turned = <T>(list: readonly T[], by: number) => [...list.slice(by), ...list.slice(0, by)];

const PAGINGS: readonly Paging[] = [
	{ name: 'start is not heeded', page: () => rows(1000), most: 2, rows: 1000 },
	{
		name: 'start is not heeded, and IDs are null',
		page: () => rows(1000).map((one) => ({ ...one, Id: null })),
		most: 2,
		rows: 1000,
	},
	{
		name: 'start is not heeded, and IDs are empty',
		page: () => rows(1000).map((one) => ({ ...one, Id: '' })),
		most: 2,
		rows: 1000,
	},
	{
		name: 'start is not heeded, and the ID is called otherwise',
		page: () => rows(1000).map((one, n) => ({ ...one, id: n })),
		most: 2,
		rows: 1000,
	},
	{ name: 'neither start nor limit is heeded', page: () => rows(100), most: 2, rows: 100 },
	{ name: 'pages are over-full and the same', page: () => rows(1500), most: 2, rows: 1500 },
	{
		name: 'pages are wrapped and the same',
		page: () => ({ Items: rows(1000) }),
		most: 2,
		rows: 1000,
	},
	{
		name: 'two pages take turns',
		page: (_start, _limit, count) => rows(1000, (count % 2) * 1000),
		most: 3,
		rows: 2000,
	},
	{
		name: 'after the end it begins anew',
		page: (start) => rows(1000, start % 3000),
		most: 4,
		rows: 3000,
	},
	{
		name: 'the last page comes again and again',
		page: (start) => rows(1000, Math.min(start, 1000)),
		most: 3,
		rows: 2000,
	},
	{
		name: 'the same rows come in another order each time',
		page: (_start, _limit, count) => turned(rows(1000), count * 7),
		most: 2,
		rows: 1000,
	},
	{
		name: 'all rows are alike',
		page: () => Array.from({ length: 1000 }, () => row(1)),
		most: 2,
		rows: 1000,
	},
	{
		name: 'some rows have an ID, and some have none',
		page: () => rows(1000).map((one, n) => (n % 2 ? one : { ...one, Id: `i${n}` })),
		most: 2,
		rows: 1000,
	},
	{
		name: 'pages are as they should be',
		page: (start, limit) => rows(2500).slice(start, start + limit),
		most: 3,
		rows: 2500,
	},
	{
		name: 'the list has exactly 1,000 rows',
		page: (start, limit) => rows(1000).slice(start, start + limit),
		most: 2,
		rows: 1000,
	},
];

interface Endless extends Paging {
	operation: string;
	parameters: INodeParameters;
	/** Whether the rows come out. */
	isList: boolean;
}

const LISTS: ReadonlyArray<readonly [operation: string, parameters: INodeParameters]> = [
	['user: getAll', { returnAll: true }],
	['course: getAll', { returnAll: true }],
	['teamMember: getAll', { returnAll: true, teamId: by('list', 'ZppqOWTqgVM1') }],
];

/** What reads a list for something else, and finds nothing in it. */
const READERS: ReadonlyArray<readonly [operation: string, parameters: INodeParameters]> = [
	['user: delete', { userId: by('email', 'nobody@example.com') }],
	['listing: getAll', { collectionId: by('name', 'None'), returnAll: true }],
	['team: getHierarchy', { teamId: by('list', 'ZppqOWTqgVM1') }],
	[
		'iltModule: update',
		{
			courseId: by('list', 'RuzXNaD42Sw1'),
			moduleId: by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2'),
			updateFields: { Name: 'A' },
		},
	],
];

const of = (all: typeof LISTS, pagings: readonly Paging[], isList: boolean): Endless[] =>
	all.flatMap(([operation, parameters]) =>
		pagings.map((paging) => ({
			...paging,
			name: `${operation}: ${paging.name}`,
			operation,
			parameters,
			isList,
		})),
	);

export const attacks = {
	'C15 Lists that do not end': [
		...of(LISTS.slice(0, 1), PAGINGS, true),
		...of(LISTS.slice(1), [PAGINGS[0]!, PAGINGS[4]!, PAGINGS[7]!], true),
		...of(READERS, [PAGINGS[0]!, PAGINGS[4]!, PAGINGS[7]!], false),
	],
} as const;
