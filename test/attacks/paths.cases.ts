const out = [
	'..',
	'.',
	'%2e%2e',
	'%2E.',
	'.%2e',
	'%2e',
	'%252e%252e',
	'%25252e.',
	'..\\x',
	'..%5Cx',
	'.\t.',
	'.%09.',
	'.%0A.',
	'..;a=1',
	'..%3Ba',
	'\uff0e\uff0e',
	'%EF%BC%8E%EF%BC%8E',
	'a%2F..%2Fb',
	'a%252f%252e%252e%252fb',
	'..%3Fx',
	'..%23x',
	'.\u00ad.',
	'\u2025',
];

const within = [
	'a.b@example.com',
	'Oe4zZK7ZntpWn8FLGZTxuw2',
	'a..b',
	'...',
	'.a',
	'a.',
	'x;..a',
	'a%2Fb',
];

export const attacks = {
	'B10 Parts of a path that lead out of it': out.map((part) => ({
		name: JSON.stringify(part),
		part,
	})),
	'B10 Parts of a path that only look so': within.map((part) => ({ name: part, part })),
} as const;
