import type { AttackMutant } from './mutant';
import { of } from './mutant';

/** What never ends, or floods. */
export const ENDINGS: readonly AttackMutant[] = [
	...of('C13', 'hangs', [
		'only silence is measured',
		'shared/limiter/timeLimit',
		['now - beganAt >= totalMs || now - signAt', 'now - beganAt < 0 || now - signAt'],
	]),
	...of(
		'C14',
		'linear',
		[
			'slashes at the end of an address are found from each of them',
			'shared/account',
			["url.pathname.replace(/(?<!\\/)\\/+$/, '')", "url.pathname.replace(/\\/+$/, '')"],
		],
		[
			'the rest of a text is gone through at each place',
			'shared/secrets/known',
			[
				'const length = lengthAt(low, at, forms);',
				"const isEnd = at % 32 === 0 && low.indexOf('\\0', at) === at;\n\t\tconst length = isEnd ? 0 : lengthAt(low, at, forms);",
			],
		],
		[
			'what is not closed is looked for again',
			'shared/secrets/spans',
			['to: closing ? close.lastIndex : text.length,', 'to: closing ? close.lastIndex : tagEnd,'],
		],
		[
			'a value is looked for in all of the rest',
			'shared/secrets/spans',
			[
				'const rest = text.slice(to, to + NEAR);\n\tconst value = /^["\'][^<>]',
				'const rest = text.slice(to);\n\tconst value = /^["\'][^<>]',
			],
		],
		[
			'a long span is refused, and gone through again',
			'shared/secrets/spans',
			['if (span.to - span.from > NEAR) return span;', 'if (span.from < 0) return span;'],
		],
	),
	...of('C15', 'pages', [
		'a page that brings nothing new is followed by the next',
		'shared/operation/pages',
		['const isLast = !isNew || isShortOf', 'const isLast = isShortOf'],
		['const MOST_ROWS = 1_000_000;', 'const MOST_ROWS = 20_000;'],
	]),
	...of(
		'C16',
		'floods',
		[
			'an answer may be of any size',
			'shared/transport/answer',
			['const MOST_BYTES = 50_000_000;', 'const MOST_BYTES = 5_000_000_000;'],
		],
		[
			'an answer of 1 MB is too large',
			'shared/transport/answer',
			['const MOST_BYTES = 50_000_000;', 'const MOST_BYTES = 1_000_000;'],
		],
		[
			'each delivery looks through all that is stored',
			'LitmosWebhookTrigger/received',
			["if (before === text || before === '') return;", "if (before === '') return;"],
			[
				'const known = from(before,',
				"text = newest([...new Set([...before.split('\\n'), ...lines])].join('\\n'));\n\t\tlines = new Set(text.split('\\n'));\n\t\tconst known = from(before,",
			],
		],
		[
			'each delivery looks through all that are under way',
			'LitmosWebhookTrigger/received',
			[
				'const response = open.get(id);',
				'const response = [...open].find(([one]) => one === id)?.[1];',
			],
		],
		[
			'each permit looks at all limiters in use',
			'shared/limiter/limiters',
			['> LOOKED_AT', '> limiters.size'],
		],
	),
	...of('C17', 'shared', [
		'each version has a state of its own',
		'shared/limiter/sharedState',
		['Object.isExtensible(sleep)', 'Object.isFrozen(sleep)'],
	]),
	...of(
		'C18',
		'shared',
		[
			'spellings are accounts',
			'shared/limiter/limiters',
			[
				'GUID.test(limitKey) ? limitKey.toLowerCase() : limitKey',
				'GUID.test(limitKey) ? limitKey : `${limitKey} `',
			],
			['return `${origin} ${createHash', 'return `${origin} ${performance.now()} ${createHash'],
		],
		[
			'all keys are small letters',
			'shared/limiter/limiters',
			[
				'GUID.test(limitKey) ? limitKey.toLowerCase() : limitKey',
				'limitKey.toLowerCase().slice(0, 3)',
			],
			['return `${origin} ${createHash', 'return `${origin.slice(0, 5)} ${createHash'],
		],
	),
];
