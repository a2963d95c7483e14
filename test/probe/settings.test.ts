import { readQuestions } from '../../contract/evidence';
import type { SandboxOptions } from '../../sandbox/options';
import { ASKERS } from '../../scripts/probe/probe';
import { probe, tenantOf } from './support/run';

/** A setting of the sandbox, and what the probe must find in it. */
type Case = readonly [setting: SandboxOptions, answer: string];

interface Opposites {
	question: string;
	cases: readonly Case[];
}

/** The tenant is too small to tell otherwise. */
const MANY = 2_100;

/** Why a setting is not asked about: it is no fact about Litmos, or asking cannot settle it. */
type WhyNot = string;

/** Every setting of the sandbox; limit.test.ts has the limit. */
const SETTINGS: Record<Exclude<keyof SandboxOptions, 'limit'>, Opposites | WhyNot> = {
	port: 'the machine',
	people: 'the size of the tenant',
	teams: 'the size of the tenant',
	courses: 'the size of the tenant',
	results: 'the size of the tenant',
	seed: 'the names in the tenant',
	latencyMs: 'the network',
	apiKeys: 'the account',
	apiDisabledKeys: 'the account',
	clock: 'the time',
	lrs: 'another system, which the API Key does not open',
	importMs:
		'a duration, not one of two ways: an import that is late would come after the probe has tidied up',
	entities: {
		question: 'entities',
		cases: [
			[{ entities: true }, 'yes'],
			[{ entities: false }, 'no'],
		],
	},
	escapeSlashes: {
		question: 'escapedSlashes',
		cases: [
			[{ escapeSlashes: true }, 'yes'],
			[{ escapeSlashes: false }, 'no'],
		],
	},
	overfull: {
		question: 'rowsOverLimit',
		cases: [
			[{ overfull: 0 }, 'no'],
			[{ overfull: 1 }, 'yes'],
			[{ overfull: 5 }, 'yes'],
		],
	},
	pageCap: {
		question: 'limitOverThousand',
		cases: [
			[{ pageCap: 1_000, people: MANY }, 'capped'],
			[{ pageCap: 1_000, overfull: 3, people: MANY }, 'capped'],
			[{ pageCap: 5_000, people: MANY }, 'more'],
			[{ pageCap: 100, people: 200 }, 'fewer'],
		],
	},
	customFieldShape: {
		question: 'customFieldShape',
		cases: (['fieldnameValue', 'object', 'arrayOfObjects'] as const).map(
			(customFieldShape): Case => [{ customFieldShape }, customFieldShape],
		),
	},
	userDetails: {
		question: 'userDetails',
		cases: (['whole', 'documented'] as const).map((userDetails): Case => [
			{ userDetails },
			userDetails,
		]),
	},
	paginatedKey: {
		question: 'paginatedMember',
		cases: (['Items', 'Item'] as const).map((paginatedKey): Case => [
			{ paginatedKey },
			paginatedKey,
		]),
	},
	teamCoursesStatus: {
		question: 'teamCoursesStatus',
		cases: ([200, 201] as const).map((teamCoursesStatus): Case => [
			{ teamCoursesStatus },
			String(teamCoursesStatus),
		]),
	},
	unknownUserDelete: {
		question: 'unknownUserDelete',
		cases: ([403, 404] as const).map((unknownUserDelete): Case => [
			{ unknownUserDelete },
			String(unknownUserDelete),
		]),
	},
	teamUpdateAnswer: {
		question: 'teamUpdateAnswer',
		cases: (['empty', 'team'] as const).map((teamUpdateAnswer): Case => [
			{ teamUpdateAnswer },
			teamUpdateAnswer,
		]),
	},
	emptyFeed: {
		question: 'emptyFeed',
		cases: (['list', '404'] as const).map((emptyFeed): Case => [{ emptyFeed }, emptyFeed]),
	},
	spanEnds: {
		question: 'spanEnds',
		cases: (['list', '404'] as const).flatMap((emptyFeed) =>
			(['inside', 'outside'] as const).map((spanEnds): Case => [{ spanEnds, emptyFeed }, spanEnds]),
		),
	},
	spanCounts: {
		question: 'spanCounts',
		cases: (['list', '404'] as const).flatMap((emptyFeed): Case[] => [
			[{ spanCounts: 'madeOrChanged', emptyFeed }, 'createdOrChanged'],
			[{ spanCounts: 'changed', emptyFeed }, 'changed'],
			[{ spanCounts: 'changed', spanEnds: 'outside', emptyFeed }, 'changed'],
		]),
	},
	jobRoles: {
		question: 'jobRoles',
		cases: [
			[{ jobRoles: undefined }, 'any'],
			[{ jobRoles: ['Engineer'] }, 'listed'],
			[{ jobRoles: [] }, 'listed'],
		],
	},
	tokenAnswer: {
		question: 'tokenAnswer',
		cases: (['list', 'object'] as const).map((tokenAnswer): Case => [{ tokenAnswer }, tokenAnswer]),
	},
	collectionDelete: {
		question: 'collectionDelete',
		cases: (['plural', 'singular'] as const).map((collectionDelete): Case => [
			{ collectionDelete },
			collectionDelete,
		]),
	},
};

const settings = Object.values(SETTINGS)
	.filter((setting) => typeof setting !== 'string')
	.flatMap(({ question, cases }) =>
		cases.map(([options, answer]) => ({
			question,
			options,
			answer,
			named: JSON.stringify(options),
		})),
	);

const needsOf = (question: string) => readQuestions().find(({ id }) => id === question)?.needs;

describe.each(settings)('with $named', ({ question, options, answer }) => {
	it(`finds that ${question} is ${answer}`, async () => {
		const isWriting = needsOf(question) === 'write';
		const { outcome, sandbox, before } = await probe(options, { only: question, isWriting });
		const found = outcome.evidence.findings.find((one) => one.question === question);
		expect(found).toEqual({ question, answer });
		expect(outcome.left).toEqual([]);
		if (!isWriting)
			expect(new Set(sandbox.log().map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(tenantOf(sandbox)).toEqual(before);
	});
});

it('asks every question', () => {
	expect(Object.keys(ASKERS).sort()).toEqual(
		readQuestions()
			.map(({ id }) => id)
			.sort(),
	);
});
