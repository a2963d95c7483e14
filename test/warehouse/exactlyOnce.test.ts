import * as fc from 'fast-check';
import type { Mutation } from '../support/copies';
import type { History } from '../trigger/support/history';
import { DAMAGES, edges, histories, RIGHT } from '../trigger/support/history';
import type { Ending } from './support/play';
import { ENDINGS, loadExtract, play } from './support/play';

const endings = fc.array(fc.constantFrom(...ENDINGS), { minLength: 25, maxLength: 25 });

/** So little that busy feeds do not fit. */
const CROWDED: Mutation = {
	file: 'dedupKeys',
	changes: [['SEEN_CHARACTERS = 80_000', 'SEEN_CHARACTERS = 60']],
};

/** What those that are made up hardly ever have. */
const own: readonly History[] = [
	// Rows come late, after more has been read than can be kept in mind.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'happen', count: 1, lateMs: 600_000 },
			{ do: 'wait', ms: 120_000 },
			{ do: 'happen', count: 5, lateMs: 0 },
			{ do: 'wait', ms: 120_000 },
			{ do: 'poll', meanwhile: [] },
		],
	},
	// Rows of weeks ago are changed when they have been read, so they come once more in the same run.
	{
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'wait', ms: 20 * 86_400_000 },
			{
				do: 'poll',
				meanwhile: [
					{ do: 'touch', people: [] },
					{ do: 'touch', people: [] },
					{ do: 'touch', people: [0, 1] },
				],
			},
		],
	},
	// What is kept is damaged after a run was confirmed.
	...(Object.keys(DAMAGES) as Array<keyof typeof DAMAGES>).map((how): History => ({
		kind: 'userCreated',
		manners: RIGHT,
		acts: [
			{ do: 'poll', meanwhile: [] },
			{ do: 'damage', how },
			{ do: 'poll', meanwhile: [] },
		],
	})),
];

const twoPolls: History = {
	kind: 'userCreated',
	manners: RIGHT,
	acts: [
		{ do: 'poll', meanwhile: [] },
		{ do: 'poll', meanwhile: [] },
	],
};

/** Plays made-up histories; fails at the first after which the table is not what Litmos has. */
async function check(mutations: readonly Mutation[] = [], numRuns = 150): Promise<void> {
	const copy = loadExtract(mutations);
	const property = fc.asyncProperty(histories, endings, async (history, ended) => {
		const { saved, wanted } = await play(copy, history, ended);
		expect(saved).toEqual(wanted);
	});
	const all: Ending[] = [...ENDINGS, ...ENDINGS];
	const examples: Array<[History, Ending[]]> = [
		...edges.map((edge): [History, Ending[]] => [edge, all]),
		...own.map((edge): [History, Ending[]] => [edge, []]),
		[twoPolls, ['stopped before anything is saved', 'stopped before anything is saved']],
	];
	await fc.assert(property, { numRuns, seed: 20261127, endOnFailure: true, examples });
}

/** Well-known mistakes; each must be found. */
const MISTAKES: ReadonlyArray<{ name: string; more?: readonly Mutation[] } & Mutation> = [
	{
		name: 'what was read counts as saved',
		file: 'positions',
		changes: [['const next: Extract = isEmpty', 'const next: Extract = true']],
	},
	{
		name: 'what another run has read is confirmed',
		file: 'positions',
		changes: [
			['pending?.execution === job.execution && before', 'pending !== undefined && before'],
			[
				'const { confirmed = null } = extracts[name] ?? {};',
				'const confirmed = extracts[name]?.pending?.position ?? extracts[name]?.confirmed ?? null;',
			],
		],
	},
	{
		name: 'a row that has changed is taken for the one that was read',
		file: 'readChanges',
		changes: [
			['dedupKeyOf(JSON.stringify(row))', 'dedupKeyOf(JSON.stringify([row.Id, row.UserId]))'],
		],
	},
	{
		name: 'a row is handed over twice at once',
		file: 'readChanges',
		changes: [['latest.set(row[ROW_KEY], row);', 'latest.set({}, row);']],
	},
	{
		name: 'the older version of a row is handed over',
		file: 'readChanges',
		changes: [['latest.delete(row[ROW_KEY]);', 'if (latest.has(row[ROW_KEY])) continue;']],
	},
	{
		name: 'the key of a row is its content',
		file: 'rows',
		changes: [['key.length > 0 &&', 'key.length > 9 &&']],
	},
	{
		name: 'what had to be forgotten counts as done with',
		file: 'readChanges',
		changes: [['mayRepeat: true,', '']],
		more: [CROWDED],
	},
	{
		name: 'nothing is read again',
		file: 'clock',
		changes: [['FURTHEST_MS = 30 * HOUR_MS', 'FURTHEST_MS = 0']],
	},
	{
		name: 'a position that is broken is taken',
		file: 'state',
		changes: [['if (!isKnown || !isGood) return', 'if (!isKnown && !isGood) return']],
	},
];

describe('whatever happens, and wherever a run ends', () => {
	it('leaves in the database the rows of Litmos, each once', async () => {
		await check();
	});

	it('does so where more changes than can be kept in mind', async () => {
		await check([CROWDED]);
	});

	it('saves no version of a row twice where every run is confirmed', async () => {
		const copy = loadExtract();
		const property = fc.asyncProperty(histories, async (history) => {
			const acts = history.acts.filter((act) => act.do !== 'damage');
			expect((await play(copy, { ...history, acts }, [])).repeated).toEqual([]);
		});
		await fc.assert(property, { numRuns: 100, seed: 20261127, endOnFailure: true });
	});

	it.each(MISTAKES)('notices if $name', async ({ more = [], ...mutation }) => {
		await expect(check([mutation, ...more])).rejects.toThrow(/Property failed/);
	});
});
