import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import { STUCK_MS, until } from './processes';
import type { Rest } from './rest';
import { OWNER } from './rest';
import { tool } from './tools';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The editor takes clicks a moment after it shows the workflow: then it is tried again. */
const TRY_AGAIN_MS = 3_000;

const LOCAL = ['127.0.0.1', 'localhost'];

/** n8n's editor in a real browser, signed in as the owner. */
export interface Editor {
	page: Page;
	/** By n8n's own test ids. */
	at(testId: string): Locator;
	goto(path: string): Promise<void>;
	openWorkflow(id: string): Promise<void>;
	/** Opens a node's panel by double click. */
	openNode(name: string): Promise<void>;
	closeNode(): Promise<void>;
	/** Drags a field of the node before onto a field of the open node. */
	drag(name: string, parameter: string): Promise<void>;
	/** Stops the published workflow by the menu; `look` is for when n8n asks whether to. */
	unpublish(look?: () => Promise<void>): Promise<void>;
	/** Opens a stored credential, whose form tests it by itself. What it then says, details included. */
	openCredential(id: string): Promise<string>;
	/** Errors that the page itself ran into. */
	problems: string[];
	close(): Promise<void>;
}

export interface EditorOptions {
	theme?: 'light' | 'dark';
	/** Where the first screen is; the workflows. */
	signIn?: 'cookie' | 'form';
	/** Milliseconds between whatever is done. */
	slowMo?: number;
}

/** Fonts, news and the like are asked for outside: nothing but this machine is let through. */
async function stayLocal(context: BrowserContext): Promise<void> {
	await context.route(
		(url) => !LOCAL.includes(url.hostname),
		async (route) => await route.abort(),
	);
}

async function giveCookie(context: BrowserContext, { base, cookie }: Rest): Promise<void> {
	const [name = '', value = ''] = cookie().split('=');
	await context.addCookies([{ name, value, url: base }]);
}

async function fillForm(page: Page, base: string): Promise<void> {
	await page.goto(`${base}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[name="password"]').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/workflows|home/);
}

function editorOf(page: Page, browser: Browser, base: string): Editor {
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.message));
	const at = (testId: string): Locator => page.getByTestId(testId);
	const openWorkflow = async (id: string): Promise<void> => {
		await page.goto(`${base}/workflow/${id}`);
		await at('canvas-node').first().waitFor();
	};
	const openCredential = async (id: string): Promise<string> => {
		await page.goto(`${base}/home/credentials/${id}`);
		const form = at('credential-edit-dialog');
		const banner = form.getByText(/tested successfully|Couldn.t connect/);
		await banner.filter({ visible: true }).waitFor();
		if ((await banner.filter({ visible: true }).innerText()).includes('connect')) {
			const more = form.getByText('More details');
			await more.click();
			await more.waitFor({ state: 'hidden' });
		}
		return await form.innerText();
	};
	const drag = async (name: string, parameter: string): Promise<void> => {
		const fields = at('ndv-input-panel').getByTestId('run-data-schema-item');
		const field = fields.locator(`[data-target="mappable"][data-name="${name}"]`).first();
		await field.waitFor();
		const target = at(`parameter-input-${parameter}`);
		// The expression may stand there in pieces of different colours.
		const dropped = target.filter({ hasText: `$json.${name}` });
		const times = async (): Promise<number> =>
			((await target.textContent()) ?? '').split(`$json.${name}`).length - 1;
		// The editor looks for the field below the mouse once in a while, on a busy machine less often.
		let look = 300;
		await until('the field is dropped', async () => {
			// A drop may show late: a second one added to it, which would be another expression.
			if ((await times()) === 1) return true;
			if ((await times()) > 1) await target.locator('.cm-content').fill('');
			// What n8n offers for the expression before may cover this field, or have moved it.
			for (const focused of await page.locator(':focus').all()) await focused.blur();
			const from = (await field.boundingBox())!;
			const to = (await target.boundingBox())!;
			await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
			await page.mouse.down();
			await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 25 });
			await page.waitForTimeout(look);
			await page.mouse.up();
			look *= 2;
			await dropped.waitFor({ timeout: Math.max(look, TRY_AGAIN_MS) });
			return (await times()) === 1;
		});
	};
	const unpublish = async (look?: () => Promise<void>): Promise<void> => {
		const timeout = TRY_AGAIN_MS;
		const confirm = page.getByRole('dialog').getByRole('button', { name: 'Unpublish' });
		await until('n8n asks whether to unpublish', async () => {
			if (await confirm.isVisible()) return true;
			const entry = page.getByText('Unpublish', { exact: true }).last();
			if (!(await entry.isVisible())) await at('version-menu-button').click({ timeout });
			await entry.click({ timeout });
			await confirm.waitFor({ timeout });
			return true;
		});
		await look?.();
		await confirm.click();
	};
	return {
		page,
		at,
		problems,
		openCredential,
		drag,
		unpublish,
		goto: async (path) => void (await page.goto(base + path)),
		openWorkflow,
		openNode: async (name) => {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await at('ndv').waitFor();
		},
		closeNode: async () => {
			await page.keyboard.press('Escape');
			await at('ndv').waitFor({ state: 'hidden' });
		},
		close: async () => await browser.close(),
	};
}

/** Opens the editor at 1440 x 900. */
export async function openEditor(rest: Rest, options: EditorOptions = {}): Promise<Editor> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: tool('chromium'),
		args: FLAGS,
		timeout: STUCK_MS,
		slowMo: options.slowMo,
	});
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: options.theme ?? 'light',
		reducedMotion: 'reduce',
	});
	await stayLocal(context);
	const page = await context.newPage();
	page.setDefaultTimeout(STUCK_MS);
	if (options.signIn === 'form') await fillForm(page, rest.base);
	else await giveCookie(context, rest);
	return editorOf(page, browser, rest.base);
}
