/** What an attack is there for, switched off: texts of a file become others. */
export interface AttackMutant {
	/** What no longer holds. */
	name: string;
	/** The class of the attacks that should notice. */
	class: string;
	/** Paths as jest takes them. */
	tests: string;
	file: string;
	changes: ReadonlyArray<readonly [from: string, to: string]>;
}

type Row = [name: string, file: string, ...changes: Array<readonly [from: string, to: string]>];

/** `class`: of all rows; `test`: the file that has its attacks. */
const of = (group: string, test: string, ...all: Row[]): AttackMutant[] =>
	all.map(([name, file, ...changes]) => ({
		name,
		class: group,
		tests: `test/attacks/${test}.test`,
		file: `nodes/${file}.ts`,
		changes,
	}));

export const ATTACK_MUTANTS: readonly AttackMutant[] = [
	...of(
		'A1',
		'named',
		[
			'whatever stands in a field is its ID',
			'shared/operation/resolve',
			[
				'if (id !== undefined && (!isListed ||',
				'if (finder && !isListed) return undefined;\n\tif (id !== undefined && (!isListed ||',
			],
			['const isListed = lookup.listed?.includes(field);', 'const isListed = false;'],
			['isListed: listed?.includes(field),', 'isListed: false,'],
		],
		[
			'the first of several records of a name is taken',
			'shared/operation/matching',
			['if (matches.length === 1)', 'if (matches.length > 0)'],
		],
		[
			'an unknown ID is not tried as a name',
			'shared/operation/pieces',
			['isMissing(error) && (await', 'isMissing(undefined) && (await'],
		],
		[
			'IDs that Litmos passes over are not looked up',
			'shared/operation/run',
			['listed: request && silentFieldsOf(request),', 'listed: request && [],'],
		],
	),
	...of('A2', 'ended', [
		'what cannot be sent is passed over',
		'shared/operation/run',
		[
			'\t\t\tresults.failures.set(item, error);\n\t\t}\n\t}\n\treturn read;',
			'\t\t\tvoid error;\n\t\t}\n\t}\n\treturn read;',
		],
		['throw toNodeError(ctx, error, results);', 'return collect(ctx, results);'],
		[
			'const { message, description } = toNodeError(ctx, failures.get(item), { item, redact });',
			'if (!failures.has(item)) return [linkedTo(item)({ ...json })];\n\t\tconst { message, description } = toNodeError(ctx, failures.get(item), { item, redact });',
		],
		['results.failures.set(item, error);\n\t\t});', 'void error;\n\t\t});'],
	]),
	...of(
		'A3',
		'ended',
		[
			'people are told to run it again',
			'shared/transport/errors',
			['const TIMED_OUT = [408, 499];', 'const TIMED_OUT: number[] = [];'],
		],
		[
			'any answer is a success',
			'shared/operation/call',
			['if (words !== undefined) throw', "if (words === '') throw"],
			["throw notTold('', toldOf({ method }, { operation, item }));", 'return {};'],
		],
		[
			'what may have been done is not known',
			'shared/operation/call',
			["mayHaveRun: method !== 'GET'", "mayHaveRun: method === 'GET'"],
		],
	),
	...of('A4', 'ended', [
		'a batch fails as one',
		'shared/operation/pieces',
		['if (!isHopeless) return', 'if (isHopeless) return'],
	]),
	...of('A5', 'ended', [
		'all items go to the account of the first',
		'shared/operation/run',
		['if (!client.isOwn(account))', 'if (!account)'],
		['others.set(item, error as Error);', 'void error;'],
	]),
	...of('A6', 'ended', [
		'a retry begins from the start',
		'shared/operation/run',
		['failures.size > 0 && ctx.getNode().retryOnFail', 'failures.size < 0'],
	]),
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
			['for (const form of spellings.flatMap(base64Forms)) add(forms, form);', 'void spellings;'],
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
			'short words are hidden as well',
			'shared/secrets/known',
			[
				'return hideSpans(clean, findEscaped(clean, forms));',
				'return hideSpans(clean, findEscaped(clean, forms)).replace(/a|is|the| /g, HIDDEN);',
			],
		],
	),
	...of('B9', 'leaks', [
		'names are not looked at',
		'shared/secrets/named',
		['if (isSecretName(key)) noteAll(entry, way);\n\t\telse if', 'if'],
		[
			'if (!MAY_NAME_SECRET.test(text)) return text;\n\tconst json',
			"if (text !== ' ') return text;\n\tconst json",
		],
	]),
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
				'The field "${displayName}" holds ${given}',
				'The field "${field.displayName}" holds ${given}',
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
				"REGIONS.get(String(credentials.region ?? 'us'))",
				"(Object.fromEntries(REGIONS) as Record<string, { name: string; host: string }>)[String(credentials.region ?? 'us')]",
			],
		],
		[
			'modes are looked up in an object',
			'shared/operation/matching',
			['Object.hasOwn(modes, mode) ? modes[mode] : undefined', 'modes[mode]'],
		],
		[
			'custom fields are gathered in an object',
			'Litmos/resources/user/customFields',
			[
				'return Object.fromEntries(\n',
				'const all: IDataObject = {};\n\tconst gather = (cells: unknown[][]) => {\n\t\tfor (const [name, cell] of cells as Array<[string, string]>)\n\t\t\tif (all[name] === undefined) all[name] = cell;\n\t\treturn all;\n\t};\n\treturn gather(\n',
			],
		],
	),
	...of(
		'C13',
		'hangs',
		[
			'only silence is measured',
			'shared/limiter/timeLimit',
			['now - beganAt >= totalMs || now - signAt', 'now - beganAt < 0 || now - signAt'],
		],
		[
			'only the whole time is measured',
			'shared/limiter/timeLimit',
			['|| now - signAt >= silenceMs', '|| silenceMs < 0 || signAt < 0'],
		],
	),
	...of('C14', 'linear', [
		'tags are found by one pattern',
		'shared/transport/words',
		['?? wordsOfMarkup(clean) ??', "?? wordsOfMarkup(clean.replace(/<[^>]*>/g, ' ')) ??"],
	]),
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
			'limiters of keys that nobody uses are kept',
			'shared/limiter/limiters',
			['\ttidyUp();\n', "\tif (keyLimit.apiKey === '') tidyUp();\n"],
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
				'GUID.test(apiKey) ? apiKey.toLowerCase() : apiKey',
				'GUID.test(apiKey) ? apiKey : `${apiKey} `',
			],
			['return `${origin} ${createHash', 'return `${origin} ${performance.now()} ${createHash'],
		],
		[
			'all keys are small letters',
			'shared/limiter/limiters',
			['GUID.test(apiKey) ? apiKey.toLowerCase() : apiKey', 'apiKey.toLowerCase().slice(0, 3)'],
			['return `${origin} ${createHash', 'return `${origin.slice(0, 5)} ${createHash'],
		],
	),
	...of(
		'D19',
		'clocks',
		[
			'a Date that is ahead is believed',
			'LitmosTrigger/poll/clock',
			['Math.min(serverMs ?? ownMs, ownMs + TOLERATED_MS)', 'serverMs ?? ownMs'],
		],
		[
			'clocks are taken to be right',
			'LitmosTrigger/poll/clock',
			['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 70 * MINUTE_MS'],
		],
		[
			'clocks that differ are not told of',
			'LitmosTrigger/poll/notices',
			['if (difference === undefined) return [];', 'if (difference !== 0) return [];'],
		],
	),
	...of(
		'D20',
		'state',
		[
			'a state that cannot be read is taken',
			'LitmosTrigger/poll/state',
			['if (!isKnown || !isGood) return', 'if (!isKnown && !isGood && !data) return'],
			['if (!isObject(state) || typeof state.owner', 'if (!isObject(state) && typeof state'],
		],
		[
			'every state is broken',
			'LitmosTrigger/poll/state',
			['if (!isKnown || !isGood) return', 'if (isKnown || isGood) return'],
		],
		[
			'nobody is told of a broken state',
			'LitmosTrigger/poll/run',
			['kept.isBroken ? [BROKEN, ...notices] : notices', 'notices'],
		],
	),
	...of(
		'D21',
		'busyFeeds',
		[
			'a list that brings nothing new goes on',
			'LitmosTrigger/poll/scan',
			["if (stale >= MOST_STALE) return read('stale');", ''],
		],
		[
			'a poll reads on without end',
			'LitmosTrigger/poll/run',
			['!deadline.isNear() && client.usage.requests < most', 'client.usage.requests < 40 * most'],
		],
		[
			'nobody is told of what could not be kept in mind',
			'LitmosTrigger/poll/run',
			['...(isCrowded ? [CROWDED] : [])', ''],
		],
		[
			'a poll that hangs keeps its turn',
			'LitmosTrigger/poll/turns',
			['if (other && Math.abs(now - other.began) < LONGEST_MS)', 'if (other && now > 0)'],
		],
		[
			'a poll that was given up emits all the same',
			'LitmosTrigger/poll/run',
			['if (!found || turn?.isMine() === false) return [];', 'if (!found) return [];'],
		],
		[
			'polls run beside each other',
			'LitmosTrigger/poll/turns',
			['if (other && Math.abs(now - other.began) < LONGEST_MS)', 'if (other && now < 0)'],
		],
	),
];
