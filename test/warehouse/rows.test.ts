import type { IDataObject } from 'n8n-workflow';
import { ROW_KEY, tables } from '../../nodes/LitmosReport/warehouse/tables';
import { tableRow } from '../../nodes/LitmosReport/warehouse/rows';

it('leaves columns as they are whose names mean something to JavaScript', () => {
	const sent = JSON.parse('{"Id": "a", "constructor": "b", "toString": "c"}') as { Id: string };
	for (const { feed } of tables)
		expect(tableRow(feed, true)(sent)).toMatchObject({ constructor: 'b', toString: 'c' });
});

describe('the key of a row', () => {
	const { feed } = tables.find(({ feed: one }) => one.key.some((column) => column.endsWith('Id')))!;
	const id = feed.key.find((column) => column.endsWith('Id'))!;
	const whole = Object.fromEntries(feed.key.map((column) => [column, column]));
	const keyOf = (row: IDataObject) => tableRow(feed, false)(row)[ROW_KEY];

	it('is made of its cells, whatever else changes', () => {
		expect(keyOf({ ...whole, Other: '1' })).toBe(feed.key.join('|'));
	});

	it.each(['', undefined])('is that of the whole row where its ID is %p', (empty) => {
		const [one, other] = ['1', '2'].map((Other) => keyOf({ ...whole, [id]: empty, Other }));
		expect(one).not.toBe(other);
		expect(keyOf({ Other: '1', ...whole, [id]: empty })).toBe(one);
	});
});
