import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { pageCall } from '../../shared/feeds/changes/reading';
import { feedOperation } from '../../shared/feeds/feed';
import { CHANGE_IT, FieldError } from '../../shared/operation/readTyped';
import type { ItemResult, JointOperation, Resource } from '../../shared/operation/types';
import { isoDate, timeIn } from '../../shared/values';
import { confirmSaved } from '../warehouse/positions';
import { readChanges } from '../warehouse/readChanges';
import { tables } from '../warehouse/tables';

const fields: readonly INodeProperties[] = [
	{
		displayName: 'Table',
		name: 'table',
		type: 'options',
		options: tables.map(({ name, value }) => ({ name, value })),
		default: 'resultFeed: getCourseResults',
		required: true,
		description:
			'What to read. Each row has a RowKey, by which your database finds the row to update.',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			'The first run reads everything that changed since then, in UTC. Uses one request per week and per 1,000 rows.',
	},
	{
		displayName: 'Read',
		name: 'read',
		type: 'options',
		options: [
			{
				name: 'Changes Since Last Run',
				value: 'changes',
				description: 'New and changed rows since the last run that was confirmed',
			},
			{
				name: 'Everything Again',
				value: 'everything',
				description: 'All rows since the Start Date, such as for a new database',
			},
		],
		default: 'changes',
		required: true,
	},
	{
		displayName: 'Columns',
		name: 'columnSet',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Everything that Litmos returns, which may differ from row to row',
			},
			{
				name: 'Documented',
				value: 'documented',
				description: 'The same columns in every row, for a table with fixed columns',
			},
		],
		default: 'documented',
		required: true,
	},
];

/** What `readChanges` asks for. */
const CALLS = tables.map(({ feed }) => pageCall(feedOperation(feed)));

/** Items that ask for the same table are one job: what was read once is not new a second time. */
function byTable(items: readonly IDataObject[]): number[][] {
	const groups = new Map<unknown, number[]>();
	items.forEach(({ table }, position) => {
		const group = groups.get(table) ?? [];
		groups.set(table, group);
		group.push(position);
	});
	return [...groups.values()];
}

/** What came for all items stands at the first of them. */
const atFirst = (rows: IDataObject[], count: number): ItemResult[] =>
	Array.from({ length: count }, (_, index) => (index === 0 ? rows : []));

const isSame = (a: IDataObject, b: IDataObject): boolean => JSON.stringify(a) === JSON.stringify(b);

const getChanges: JointOperation = {
	kind: 'joint',
	name: 'Get Changes',
	value: 'getChanges',
	action: 'Get changes for a warehouse',
	description:
		'List the rows that are new or changed since the last run, each once, to save them in a database or warehouse',
	warning:
		'Let your database update rows by the column RowKey, and put Warehouse: Confirm Saved after it. Until then, the next run reads the same rows again. Runs in the editor are not remembered.',
	fields,
	check: ({ startDate }) =>
		timeIn(startDate) > Date.now() ? 'The field "Start Date" is in the future' : undefined,
	calls: CALLS,
	cost: '1 per week and 1,000 rows',
	together: byTable,
	run: async (call, items, job) => {
		const [values] = items;
		if (!items.every((one) => isSame(one, values))) {
			throw new FieldError(
				'Several items ask for the same table in different ways',
				`Give them the same Start Date, Read and Columns. ${CHANGE_IT}`,
			);
		}
		return atFirst(await readChanges(call, values, job), items.length);
	},
};

const confirm: JointOperation = {
	kind: 'joint',
	name: 'Confirm Saved',
	value: 'confirmSaved',
	action: 'Confirm that changes are saved',
	description:
		'Remember that all rows of Get Changes in this run have been saved, so that the next run reads what is new since',
	warning:
		'Place this node after the last node that saves the rows; after a loop, at its Done output. If a node before it fails, the next run reads the same rows again.',
	fields: [],
	calls: [],
	asksNothing: true,
	cost: '0',
	together: (items) => [items.map((_, position) => position)],
	run: async (_, items, job) => {
		const rows = confirmSaved(job).map(({ table, until }) => ({
			table,
			readAt: isoDate(new Date(until)),
			remembered: !job.isManual,
		}));
		return await Promise.resolve(atFirst(rows, items.length));
	},
};

export const warehouse: Resource = {
	option: { name: 'Warehouse', value: 'warehouse' },
	first: 'getChanges',
	operations: [confirm, getChanges],
};
