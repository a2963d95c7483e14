import type { AttackMutant } from './mutant';
import { of } from './mutant';

/** What leaves. */
export const LEAKS: readonly AttackMutant[] = [
	...of(
		'B8',
		'leaks',
		['the key is not known', 'shared/secrets/redact', ['known.learn(key, true);', 'void key;']],
		[
			'what was sent is not known',
			'shared/secrets/redact',
			['for (const part of partsOf(secret)) known.learn(part);', 'void secret;'],
		],
		[
			'Base64 is not looked for',
			'shared/secrets/known',
			['spellings.flatMap(base64Forms)', 'spellings.flatMap(() => [])'],
		],
		[
			'escapes are not resolved',
			'shared/secrets/known',
			['return hideSpans(clean, findEscaped(clean, forms));', 'return clean;'],
		],
		[
			'nothing is hidden',
			'shared/secrets/redact',
			['redactAll(value, known.hide) as T', '(redactAll(1, known.hide) ? value : value) as T'],
		],
		[
			'names are not looked at',
			'shared/secrets/named',
			[
				'if (!MAY_NAME_SECRET.test(text)) return text;\n\tconst json',
				"if (text !== ' ') return text;\n\tconst json",
			],
		],
		[
			'short words are hidden as well',
			'shared/secrets/known',
			[
				'return hideSpans(clean, findEscaped(clean, forms));',
				'return hideSpans(clean, findEscaped(clean, forms)).replace(/a|is|the| /g, HIDDEN);',
			],
		],
	),
	...of(
		'B9',
		'leaks',
		[
			'names are not looked at',
			'shared/secrets/named',
			['if (isSecretName(key)) noteAll(entry, way);\n\t\telse if', 'if'],
			[
				'if (!MAY_NAME_SECRET.test(text)) return text;\n\tconst json',
				"if (text !== ' ') return text;\n\tconst json",
			],
		],
		[
			'more names are taken for those of secrets',
			'shared/secrets/named',
			['if (isSecretName(key)) noteAll', 'if (/pass|key/i.test(key)) noteAll'],
		],
		[
			'all that follows a name is hidden',
			'shared/secrets/named',
			['return clean + text.slice(done);', 'return `${clean}${HIDDEN}`;'],
			[
				'if (!json) return bySpans(text, way);',
				"if (!json || text.includes('assword')) return bySpans(text, way);",
			],
		],
	),
	...of(
		'B10',
		'paths',
		[
			'dot segments are taken',
			'shared/transport/path',
			["return name === '.' || name === '..';", "return name === ' ';"],
		],
		[
			'all that has two dots is refused',
			'shared/transport/path',
			["return name === '.' || name === '..';", "return name !== '';"],
		],
		[
			'IDs hold whatever they hold',
			'shared/operation/plan',
			['if (!ENDS_PART.test(value)) return', "if (!ENDS_PART.test('')) return"],
		],
		[
			'Custom API Call takes any path',
			'Litmos/resources/customApiCall',
			['/^[a-z][a-z\\d+.-]*:|^[/\\\\]{2}/i.test(path)', '/^$/.test(path)'],
			['/[#\\p{Cc}]/u.test(path)', '/^$/.test(path)'],
		],
		[
			'IDs hold whatever they hold, and are not looked up',
			'shared/operation/plan',
			['if (!ENDS_PART.test(value)) return', "if (!ENDS_PART.test('')) return"],
			[
				'shared/operation/names/entries',
				'const isListed = lookup.listed?.includes(field);',
				'const isListed = false;',
			],
			[
				'shared/operation/names/entries',
				'const isListed = listed?.includes(field);',
				'const isListed = false;',
			],
			[
				'shared/operation/names/entries',
				'if (id !== undefined && (!isListed ||',
				'if (finder && !isListed) return undefined;\n\tif (id !== undefined && (!isListed ||',
			],
		],
	),
	...of(
		'B11',
		'limitTexts',
		[
			'any text may tell the limit',
			'shared/transport/words',
			['? [body.Detail, body.detail, body.Message, body.message] : [];', '? [text] : [text];'],
			[
				'(?<![\\p{L}\\p{N}])(?:rat(?:e|ing)[ -]limit(?:s|ed|ing)?|too many requests)(?![\\p{L}\\p{N}])',
				'rat(?:e|ing).{0,3}limit|limit|too.{0,3}many|requests',
			],
		],
		[
			'no text tells the limit',
			'shared/transport/words',
			[
				'return LIMIT_TEXT.test(words.slice(0, LOOKED_THROUGH));',
				'return LIMIT_TEXT.test(words.slice(0, 0));',
			],
		],
		[
			'a POST is sent again after an outage',
			'shared/transport/retry',
			["return method !== 'POST' ||", 'return method !== undefined ||'],
		],
		[
			'a 429 that says nothing is an answer',
			'shared/transport/errors',
			[
				'response.status === 429 || (response.status === 503',
				'([429, 503].includes(response.status)',
			],
		],
	),
	...of(
		'B12',
		'shapes',
		[
			'every value has a text',
			'shared/operation/readTyped',
			['if (isSingle && !Number.isNaN(single)) return', 'if (isSingle || single !== field) return'],
			[
				'readSingle({ displayName }: INodeProperties, value',
				'readSingle(field: INodeProperties, value',
			],
			[
				'The field "${displayName}" contains ${given}',
				'The field "${field.displayName}" contains ${given}',
			],
		],
		[
			'every field takes what it gets',
			'shared/operation/readTyped',
			[
				"if (field.type === 'json') return",
				"if (!['resourceLocator'].includes(field.type)) return",
			],
		],
		[
			'choices stand in an object',
			'shared/operation/readTyped',
			[
				'known.find((one) => String(one.value) === String(value))',
				'(Object.fromEntries(known.map((one) => [one.value, one])) as Record<string, INodePropertyOptions>)[String(value)]',
			],
		],
		[
			'operations stand in an object',
			'shared/operation/run',
			[
				'operations.find(({ value }) => value === operation)',
				'operations.find(({ value }) => value === operation || String(operation) in {})',
			],
		],
		[
			'entities stand in an object',
			'shared/values',
			['&(#x[0-9a-f]{1,6}|#\\d{1,7}|[a-z]{2,6});', '&(#x[0-9a-f]{1,6}|#\\d{1,7}|\\w{2,20});'],
			['NAMED_ENTITIES[name.toLowerCase()] ?? entity', 'String(NAMED_ENTITIES[name] ?? entity)'],
		],
		[
			'n8n leaves out what it cannot send',
			'Litmos/resources/customApiCall',
			[
				"const NEVER_SENT = ['__proto__', 'constructor', 'prototype'];",
				'const NEVER_SENT: string[] = [];',
			],
		],
		[
			'entries of a collection are taken as they are',
			'shared/operation/readTyped',
			[
				"if (field.type === 'fixedCollection') return readEntries(field, value);",
				"if (field.type === 'fixedCollection') return readEntries({ ...field, options: [] }, value) && value;",
			],
		],
		[
			'columns are renamed by an object',
			'shared/values',
			[
				'SPELLINGS.get(key) ?? key',
				'(Object.fromEntries(SPELLINGS) as Record<string, string>)[key] ?? key',
			],
		],
		[
			'regions stand in an object',
			'shared/account',
			[
				"REGIONS.get(value ?? 'us')",
				"(Object.fromEntries(REGIONS) as Record<string, { name: string; baseUrl?: string }>)[String(value ?? 'us')]",
			],
		],
		[
			'modes are looked up in an object',
			'shared/operation/names/matching',
			['Object.hasOwn(modes, mode) ? modes[mode] : undefined', 'modes[mode]'],
		],
		[
			'custom fields are gathered in an object',
			'Litmos/resources/user/customFields',
			['return Object.fromEntries(', 'return gather('],
			[
				'interface CustomField {',
				'function gather(cells: Iterable<readonly [string, IDataObject[string]]>): IDataObject {const all: IDataObject = {}; for (const [name, cell] of cells) if (all[name] === undefined) all[name] = cell; return all;} interface CustomField {',
			],
		],
	),
];
