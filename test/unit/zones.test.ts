/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
// The zone of a process is set when it starts, so each zone needs one of its own.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SCRIPT = `
const { parseTime, queryDate, readDate } = require('./nodes/shared/values.ts');
const shown = [
	readDate('2016-12-09T07:54:27'),
	readDate('/Date(1603756359593-0500)/'),
	parseTime('2027-07-31 09:30').toISOString(),
	parseTime('2027-07-31').toISOString(),
	queryDate(new Date('2027-07-31T09:30:00Z')),
	new Date(2027, 6, 31).getTimezoneOffset(),
];
console.log(JSON.stringify(shown));
`;

describe('a time', () => {
	it.each([
		['Pacific/Auckland', -720],
		['America/New_York', 240],
	])('without a zone is UTC where n8n runs in %s', (zone, offset) => {
		const output = execFileSync(
			process.execPath,
			['--import', pathToFileURL(require.resolve('tsx')).href, '-e', SCRIPT],
			{
				cwd: path.resolve(__dirname, '../..'),
				env: { PATH: process.env.PATH, TZ: zone },
				encoding: 'utf8',
			},
		);
		expect(JSON.parse(output)).toEqual([
			'2016-12-09T07:54:27.000Z',
			'2020-10-26T23:52:39.593Z',
			'2027-07-31T09:30:00.000Z',
			'2027-07-31T00:00:00.000Z',
			'2027-07-31 09:30:00',
			offset,
		]);
	});
});
