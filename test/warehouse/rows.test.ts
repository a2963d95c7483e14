import { tables } from '../../nodes/LitmosReport/warehouse/tables';
import { tableRow } from '../../nodes/LitmosReport/warehouse/rows';

it('leaves columns as they are whose names mean something to JavaScript', () => {
	const sent = JSON.parse('{"Id": "a", "constructor": "b", "toString": "c"}') as { Id: string };
	for (const { feed } of tables)
		expect(tableRow(feed, true)(sent)).toMatchObject({ constructor: 'b', toString: 'c' });
});
