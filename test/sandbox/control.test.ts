/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { busiestMinute, type LogEntry } from '../../sandbox/http/log';
import { useSandbox, withSandbox } from './client';

const client = useSandbox({ people: 10, teams: 2, courses: 2 });
const control = async (
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; json: unknown }> => {
	const response = await fetch(`${client.sandbox.origin}/__sandbox/${path}`, {
		method,
		body: JSON.stringify(body),
	});
	return { status: response.status, json: await response.json() };
};

describe('two sandboxes of one process', () => {
	it('each have a tenant and a log of their own', async () => {
		client.sandbox.clearLog();
		await withSandbox({ people: 1, teams: 5, courses: 1 }, async (other) => {
			await other.call('GET', '/teams');
			expect(other.sandbox.log()).toHaveLength(1);
			expect(client.sandbox.log()).toEqual([]);
			const summary = await fetch(`${other.sandbox.origin}/__sandbox/summary`);
			expect(await summary.json()).toMatchObject({ teams: 5, requests: 1 });
			expect((await control('GET', 'summary')).json).toMatchObject({ teams: 2, requests: 0 });
		});
	});
});

describe('the control routes', () => {
	it('log every request with its client and never with its key', async () => {
		client.sandbox.clearLog();
		await client.call('GET', '/teams', {
			headers: { 'User-Agent': 'probe/1.0' },
			query: { apikey: 'sandbox-key' },
		});
		await client.call('POST', '/teams', { body: { Name: 'ä' }, headers: { apikey: 'wrong-key' } });
		const { json } = await control('GET', 'log');
		expect(json).toMatchObject([
			{
				method: 'GET',
				path: '/v1.svc/teams',
				query: { source: 'test', format: 'json' },
				status: 200,
				client: { source: 'test', userAgent: 'probe/1.0', address: '127.0.0.1' },
				key: 0,
				bytes: 0,
			},
			{ method: 'POST', status: 401, key: -1, bytes: 13 },
		]);
		expect(JSON.stringify(json)).not.toMatch(/sandbox-key|wrong-key/);
		expect((await control('DELETE', 'log')).status).toBe(200);
		expect(client.sandbox.log()).toEqual([]);
	});

	it('take, list and clear faults, and refuse nonsense', async () => {
		expect((await control('POST', 'faults', [{ kind: '403' }, { kind: 'reset' }])).status).toBe(
			200,
		);
		expect((await client.call('GET', '/teams')).status).toBe(403);
		expect((await control('GET', 'faults')).json).toMatchObject([
			{ kind: '403', done: 1 },
			{ kind: 'reset', done: 0 },
		]);
		await control('DELETE', 'faults');
		expect((await client.call('GET', '/teams')).status).toBe(200);
		expect((await control('POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
		expect((await control('POST', 'faults', { kind: '403', match: { path: '(' } })).status).toBe(
			400,
		);
	});

	it('show the stored record of a person, and a summary', async () => {
		const [user] = client.sandbox.state.users.values();
		expect((await control('GET', `state/users/${user.Id}`)).json).toEqual(user);
		expect((await control('GET', 'state/users/nobody')).status).toBe(404);
		expect((await control('GET', 'summary')).json).toMatchObject({
			people: 10,
			teams: 2,
			courses: 2,
			mails: 0,
		});
	});
});

describe('the busiest minute', () => {
	const at = (atMono: number): LogEntry => ({ atMono }) as LogEntry;

	it('is the fullest closed window of 60 seconds', () => {
		expect(busiestMinute([])).toBe(0);
		expect(busiestMinute([0, 60_000, 60_001, 120_000].map(at))).toBe(3);
		expect(busiestMinute([0, 60_001, 120_002].map(at))).toBe(1);
	});
});

const ROOT = join(__dirname, '..', '..');

/** Runs the command line until it ends; `onOutput` may stop it. */
function run(
	args: string[],
	onOutput?: (text: string, stop: () => void) => void,
): Promise<{ code: number | null; out: string }> {
	return new Promise((resolve) => {
		const child = spawn(
			process.execPath,
			['--import', 'tsx', join(ROOT, 'sandbox', 'main.ts'), ...args],
			{ cwd: ROOT },
		);
		let out = '';
		// A second Ctrl-C would not wait for a clean end.
		let isStopped = false;
		const stop = (): void => {
			if (!isStopped) child.kill('SIGINT');
			isStopped = true;
		};
		const read = (piece: Buffer): void => {
			out += piece.toString();
			onOutput?.(out, stop);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('close', (code) => resolve({ code, out }));
	});
}

describe('the command line', () => {
	it('says that it is a stand-in, where it is and what n8n needs, and ends cleanly on Ctrl-C', async () => {
		const { code, out } = await run(
			['--port', '0', '--people', '3', '--fault', '{"kind":"403"}'],
			(text, stop) => {
				if (text.includes('Ctrl-C')) stop();
			},
		);
		expect(out).toMatch(/stand-in for Litmos/);
		expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/v1\.svc/);
		expect(out).toMatch(/API key +sandbox-key/);
		expect(out).toMatch(/Region "Custom"/);
		expect(code).toBe(0);
	});

	it('explains itself and refuses what it does not understand', async () => {
		const [help, wrong] = await Promise.all([run(['--help']), run(['--limit-model', 'guess'])]);
		expect([help.code, help.out]).toEqual([0, expect.stringContaining('--limit-model')]);
		expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('slidingLog')]);
	});
});
