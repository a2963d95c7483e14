import type { AttackMutant } from './mutant';
import { of } from './mutant';

/** What is reported as done. */
export const DONE: readonly AttackMutant[] = [
	...of(
		'A1',
		'named',
		[
			'whatever stands in a field is its ID',
			'shared/operation/names/entries',
			[
				'if (id !== undefined && (!isListed ||',
				'if (finder && !isListed) return undefined;\n\tif (id !== undefined && (!isListed ||',
			],
			['const isListed = lookup.listed?.includes(field);', 'const isListed = false;'],
			['const isListed = listed?.includes(field);', 'const isListed = false;'],
		],
		[
			'the first of several records of a name is taken',
			'shared/operation/names/matching',
			['if (matches.length === 1)', 'if (matches.length > 0)'],
		],
		[
			'an unknown ID is not tried as a name',
			'shared/operation/tasks',
			['isMissing(error) && (await', 'isMissing(undefined) && (await'],
		],
		[
			'IDs that Litmos passes over are not looked up',
			'shared/operation/names/lookup',
			[
				'...(request ? silentFieldsOf(request) : [])',
				'...(request ? silentFieldsOf(request).slice(0, 0) : [])',
			],
		],
		[
			'the first record of the list is meant',
			'shared/operation/names/resolve',
			[
				'const search = searchable ? { search: term } : {};',
				'const search = searchable ? {} : {};',
			],
			[
				'choose(entry, indexRows(rows), { isComplete: true, rows })!',
				'(rows[0] ? { id: String(rows[0].Id) } : choose(entry, indexRows(rows), { isComplete: true, rows })!)',
			],
		],
		[
			'what is sent has other IDs',
			'shared/operation/run',
			[
				'tasksFor(ctx, { ...given, items: missing })',
				'tasksFor(ctx, { ...given, items: missing.map((one) => ({ ...one, values: Object.fromEntries(Object.entries(one.values).map(([name, value]) => [name, /Id$/.test(name) ? `${String(value)}x` : value])) })) })',
			],
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
			['mayHaveRun: mayHaveRun(request)', 'mayHaveRun: !mayHaveRun(request)'],
		],
		[
			'no request may have been carried out',
			'shared/transport/request',
			['mayHaveRun: mayHaveRun(request),', 'mayHaveRun: false,'],
			["mayDouble: method === 'POST' || isRepeatable,", 'mayDouble: false,'],
		],
	),
	...of(
		'A4',
		'ended',
		[
			'a batch fails as one',
			'shared/operation/tasks',
			['if (!isHopeless(tally)) return', 'if (isHopeless(tally)) return'],
		],
		[
			'the guilty are looked for although all are refused',
			'shared/operation/jobs/tally',
			['const ALL_ALIKE = 5;', 'const ALL_ALIKE = 5_000;'],
		],
		[
			'refusals are not reported',
			'shared/operation/tasks',
			[
				'return again || piece.items.map(() => error as Error);',
				'return again || piece.items.map(() => [{ error: String(error) }].slice(1));',
			],
		],
	),
	...of('A5', 'ended', [
		'all items go to the account of the first',
		'shared/operation/run',
		['if (!client.isOwn(account))', 'if (!account)'],
		['others.set(item, error as Error);', 'void error;'],
	]),
	...of(
		'A6',
		'ended',
		[
			'a retry begins from the start',
			'shared/operation/run',
			['failures.size === 0 || !ctx.getNode().retryOnFail', 'failures.size >= 0'],
		],
		[
			'what was done is kept for other runs',
			'shared/operation/accepted',
			[
				'const endings = new WeakMap<object, Ending>();',
				'const endings = new Map<string, Ending>();',
			],
			[
				'endings.set(input[values.item], {',
				'endings.set(JSON.stringify([values.item, input[values.item].json]), {',
			],
			[
				'const input = attempted.ctx.getInputData()[values.item];',
				'const input = JSON.stringify([values.item, attempted.ctx.getInputData()[values.item].json]);',
			],
			[
				'const run = [ctx.getExecutionId(), ctx.getNode().id, accountName, operation.action];',
				'const run = [accountName, operation.action, ctx.getMode()];',
			],
			[
				'shared/operation/run',
				'failures.size === 0 || !ctx.getNode().retryOnFail',
				'failures.size < 0',
			],
		],
		[
			'only the first of what was done is handed on',
			'shared/operation/run',
			[
				'if (Array.isArray(ending.result)) outputs.set(values.item, ending.result);',
				'if (Array.isArray(ending.result)) outputs.set(values.item, []);',
			],
		],
	),
];
