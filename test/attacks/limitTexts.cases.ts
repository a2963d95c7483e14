/** An answer, and whether it says that the limit is used up. */
interface Spoken {
	name: string;
	status: number;
	text: string;
	phrase?: string;
}

const page = (words: string) =>
	`<html><head><title>${words}</title></head><body>${words}</body></html>`;
const json = (value: unknown) => JSON.stringify(value);

/** A POST that Litmos may have carried out: it must be sent once. */
const outages: Spoken[] = [
	...[
		'Corporate Limited',
		'Pirate Limits',
		'© 2026 Accurate Limited. Down for maintenance.',
		'The rate limit of our other product is not touched by this outage',
		'Too many requests? See our status page.',
		'Deliberate limitation',
	].map((words) => ({ name: `a page: ${words}`, status: 503, text: page(words) })),
	...[
		'Corporate Limited',
		'separate limitations',
		'A rate limiter2 is down',
		'Karate Limited',
		'tootoo many requestsx',
		'generate limits',
		'Çırate limit',
	].flatMap((words) => [
		{ name: `Message: ${words}`, status: 503, text: json({ Message: words }) },
		{ name: `Detail: ${words}`, status: 503, text: json({ Detail: words }) },
		...(/^[\x20-\x7e]+$/.test(words)
			? [{ name: `reason phrase: ${words}`, status: 503, text: '', phrase: words }]
			: []),
	]),
	{ name: 'text', status: 503, text: 'rate limit' },
	{ name: 'XML', status: 503, text: '<Error><Note>rate limit</Note></Error>' },
	{ name: 'another field', status: 503, text: json({ Help: 'rate limit', Message: 'Down' }) },
	{ name: 'a field inside', status: 503, text: json({ Message: { Note: 'rate limit' } }) },
	{ name: 'a list', status: 503, text: json([{ Message: 'rate limit' }]) },
	{ name: 'broken JSON', status: 503, text: '{"Message":"rate limit' },
	{ name: 'a comment of a page', status: 503, text: '<!-- rate limit --><p>Down</p>' },
	...[502, 504, 408, 499].map((status) => ({
		name: `the text with ${status}`,
		status,
		text: json({ Message: 'The API rating limit has been exceeded.' }),
	})),
];

/** Refused by the limit, so nothing was carried out: it is sent again. */
const limits: Spoken[] = [
	...[
		'Service Unavailable. The API rating limit has been exceeded.',
		'API rate limit exceeded',
		'RATE LIMIT',
		'Rate-limited',
		'You are being rate limited',
		'Too Many Requests',
		'(rate limit)',
	].flatMap((words) => [
		{ name: `Message: ${words}`, status: 503, text: json({ Message: words }) },
		{ name: `Detail: ${words}`, status: 503, text: json({ Detail: words, Message: '' }) },
		{ name: `message: ${words}`, status: 503, text: json({ message: words }) },
		{ name: `reason phrase: ${words}`, status: 503, text: page('Down'), phrase: words },
	]),
	{ name: '429 without a word', status: 429, text: '' },
	{ name: '429 of a page', status: 429, text: page('Corporate Limited') },
];

export const attacks = {
	'B11 An outage that sounds like the limit': outages,
	'B11 The limit in its own words': limits,
} as const;
