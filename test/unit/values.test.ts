import fc from 'fast-check';
import {
	decodeEntities,
	escapeXml,
	isoDate,
	jsonDate,
	parseTime,
	queryDate,
	readDate,
	shownDate,
} from '../../nodes/shared/values';

/** Times that both families of dates can hold: years 1 to 9999. */
const times = fc.date({
	min: new Date('0001-01-02T00:00:00Z'),
	max: new Date('9999-12-31T23:59:59.999Z'),
	noInvalidDate: true,
});

/** Stands for the DateTime that n8n's expressions give: it becomes text as ISO 8601. */
const luxon = (iso: string) => ({ toString: (): string => iso });

describe('HTML entities', () => {
	it.each([
		['Smith &amp; Sons', 'Smith & Sons'],
		['O&#39;Connor', "O'Connor"],
		['O&#x27;Connor', "O'Connor"],
		['O&#X27;Connor', "O'Connor"],
		['caf&#233;', 'café'],
		['&#128512;', '😀'],
		['a&nbsp;b', 'a\u00a0b'],
		['&lt;b&gt; &quot;x&quot; &apos;y&apos;', '<b> "x" \'y\''],
		['&AMP;', '&'],
	])('are resolved: %s', (coded, plain) => {
		expect(decodeEntities(coded)).toBe(plain);
	});

	it('are resolved once: what was typed as an entity stays one', () => {
		expect(decodeEntities('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
		expect(decodeEntities('&amp;#39;')).toBe('&#39;');
	});

	it.each(['R&D', 'a & b', '&unknown;', '&#0;', '&#1114112;', '&#x110000;', '&;', '&amp', 'a&b;'])(
		'leave as it is what is none: %s',
		(text) => {
			expect(decodeEntities(text)).toBe(text);
		},
	);

	it('change nothing in clean text, however often they are resolved', () => {
		const clean = fc.string({ unit: 'grapheme' }).filter((text) => !/&[#\w]+;/.test(text));
		fc.assert(
			fc.property(clean, (text) => {
				expect(decodeEntities(text)).toBe(text);
				expect(decodeEntities(decodeEntities(text))).toBe(text);
			}),
		);
	});

	it('give back any text that was escaped', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(decodeEntities(escapeXml(text))).toBe(text);
			}),
		);
	});
});

describe('dates that Litmos sends', () => {
	it.each([
		['/Date(1603756359593)/', '2020-10-26T23:52:39.593Z'],
		// The number is UTC already: an offset beside it is not taken off again.
		['/Date(1603756359593-0500)/', '2020-10-26T23:52:39.593Z'],
		['/Date(1603756359593+1030)/', '2020-10-26T23:52:39.593Z'],
		['2016-12-09T07:54:27Z', '2016-12-09T07:54:27.000Z'],
		['2016-12-09T07:54:27.5Z', '2016-12-09T07:54:27.500Z'],
		['2016-12-09T07:54:27+10:30', '2016-12-08T21:24:27.000Z'],
		['2021-05-11T18:27:24.763+0000', '2021-05-11T18:27:24.763Z'],
		// Without a zone it is UTC, wherever n8n runs.
		['2016-12-09T07:54:27', '2016-12-09T07:54:27.000Z'],
	])('become ISO 8601 in UTC: %s', (sent, shown) => {
		expect(readDate(sent)).toBe(shown);
	});

	it.each([
		'',
		'2016-12-09',
		'2016-12-09 07:54',
		'Due 2016-12-09T07:54:27Z',
		'2016-12-09T07:54:27Z or later',
		'2016-12-09T25:54:27Z',
		'/Date(9999999999999999)/',
		'see /Date(1603756359593)/',
		'1603756359593',
	])('are told from free text, which stays as it is: %s', (text) => {
		expect(readDate(text)).toBe(text);
	});

	it.each([
		'0001-01-01T00:00:00',
		'0001-01-01T00:00:00Z',
		'0001-01-01',
		'/Date(-62135596800000)/',
		'/Date(-62135578800000-0500)/',
	])('are none where it is the first day of the calendar: %s', (text) => {
		expect(readDate(text)).toBe('');
		expect(shownDate(text)).toBeNull();
	});

	it('are shown as they are otherwise', () => {
		expect(shownDate('')).toBe('');
		expect(shownDate('Ada')).toBe('Ada');
		expect(shownDate('0001-01-01 and so on')).toBe('0001-01-01 and so on');
		expect(shownDate('/Date(1603756359593)/')).toBe('2020-10-26T23:52:39.593Z');
	});

	it('come back from the form that The rate limit of this API Key is in JSON, to the millisecond', () => {
		fc.assert(
			fc.property(times, (time) => {
				expect(readDate(jsonDate(time))).toBe(time.toISOString());
			}),
		);
	});
});

describe('dates that people give', () => {
	it.each([
		['2027-01-31', '2027-01-31T00:00:00.000Z'],
		['2027-01-31 09:30', '2027-01-31T09:30:00.000Z'],
		['2027-01-31 09:30:15', '2027-01-31T09:30:15.000Z'],
		['2027-01-31T09:30:15', '2027-01-31T09:30:15.000Z'],
		['2027-01-31T09:30:15.250Z', '2027-01-31T09:30:15.250Z'],
		['2027-01-31T09:30:15z', '2027-01-31T09:30:15.000Z'],
		['2027-01-31T09:30:15-05:00', '2027-01-31T14:30:15.000Z'],
		['2027-01-31T09:30:15+0530', '2027-01-31T04:00:15.000Z'],
		['2027-01-31 09:30:15+05:30', '2027-01-31T04:00:15.000Z'],
		[' 2027-01-31 ', '2027-01-31T00:00:00.000Z'],
		['2028-02-29', '2028-02-29T00:00:00.000Z'],
		[new Date('2027-01-31T09:30:15Z'), '2027-01-31T09:30:15.000Z'],
		[luxon('2027-01-31T09:30:15.000+01:00'), '2027-01-31T08:30:15.000Z'],
	])('are read, without a zone as UTC: %s', (given, read) => {
		expect(parseTime(given)?.toISOString()).toBe(read);
	});

	it.each([
		'',
		'tomorrow',
		'31/01/2027',
		'01-31-2027',
		'1714571100000',
		'2027-13-01',
		'2027-01-31T25:00:00Z',
		'2027-01-31 noon',
		undefined,
		null,
		1714571100000,
		{},
	])('are refused if they could be misread: %s', (given) => {
		expect(parseTime(given)).toBeUndefined();
	});

	it.each(['2027-02-29', '2027-02-30', '2027-04-31', '2027-02-30T09:00:00Z'])(
		'are refused where the month has no such day, instead of moving on to the next month: %s',
		(given) => {
			expect(parseTime(given)).toBeUndefined();
		},
	);

	it('are refused, not an accident, where a Date holds none', () => {
		expect(parseTime(new Date(Number.NaN))).toBeUndefined();
	});

	it('survive each of the three forms they are sent in, to the second', () => {
		const seconds = times.map((time) => new Date(Math.floor(time.getTime() / 1000) * 1000));
		fc.assert(
			fc.property(seconds, (time) => {
				expect(parseTime(queryDate(time))).toEqual(time);
				expect(parseTime(isoDate(time))).toEqual(time);
				expect(parseTime(readDate(jsonDate(time)))).toEqual(time);
			}),
		);
	});

	it('have the forms the contract names', () => {
		const time = new Date('2024-05-01T13:45:00.999Z');
		expect(queryDate(time)).toBe('2024-05-01 13:45:00');
		expect(isoDate(time)).toBe('2024-05-01T13:45:00Z');
		expect(jsonDate(time)).toBe('/Date(1714571100999)/');
	});
});
