/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// One account has one limit: in whatever spelling, and through whichever version of the package.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sleep } from 'n8n-workflow';
import { readAccount, requireOwnHost } from '../../nodes/shared/account';
import { accountName } from '../../nodes/shared/limiter/limiters';
import type { Bench } from '../engine/support/bench';
import { fieldsFor, freshBench } from '../engine/support/bench';
import { by } from '../engine/support/locatorValue';
import { QUIET_MS, until, wait } from '../engine/support/waiting';
import type { Engine } from '../support/engine';
import { createEngine } from '../support/engine';
import { PROJECT_ROOT } from '../support/loadedPackage';
import { attacks } from './shared.cases';
import { named } from './support/named';

describe('C18 One account in several spellings', () => {
	it.each(named(attacks['C18 One account in several spellings']))(
		'are one account, or two: %s',
		(_name, { one, other, isSame }) => {
			const accounts = [one, other].map(([baseUrl, apiKey]) =>
				readAccount({ region: 'custom', baseUrl, apiKey, source: 'n8n', requestsPerMinute: 100 }),
			);
			const [mine, theirs] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];
			expect(accountName(mine) === accountName(theirs)).toBe(isSame);
			// Each may send to its own address, as it is spelled.
			expect(() => requireOwnHost(theirs, `${other[0].trim()}/users`)).not.toThrow();
			expect(theirs.apiKey).toBe(other[1]);
			expect(mine.baseUrl === theirs.baseUrl && isSame).toBe(isSame);
		},
	);
});

/** Of ten slots, one is kept for a person in the editor. */
const LIMIT = 10;
const bench = freshBench({}, { requestsPerMinute: LIMIT });

describe('C18 One account in several spellings, sent with', () => {
	it('has one limit', async () => {
		const { sandbox, engineWith } = bench();
		const url = `${sandbox.baseUrl}/users?limit=1`;
		await engineWith({}).httpRequestNode({ url, items: Array.from({ length: 9 }, () => ({})) });
		const shortened = sandbox.baseUrl.replace('127.0.0.1', '127.1');
		const stop = new AbortController();
		const parameters = { resource: 'user', operation: 'getAll', limit: 1 };
		const waiting = engineWith({ baseUrl: shortened })
			.runNode({ parameters, signal: stop.signal })
			.catch((error: unknown) => error);
		await wait(QUIET_MS);
		expect(bench().log()).toHaveLength(9);
		stop.abort();
		await waiting;
	});
});

describe('C17 A new version of the package at run time', () => {
	let folder: string;
	let version = 0;
	beforeAll(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'litmos-versions-'));
		// n8n-workflow is one and the same for all of them, as in n8n.
		symlinkSync(path.join(PROJECT_ROOT, 'node_modules'), path.join(folder, 'node_modules'));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	/** An engine with a copy of the package of its own, as n8n loads it after an update. */
	function updatedEngine(current: Bench): Engine {
		const packageDir = path.join(folder, `${(version += 1)}`);
		for (const name of ['dist', 'package.json']) {
			cpSync(path.join(PROJECT_ROOT, name), path.join(packageDir, name), { recursive: true });
		}
		const fields = fieldsFor(current.sandbox, { requestsPerMinute: LIMIT });
		return createEngine({ packageDir, credentials: { litmosApi: fields } });
	}

	async function send(engine: Engine, by_: 'node' | 'list' | 'http', signal?: AbortSignal) {
		const { sandbox } = bench();
		if (by_ === 'list')
			return await engine.listSearch({ method: 'searchTeams', filter: `${(version += 1)}` });
		if (by_ === 'http') {
			return await engine.httpRequestNode({ url: `${sandbox.baseUrl}/users?limit=1`, signal });
		}
		const userId = by('id', [...sandbox.state.users.keys()][0]!);
		const parameters = { resource: 'user', operation: 'get', userId };
		return await engine.runNode({ parameters, signal, items: [{}, {}].slice(signal ? 0 : 1) });
	}

	it.each(named(attacks['C17 A new version of the package at run time']))(
		'counts what the one before has sent: %s',
		async (_name, { before, after }) => {
			const old = bench().engine;
			const url = `${bench().sandbox.baseUrl}/users?limit=1`;
			await send(old, before);
			await old.httpRequestNode({ url, items: Array.from({ length: 8 }, () => ({})) });
			const updated = updatedEngine(bench());
			const stop = new AbortController();
			if (after === 'list') await send(updated, 'list');
			// What runs may not have the tenth slot; whoever has it, an eleventh there is not.
			const waiting = send(updated, after, stop.signal).catch((error: unknown) => error);
			const most = [before, after].includes('list') ? LIMIT : 9;
			await until(() => bench().log().length >= most, 'what may be sent');
			await wait(QUIET_MS);
			expect(bench().log()).toHaveLength(most);
			stop.abort();
			if (after !== 'list') await waiting;
		},
	);

	it('works on what is under way in the one before', async () => {
		const { engine, sandbox } = bench();
		sandbox.addFault({ kind: 'slowBody', ms: 3_000, times: 3 });
		const running = Array.from({ length: 3 }, async () => await send(engine, 'node'));
		await until(() => bench().log().length === 3, 'three requests');
		const updated = updatedEngine(bench());
		const more = Array.from({ length: 6 }, async () => await send(updated, 'node'));
		await Promise.all([...running, ...more]);
		expect(bench().log()).toHaveLength(9);
	});

	it('whose state has another form is counted all the same, and counts this one', async () => {
		const { engine, sandbox } = bench();
		const place = Symbol.for('n8n-nodes-litmos.limiters');
		type Named = { taken: (name: string) => number };
		const states = (sleep as unknown as Record<symbol, Record<string, Named>>)[place]!;
		const account = readAccount({ ...fieldsFor(sandbox), source: 'n8n' } as never);
		const name = accountName(account);
		states['99'] = { taken: (wanted) => (wanted === name ? 7 : 0) };
		const stop = new AbortController();
		const waiting = engine
			.runNode({
				parameters: { resource: 'user', operation: 'getAll', limit: 1 },
				// The last one alone would be lent the editor's slot.
				items: [{}, {}, {}, {}],
				signal: stop.signal,
			})
			.catch((error: unknown) => error);
		await until(() => bench().log().length === 2, 'two requests');
		await wait(QUIET_MS);
		expect(bench().log()).toHaveLength(2);
		expect(states['1']!.taken(name)).toBe(2);
		delete states['99'];
		await until(() => bench().log().length === 4, 'the rest, once the others are free');
		stop.abort();
		await waiting;
	});
});
