import {
	checkSpan,
	deriveCompletedSpan,
	deriveSpan,
	spansOf,
} from '../../nodes/shared/feeds/period';

/** A Thursday in a leap year, late in the day. */
const NOW = Date.UTC(2028, 1, 24, 22, 30);

const day = (date: string) => `${date}T00:00:00Z`;

describe('a period', () => {
	it.each([
		['today', '2028-02-24', '2028-02-25'],
		['yesterday', '2028-02-23', '2028-02-24'],
		['last7Days', '2028-02-18', '2028-02-25'],
		['last30Days', '2028-01-26', '2028-02-25'],
		['last90Days', '2027-11-27', '2028-02-25'],
		['last12Months', '2027-03-01', '2028-02-25'],
		['thisWeek', '2028-02-21', '2028-02-25'],
		['lastWeek', '2028-02-14', '2028-02-21'],
		['thisMonth', '2028-02-01', '2028-02-25'],
		['lastMonth', '2028-01-01', '2028-02-01'],
		['thisQuarter', '2028-01-01', '2028-02-25'],
		['lastQuarter', '2027-10-01', '2028-01-01'],
		['thisYear', '2028-01-01', '2028-02-25'],
		['lastYear', '2027-01-01', '2028-01-01'],
	])('%s is from %s to %s', (period, since, to) => {
		expect(deriveSpan({ period }, NOW)).toEqual({ since: day(since), to: day(to) });
	});

	it('since a date ends after today, so that today is in', () => {
		const since = '2028-02-01T08:00:00Z';
		expect(deriveSpan({ period: 'since', since }, NOW)).toEqual({ since, to: day('2028-02-25') });
	});

	it('between two dates is as it was said', () => {
		const span = { since: '2028-02-01T08:00:00Z', to: '2028-02-02T09:00:00Z' };
		expect(deriveSpan({ period: 'between', ...span }, NOW)).toEqual(span);
	});

	it('that ends with the last second of a day has all of that second', () => {
		const since = '2028-02-01T08:00:00Z';
		const between = { period: 'between', since, to: '2028-02-29T23:59:59Z' };
		expect(deriveSpan(between, NOW)).toEqual({ since, to: day('2028-03-01') });
		expect(deriveCompletedSpan(between, NOW)).toMatchObject({ until: day('2028-03-01') });
	});

	it.each(['2028-01-31T00:00:00Z', '2028-02-01T08:00:00Z'])('must not end at %s', (to) => {
		expect(checkSpan({ since: '2028-02-01T08:00:00Z', to })).toMatch(/ends before it begins/);
		expect(checkSpan({ since: to, to: '2028-02-01T08:00:01Z' })).toBeUndefined();
	});
});

describe('the spans of a period', () => {
	const DAY_MS = 86_400_000;
	/** How many spans there are at least: each but the first begins a second earlier. */
	const plainCount = (from: number, until: number) => (until - from - 1000) / (7 * DAY_MS - 1000);
	const times = (period: { since: string; to: string }) =>
		spansOf(period, NOW).map(({ since, to }) => [
			Date.parse(String(since)),
			Date.parse(String(to)),
		]);

	it.each([
		['2028-01-01', '2028-01-02', 1],
		['2028-01-01', '2028-01-08', 1],
		['2028-01-01', '2028-01-09', 2],
		['2028-01-01', '2028-01-31', 5],
		['2027-01-01', '2028-01-01', 53],
	])(
		'from %s to %s are few, none too long, each a second into the one before',
		(since, to, count) => {
			const spans = times({ since: day(since), to: day(to) });
			expect(spans).toHaveLength(count);
			expect(spans[0]?.[0]).toBe(Date.parse(since));
			expect(spans.at(-1)?.[1]).toBe(Date.parse(to));
			spans.forEach(([start = 0, end = 0], index) => {
				expect(end - start).toBeGreaterThan(0);
				expect(end - start).toBeLessThanOrEqual(7 * DAY_MS);
				if (index > 0) expect(start).toBe((spans[index - 1]?.[1] ?? 0) - 1000);
			});
		},
	);

	it('meet long before now, or after it, as Litmos leaves out today where a span ends within it', () => {
		const tomorrow = day('2028-02-25');
		for (let hours = 0; hours < 40 * 24; hours++) {
			const from = NOW - hours * 3_600_000;
			const spans = times({ since: new Date(from).toISOString(), to: tomorrow });
			expect(spans).toHaveLength(Math.max(1, Math.ceil(plainCount(from, Date.parse(tomorrow)))));
			expect(spans[0]?.[0]).toBe(from);
			expect(spans.at(-1)?.[1]).toBe(Date.parse(tomorrow));
			for (const [start = 0, end = 0] of spans) expect(end - start).toBeLessThanOrEqual(7 * DAY_MS);
			for (const [, seam = 0] of spans.slice(0, -1))
				expect(seam).toBeLessThanOrEqual(NOW - 3 * DAY_MS);
		}
	});

	it('do not go on for years where the period does', () => {
		const spans = times({ since: day('2028-02-01'), to: day('2099-01-01') });
		expect(spans).toHaveLength(5);
		expect(spans.at(-1)?.[1]).toBe(NOW + 7 * DAY_MS);
		// Not even where it has yet to begin.
		expect(times({ since: day('2098-01-01'), to: day('2099-01-01') })).toHaveLength(1);
	});
});
