import { readAccount } from '../../nodes/shared/account';
import { createWaitBudget } from '../../nodes/shared/transport/waitBudget';
import { duration, waitedTooLong, waitHint } from '../../nodes/shared/transport/waitMessages';
import { READ } from '../support/answers';

describe('a time in words', () => {
	it.each([
		[0, '1 s'],
		[1_400, '1 s'],
		[119_000, '119 s'],
		[120_000, '2 min'],
		[3_600_000, '60 min'],
	])('%i ms are %s', (ms, words) => {
		expect(duration(ms)).toBe(words);
	});
});

describe('the time that a request may wait', () => {
	it.each([Number.NaN, -1, 0])(
		'ends with the first rejection where it is no time: %d',
		(minutes) => {
			const budget = createWaitBudget(minutes);
			expect(budget.deadline).toBeLessThanOrEqual(performance.now());
			expect(budget.rejected(1)).toMatchObject({ rejections: 1, maxWaitMinutes: 0 });
		},
	);
});

describe('a request that waited too long for the limit', () => {
	const statistics = { waitedMs: 3_540_000, rejections: 7, pauseMs: 120_000, maxWaitMinutes: 60 };

	it('is told with how long it took, why, and the way out', () => {
		const error = waitedTooLong(statistics, READ);
		expect(error.message).toBe(
			'The Litmos rate limit stayed used up: gave up after 59 min (Get user)',
		);
		expect(error.description).toBe(
			'Litmos refused it 7 times: something else uses up the rate limit of this API Key at api.litmoseu.com. Maximum Wait is 60 min, and the next try is 2 min away. Litmos did not carry out this request. Run the item again later, lower Requests per Minute in the credentials that share the limit, or increase Maximum Wait under Options.',
		);
	});

	it('blames nobody outside if it was only the queue', () => {
		const { description } = waitedTooLong({ ...statistics, rejections: 0, pauseMs: 0 }, READ);
		expect(description).toMatch(
			/^Other requests with this API Key to api\.litmoseu\.com were ahead of it\. Maximum Wait is 60 min\. /,
		);
		expect(description).not.toContain('something else');
	});
});

describe('the hint of a run', () => {
	const account = readAccount({ apiKey: 'key-1', region: 'us', source: 'n8n' });
	const usage = { requests: 33, delayed: 15, delayedMs: 58_000, rejected: 0 };

	it('is none if nothing had to wait', () => {
		expect(waitHint({ ...usage, delayed: 0 }, account)).toBeUndefined();
	});

	it('counts what had to wait', () => {
		expect(waitHint(usage, account)).toBe(
			'The rate limit of this API Key is 100 requests per minute. This node sent 33; 15 of them had to wait, 58 s in all.',
		);
	});

	it('counts what was refused, too', () => {
		expect(waitHint({ ...usage, rejected: 4 }, account)).toMatch(
			/ in all\. Litmos refused 4, which were sent again: something else also uses this API Key\.$/,
		);
	});
});
