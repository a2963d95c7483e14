/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	EVIDENCE_FOLDER,
	evidenceSchema,
	readEvidence,
	readQuestions,
} from '../../contract/evidence';
import { findEndpoint, readContract } from '../../contract/schema';
import type { Fault, Sandbox } from '../../sandbox/server';
import { AccountError } from '../../nodes/shared/account';
import { explain } from '../../scripts/probe/explain';
import { UsageError } from '../../scripts/probe/options';
import { reportOf } from '../../scripts/probe/report';
import { unrecorded } from '../../scripts/probe/shapes';
import { askAll } from '../../scripts/probe/askers';
import { NOTHING_TO_WRITE_ON } from '../../scripts/probe/throwAway';
import { Unanswered } from '../../scripts/probe/unanswered';
import { openLitmos } from '../../scripts/probe/litmos';
import { probe, tenantOf } from './support/run';

const ROOT = path.resolve(__dirname, '../..');

/** An account where no server is. */
const nobody = () =>
	openLitmos(
		{ apiKey: 'k', region: 'custom', baseUrl: 'http://127.0.0.1:1' },
		{ now: () => 0, sleep: async () => undefined },
	);

const writes = (sandbox: Sandbox) => sandbox.log().filter(({ method }) => method !== 'GET');

/** Long enough that no common word is one by chance. */
function personalTexts({ state }: Sandbox): string[] {
	const people = [...state.users.values()].flatMap((user) => [
		user.Id,
		user.UserName,
		user.FullName,
		user.LoginKey,
		String(user.OriginalId),
	]);
	const teams = [...state.teams.values()].flatMap(({ Id, Name }) => [Id, Name]);
	return [...people, ...teams].filter((text) => text.length > 4);
}

describe('a run that may only read', () => {
	it('sends nothing but GET, and leaves the questions about writing open', async () => {
		const { outcome, sandbox, before } = await probe({}, { hasShapes: true });
		expect(writes(sandbox)).toEqual([]);
		expect(tenantOf(sandbox)).toEqual(before);
		const open = outcome.evidence.findings.filter(({ because }) => because === 'notAsked');
		const needing = readQuestions().filter(({ needs }) => needs !== undefined);
		expect(open.map(({ question }) => question)).toEqual(needing.map(({ id }) => id));
	});

	it('looks at every call about whose answers nothing is published', async () => {
		const { outcome } = await probe({ results: 1 }, { hasShapes: true });
		const { shapes } = outcome.evidence;
		expect(shapes.map(({ endpoint }) => endpoint)).toEqual(unrecorded().map(({ id }) => id));
		expect(shapes.filter(({ status }) => status !== 200)).toEqual([]);
		expect(shapes.length).toBeGreaterThan(60);
	});

	it('tells nothing of the account, in the file or on the screen', async () => {
		const { outcome, sandbox } = await probe({}, { hasShapes: true, isWriting: true });
		const told = JSON.stringify(outcome.evidence) + reportOf(outcome.evidence);
		expect(personalTexts(sandbox).filter((text) => told.includes(text))).toEqual([]);
		expect(told).not.toContain('key-of-a-probe');
		expect(told).not.toContain('127.0.0.1');
	});
});

describe('a run that may write', () => {
	it('touches only what it has made, mails nobody, and leaves nothing behind', async () => {
		const { outcome, sandbox, before } = await probe({}, { isWriting: true });
		const own = /\/v1\.svc\/(users|teams|collections)(\/[\w-]+(\/courses)?)?$/;
		for (const { path: sent } of writes(sandbox)) expect(sent).toMatch(own);
		expect(writes(sandbox).filter(({ method }) => method === 'POST').length).toBe(4);
		expect(tenantOf(sandbox)).toEqual(before);
		expect(outcome.left).toEqual([]);
		const open = outcome.evidence.findings.filter(({ answer }) => answer === null);
		expect(new Set(open.map(({ because }) => because))).toEqual(new Set(['notAsked', 'noRecords']));
	});

	it('cannot write to a record that is not its own', async () => {
		const litmos = nobody();
		litmos.own('mine');
		const refused = /nothing but what it has made/;
		await expect(litmos.write('DELETE', '/users/yours')).rejects.toThrow(refused);
		await expect(litmos.write('PUT', '/users/mineandmore')).rejects.toThrow(refused);
		await expect(litmos.write('POST', '/bulkimports')).rejects.toThrow(refused);
		await expect(litmos.write('DELETE', '/users')).rejects.toThrow(refused);
	});

	it('names what Litmos does not let it remove', async () => {
		const refused: Fault = {
			kind: '403',
			match: { method: 'DELETE', path: '^/(users|teams)/' },
			times: 0,
		};
		const { outcome, sandbox } = await probe(
			{},
			{ isWriting: true, prepare: (to) => to.addFault(refused) },
		);
		expect(outcome.left.map((name) => name.replace(/-[\da-f]{8}$/, ''))).toEqual([
			'user n8n-probe',
			'team n8n-probe',
		]);
		// The user takes no licence.
		const user = [...sandbox.state.users.values()].find(({ UserName }) =>
			UserName.startsWith('n8n-probe'),
		);
		expect(user).toMatchObject({ Active: false });
	});

	it.each(['users', 'teams', 'collections'])(
		'finds and removes what was made in %s although no response came',
		async (path) => {
			const lost: Fault = {
				kind: 'reset',
				match: { method: 'POST', path: `^/${path}$` },
				carriedOut: true,
			};
			const { outcome, sandbox, before } = await probe(
				{},
				{ isWriting: true, prepare: (to) => to.addFault(lost) },
			);
			expect(outcome.left).toEqual([]);
			expect(tenantOf(sandbox)).toEqual(before);
		},
	);

	it('removes what it has made when it is stopped', async () => {
		let asked = 0;
		const { outcome, sandbox, before } = await probe(
			{},
			{ isWriting: true, onProgress: () => void asked++, isStopped: () => asked >= 14 },
		);
		expect(writes(sandbox).length).toBeGreaterThan(0);
		expect(tenantOf(sandbox)).toEqual(before);
		expect(outcome.evidence.findings.some(({ because }) => because === 'stopped')).toBe(true);
	});
});

describe('on a server that is not what it should be', () => {
	it.each(['html200', 'empty', '403', 'xml', '500page'] as const)(
		'finds nothing where the answer to a question is %s',
		async (kind) => {
			const { outcome } = await probe(
				{},
				{ prepare: (to) => to.addFault({ kind, after: 1, times: 0 }) },
			);
			const found = outcome.evidence.findings.filter(({ answer }) => answer !== null);
			expect(found).toEqual([]);
		},
	);

	it('asks nothing more once two questions in a row had no response', async () => {
		let asked = 0;
		const asker = async () => {
			throw new Unanswered('noResponse');
		};
		const findings = await askAll({
			litmos: nobody(),
			throwAway: NOTHING_TO_WRITE_ON,
			askers: Object.fromEntries(readQuestions().map(({ id }) => [id, asker])),
			isAsked: () => true,
			isStopped: () => false,
			onProgress: () => void asked++,
		});
		expect(asked).toBe(2);
		expect(findings.every(({ answer }) => answer === null)).toBe(true);
	});
});

describe('the command', () => {
	const command = (args: string[], key?: string) =>
		spawnSync(process.execPath, ['--import', 'tsx', 'scripts/probe.ts', ...args], {
			cwd: ROOT,
			env: { PATH: process.env.PATH, HOME: process.env.HOME, ...(key && { LITMOS_API_KEY: key }) },
			encoding: 'utf8',
			input: '',
		});

	it('wants a key, and takes it from nowhere but the environment and the terminal', () => {
		const { status, stderr } = command(['--region', 'eu']);
		expect({ status, stderr }).toEqual({
			status: 1,
			stderr:
				'There is no API Key. Set LITMOS_API_KEY, or run this in a terminal.\nSee npm run probe -- --help\n',
		});
		expect(command(['--key', 'secret'], 'x').status).toBe(1);
	});

	it('prints its help without a key', () => {
		const { status, stdout } = command(['--help']);
		expect(status).toBe(0);
		expect(stdout).toMatch(/--write/);
	});
});

describe('what is said where a run fails', () => {
	const KEY = 'a-secret-key';

	it.each([
		['wrong options', new UsageError('No.'), 'No.\nSee npm run probe -- --help'],
		['fields that cannot be used', new AccountError('No.'), 'No.'],
		[
			'a key that is not accepted',
			new Unanswered('refused', 401),
			'Litmos does not accept the API Key. Check the key and --region.',
		],
		[
			'a key without the right',
			new Unanswered('refused', 403),
			'Litmos did not list any users (403). Check the key, its rights and --region.',
		],
		[
			'an answer that did not come',
			new Unanswered('noResponse'),
			'Litmos did not list any users (no usable response). Check the key, its rights and --region.',
		],
		[
			'anything else',
			new Error(`key ${KEY}`),
			'No usable response came. Check --region and your network, then try again.',
		],
	])('tells what to do, and no key: %s', (_, error, told) => {
		expect(explain(error)).toBe(told);
		expect(explain(error)).not.toContain(KEY);
	});
});

describe('evidence', () => {
	const good = { date: '2026-01-02', host: 'api.litmos.com', findings: [], shapes: [] };
	const shape = { endpoint: 'courses.list', status: 200, body: 'array', absent: [], others: 0 };

	it('asks about calls that the contract has', () => {
		const known = readContract().endpoints.map(({ id }) => id);
		const about = readQuestions().flatMap((question) => question.about);
		expect(about.filter((id) => !known.includes(id))).toEqual([]);
		expect(findEndpoint('GET', '/users')?.id).toBe('users.list');
	});

	it.each([
		['a name in an answer', { ...good, findings: [{ question: 'entities', answer: 'Jo Doe' }] }],
		[
			'an answer of the prototype',
			{ ...good, findings: [{ question: 'entities', answer: 'toString' }] },
		],
		['no answer and no reason', { ...good, findings: [{ question: 'entities', answer: null }] }],
		['a question nobody asked', { ...good, findings: [{ question: 'jodoe', answer: 'yes' }] }],
		['a member of a tenant', { ...good, shapes: [{ ...shape, absent: ['Favourite Colour'] }] }],
		['a call nobody knows', { ...good, shapes: [{ ...shape, endpoint: 'a.b' }] }],
		['a host of somebody', { ...good, host: 'acme.litmos.com' }],
		['more than it may hold', { ...good, by: 'Jo Doe' }],
	])('is refused with %s', (_, evidence) => {
		expect(evidenceSchema.safeParse(good).success).toBe(true);
		expect(evidenceSchema.safeParse(evidence).success).toBe(false);
	});

	it('in the repository comes from hosts of Litmos', () => {
		for (const [file, { host, date }] of readEvidence(EVIDENCE_FOLDER)) {
			expect(host).not.toBe('custom');
			expect(file.startsWith(`${date}-${host}`)).toBe(true);
		}
		expect(readFileSync(path.join(EVIDENCE_FOLDER, 'README.md'), 'utf8')).toMatch(/npm run probe/);
	});
});
