/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { APART, EXAMPLES, readExample } from '../../scripts/demo/readExample';
import { TOUR, tourName } from '../../scripts/playground/tour';
import { approve } from './support/approval';
import { ask } from './support/ask';
import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { freePorts } from './support/ports';
import type { Running } from './support/processes';
import { descendants, isAlive, saidBy, start, until, whileRunning } from './support/processes';
import type { Credential } from './support/rest';
import { createRest, OWNER } from './support/rest';
import { runFolder } from './support/stage';

const ROOT = path.resolve(__dirname, '../..');

interface Summary {
	people: number;
	requests: number;
	refused: number;
	mails: number;
}

/** What was printed after these words, up to the next blank. */
function printed(said: string, words: string): string {
	const found = new RegExp(`${words}\\s+(\\S+)`).exec(said)?.[1];
	if (!found) throw new Error(`"${words}" was not printed:\n${said}`);
	return found;
}

/** npm and all else are led to a port at which nobody is. */
async function cutOff(): Promise<NodeJS.ProcessEnv> {
	const [nobody = 0] = await freePorts(1);
	const nowhere = `http://127.0.0.1:${nobody}`;
	const proxies = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, NO_PROXY: '127.0.0.1' };
	return { ...process.env, ...proxies, npm_config_registry: nowhere };
}

/** What `npm start` does after the build, which other tests must not see under way. */
async function startPlayground(log = 'said.log'): Promise<Running> {
	const folder = runFolder('playground');
	mkdirSync(folder, { recursive: true });
	const args = ['--import', 'tsx', 'scripts/playground.ts', '--home', path.join(folder, 'home')];
	return start(process.execPath, args, {
		env: await cutOff(),
		cwd: ROOT,
		log: path.join(folder, log),
	});
}

/** Until the last line that a person waits for. */
async function hasStarted(playground: Running): Promise<string> {
	await whileRunning(playground, 'the playground is ready', () =>
		saidBy(playground).includes('Ctrl-C ends n8n'),
	).catch((error: Error) => {
		throw new Error(`${error.message}\n${saidBy(playground)}`);
	});
	return saidBy(playground);
}

describe('npm start', () => {
	let playground: Running;
	let said: string;
	let editor: Editor;
	const summary = async (): Promise<Summary> => {
		const answer = await ask(printed(said, 'What has arrived there:'));
		return (await answer.json()) as Summary;
	};

	beforeAll(async () => {
		playground = await startPlayground();
		said = await hasStarted(playground);
		editor = await openEditor(createRest(printed(said, 'Address')), { signIn: 'form' });
	});

	afterAll(async () => {
		await editor?.close();
		await playground?.stop();
	});

	it('prints the log-in that the sign-in form took, without any network', () => {
		expect(printed(said, 'Email')).toBe(OWNER.email);
		expect(printed(said, 'Password')).toBe(OWNER.password);
	});

	/** Runs the workflow that is open. */
	async function execute(): Promise<void> {
		await editor.at('canvas-node').first().waitFor();
		await editor.at('execute-workflow-button').first().click();
	}

	/** Waits until these nodes are green; n8n shows another sign at pinned items. */
	async function areGreen(nodes: readonly string[]): Promise<void> {
		const { page } = editor;
		const isGreen = async (name: string) =>
			await page
				.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`)
				.getByTestId('canvas-node-status-success')
				.waitFor();
		await Promise.all(nodes.map(isGreen));
	}

	async function open(name: string): Promise<void> {
		const rest = createRest(printed(said, 'Address'));
		await rest.signIn();
		const all = await rest.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		await editor.openWorkflow(all.find((one) => one.name.startsWith(name))?.id ?? name);
	}

	const withoutPins = (name: string): string[] => {
		const { workflow, expected } = readExample(name);
		return Object.keys(expected.nodes).filter((node) => !(node in (workflow.pinData ?? {})));
	};

	it('begins its tour with a workflow that runs to a green end by one click', async () => {
		const before = await summary();
		await editor.page.goto(printed(said, 'choose "Execute workflow":'));
		await execute();
		await areGreen(withoutPins('onboarding'));
		await editor.page.screenshot({ path: runFolder('playground', 'onboarding.png') });
		const { expected } = readExample('onboarding');
		expect(await summary()).toMatchObject({
			people: before.people + expected.peopleAdded,
			requests: before.requests + expected.requests,
			refused: 0,
			mails: expected.mails,
		});
		expect(editor.problems).toEqual([]);
	});

	it('asks for approval at its second stop, and ends at the third', async () => {
		const { page } = editor;
		const before = await summary();
		let form: Page | undefined;
		// A busy editor may miss that the run waits, and opens no form then; running it again does.
		await until('the form opens', async () => {
			await open(tourName(2));
			const asked = page
				.context()
				.waitForEvent('page')
				.catch(() => undefined);
			await execute();
			form = await asked;
			return form !== undefined;
		});
		await approve(form!);
		await areGreen(withoutPins('people-sync'));
		expect((await summary()).people).toBe(before.people + 1);
		await page.screenshot({ path: runFolder('playground', 'people-sync.png') });
		await open(tourName(3));
		await execute();
		await areGreen(withoutPins('not-finished'));
		await page.screenshot({ path: runFolder('playground', 'not-finished.png') });
		expect(editor.problems).toEqual([]);
	});

	it('has an example for the learning record store, with a credential of its own', async () => {
		await open('Litmos: Send Statements');
		await execute();
		await areGreen(withoutPins('send-statements'));
		await editor.page.screenshot({ path: runFolder('playground', 'send-statements.png') });
		expect(editor.problems).toEqual([]);
	});

	it('ends everything it has started at Ctrl-C', async () => {
		const below = descendants(playground.pid);
		// n8n and its task runner.
		expect(below.length).toBeGreaterThanOrEqual(2);
		process.kill(playground.pid, 'SIGINT');
		expect(await playground.exited).toEqual({ code: 0, signal: null });
		// The compiler of tsx notices a moment later.
		await until('all have ended', () => !below.some(isAlive));
	});

	it('keeps what is in n8n, and leads the credential to where the sandbox is now', async () => {
		// Somebody else has the sandbox's port meanwhile.
		const before = new URL(printed(said, 'What has arrived there:'));
		const somebody = createServer().listen(Number(before.port), '127.0.0.1');
		try {
			playground = await startPlayground('again.log');
			said = await hasStarted(playground);
		} finally {
			somebody.close();
		}
		const rest = createRest(printed(said, 'Address'));
		await rest.signIn();
		const workflows = await rest.call<Array<{ name: string }>>(
			'GET',
			// As the page of workflows asks for them.
			'/workflows?sortBy=updatedAt:desc',
		);
		const names = workflows.map(({ name }) => name);
		// The tour is what people see first.
		expect(names.slice(0, TOUR.length)).toEqual(
			TOUR.map(({ title }, index) => `${tourName(index + 1)}: ${title}`),
		);
		const examples = [...EXAMPLES, ...APART].map((name) => readExample(name).workflow.name);
		expect(names.slice(TOUR.length).sort()).toEqual(examples.sort());
		const credentials = await rest.call<Credential[]>('GET', '/credentials');
		expect(credentials.map(({ name }) => name).sort()).toEqual([
			'Litmos LRS sandbox',
			'Litmos sandbox',
		]);
		const now = new URL(printed(said, 'What has arrived there:'));
		expect(now.port).not.toBe(before.port);
		for (const { id } of credentials)
			expect(await rest.testCredential(id)).toMatchObject({ status: 'OK' });
		expect(await summary()).toMatchObject({ requests: 2 });
	});
});
