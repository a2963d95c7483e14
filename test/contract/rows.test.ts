import type { Operation, RequestSpec } from '../../nodes/shared/operation/types';
import type { Row } from '../../scripts/operationList';
import { rows } from '../../scripts/operationList';
import { CONTRACT_RULES } from './rowContractRules';
import { ROW_RULES } from './rowRules';

const RULES = { ...ROW_RULES, ...CONTRACT_RULES };

describe('every operation', () => {
	it.each(Object.entries(RULES))('%s', (_name, rule) => {
		const faults = rows.flatMap((row) => rule(row).map((fault) => `${row.name}: ${fault}`));
		expect(faults).toEqual([]);
	});

	it('has a name of its own', () => {
		const names = rows.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names).not.toEqual([]);
	});
});

/** A row of ours with something changed. */
function spoiled(
	name: string,
	change: Record<string, unknown>,
	request?: Partial<RequestSpec>,
): Row {
	const row = rows.find((candidate) => candidate.name === name);
	if (!row) throw new Error(`There is no operation ${name}`);
	const own = row.operation.request ?? {};
	const changed = request ? { request: { ...own, ...request } } : {};
	return { ...row, operation: { ...row.operation, ...changed, ...change } as Operation };
}

const list = { kind: 'list', key: 'Id' };
const flag = { displayName: 'Flag', name: 'flag', type: 'boolean', default: false };
const field = { displayName: 'Note', name: 'Note', type: 'string', default: '' };

/** For each rule, a fault that it must see. */
const FAULTS: ReadonlyArray<readonly [rule: string, why: RegExp, row: Row]> = [
	['has no field twice', /Note twice/, spoiled('team:get', { fields: [field, field] })],
	['fills its paths', /\{teamID\}/, spoiled('team:get', {}, { path: '/teams/{teamID}' })],
	['fills its paths', /\{Note\}/, spoiled('team:get', { fields: [field] }, { path: '/a/{Note}' })],
	[
		'has a path for each choice',
		/by teamRole/,
		spoiled('teamRole:demote', {}, { path: { by: 'teamRole', paths: { admins: '/teams' } } }),
	],
	['has a value for each mapping', /mapping Nam /, spoiled('team:create', {}, { body: ['Nam'] })],
	[
		'has a value for each mapping',
		/mapping seach /,
		spoiled('team:getAll', {}, { query: ['seach'] }),
	],
	['has a body where', /GET with a body/, spoiled('team:get', {}, { body: ['Name'] })],
	['has a body where', /without PUT/, spoiled('team:update', {}, { method: 'POST' })],
	['has a body where', /update without a/, spoiled('team:update', {}, { body: undefined })],
	['has a body where', /in a batch/, spoiled('team:update', {}, { batch: { max: 5 } })],
	['has an output', /list without GET/, spoiled('team:create', { output: list })],
	['has an output', /without a key/, spoiled('team:getAll', { output: { ...list, key: '' } })],
	['has an output', /end with done/, spoiled('teamMember:add', { output: { kind: 'record' } })],
	[
		'has an output',
		/without a batch/,
		spoiled('userCourse:getAllForUsers', {}, { batch: undefined }),
	],
	[
		'says { deleted: true }',
		/just/,
		spoiled('team:delete', { output: { kind: 'done', json: { removed: true } } }),
	],
	[
		'speaks of fields',
		/no field id/,
		spoiled('teamMember:remove', { output: { kind: 'done', json: {}, echo: ['id'] } }),
	],
	['speaks of fields', /no field id/, spoiled('user:upsert', { sameRecord: ['id'] })],
	[
		'shows ten columns',
		/11 columns/,
		spoiled('team:getAll', { output: { ...list, simplify: 'abcdefghijk'.split('') } }),
	],
	['begins descriptions', /of flag/, spoiled('team:get', { fields: [flag] })],
	[
		'shows columns that',
		/column Naem/,
		spoiled('team:getAll', { output: { ...list, simplify: ['Naem'] } }),
	],
	['simplifies records', /fields, and/, spoiled('course:get', { output: { kind: 'record' } })],
	['simplifies records', /13 fields/, spoiled('session:create', { output: { kind: 'record' } })],
	['asks what the', /GET \/team$/, spoiled('team:getAll', {}, { path: '/team' })],
	['asks what the', /PUT \/teams$/, spoiled('team:getAll', {}, { method: 'PUT' })],
	['asks with parameters', /no since/, spoiled('team:getAll', {}, { query: ['since'] })],
	['asks with parameters', /no limit/, spoiled('team:get', { output: list })],
	['writes bodies', /no Nam in/, spoiled('team:create', {}, { body: ['Nam'] })],
	['writes bodies', /another order/, spoiled('team:create', {}, { body: ['Name', 'Id'] })],
	['writes bodies', /another shape/, spoiled('teamMember:add', {}, { batch: undefined })],
	['expects the answer', /with object/, spoiled('team:get', { output: list })],
	['expects the answer', /with empty/, spoiled('team:delete', { output: { kind: 'record' } })],
	['sends mail only', /sendmessage/, spoiled('userCourse:assign', {}, { query: [] })],
	['sends mail only', /sendmessage/, spoiled('teamMember:add', { fields: [] })],
	[
		'takes a list without rows',
		/no rows: .achievements/,
		spoiled('achievement:getAll', { output: { ...list, key: 'AchievementId' } }),
	],
];

describe('a rule', () => {
	it.each(FAULTS)('%s … sees %s', (name, why, row) => {
		const rules = Object.entries(RULES).filter(([rule]) => rule.startsWith(name));
		expect(rules).toHaveLength(1);
		expect(rules.flatMap(([, rule]) => rule(row)).join('\n')).toMatch(why);
	});

	it('is shown here to see a fault', () => {
		const shown = FAULTS.map(([name]) => name);
		const unshown = Object.keys(RULES).filter(
			(rule) => !shown.some((name) => rule.startsWith(name)),
		);
		expect(unshown).toEqual([]);
	});
});
