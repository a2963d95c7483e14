import type { IDataObject } from 'n8n-workflow';
import type { Locator } from 'playwright-core';
import type { Editor } from './editor';
import { FinalError, sleep, STUCK_MS, until } from './processes';

/** Builds a workflow from an empty canvas by mouse, and counts the clicks. A drag counts as one; keys do not. */
export interface Hand {
	clicks(): number;
	click(target: Locator): Promise<void>;
	/** Puts the first node on the canvas. `action`: what n8n then offers of it. */
	start(word: string, node: string, action?: string): Promise<void>;
	/** Adds a node behind the last one and is in its panel then. */
	add(word: string, node: string, action?: string): Promise<void>;
	/** Chooses in the list of nodes that is open. */
	search(word: string, node: string, action?: string): Promise<void>;
	/** Gives the open node rows as its output, as if they came from a sheet. */
	paste(rows: readonly IDataObject[]): Promise<void>;
	drag(column: string, parameter: string): Promise<void>;
	fill(parameter: string, text: string): Promise<void>;
	/** Adds an entry of a collection, such as Additional Fields. */
	addField(label: string, collection?: number): Promise<void>;
	/** Chooses from a From-list field. */
	pick(parameter: string, word: string): Promise<void>;
	/** Chooses from a dropdown. */
	choose(parameter: string, label: string): Promise<void>;
	chooseIn(place: Locator, label: string): Promise<void>;
	toggle(parameter: string): Promise<void>;
	openNode(name: string): Promise<void>;
	close(): Promise<void>;
	execute(): Promise<void>;
}

const exactly = (text: string): RegExp =>
	new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** A click that has not been taken by then is done again. */
const TRY_AGAIN_MS = 3_000;

/** The editor has put by then what it had to. */
const SETTLED_MS = 1_000;
const DROPPED_MS = 1_500;

/** What comes of a click is there by then, or nothing comes of it. */
const COMES_OF_IT_MS = 30_000;

/** Of a field, or of the editor of an expression. */
const textIn = async (place: Locator): Promise<string> =>
	await place.inputValue().catch(async () => await place.innerText());

/** A hand on an empty canvas. */
export async function takeHand(editor: Editor): Promise<Hand> {
	const { page, at } = editor;
	let clicks = 0;
	const click = async (target: Locator): Promise<void> => {
		clicks++;
		await target.click();
	};
	/** The list of nodes closes at once: a click that ends beside it has been taken. */
	const take = async (entry: Locator): Promise<void> => {
		clicks++;
		await entry.waitFor();
		await until('the list of nodes takes the click', async () => {
			if (await entry.isVisible()) await entry.click({ timeout: TRY_AGAIN_MS });
			return true;
		});
	};
	const field = (parameter: string): Locator => at(`parameter-input-${parameter}`).first();
	const create = async (word: string, node: string, action?: string): Promise<void> => {
		await at('node-creator-search-bar').fill(word);
		const name = at('node-creator-item-name');
		await take(name.filter({ hasText: exactly(node) }).first());
		if (action) await take(name.filter({ hasText: exactly(action) }).first());
	};
	/** Of an attempt that a busy editor lost nothing counts. */
	const again = async (what: string, attempt: (before: number) => Promise<void>): Promise<void> => {
		const before = clicks;
		page.setDefaultTimeout(COMES_OF_IT_MS);
		await until(what, async () => {
			await attempt(before);
			return true;
		});
		page.setDefaultTimeout(STUCK_MS);
	};
	const chooseIn = async (place: Locator, label: string): Promise<void> => {
		const option = page.locator('.el-select-dropdown:visible li');
		const wanted = option.filter({ has: page.getByText(label, { exact: true }) }).first();
		await again(`${label} is chosen`, async (before) => {
			clicks = before;
			await click(place.locator('input').first());
			await click(wanted);
		});
	};
	/** A busy editor may close the list of nodes and add none: then it is the same clicks again. */
	const addNode = async (plus: Locator, choose: () => Promise<void>): Promise<void> => {
		const known = await at('canvas-node').count();
		await again('the node is on the canvas', async (before) => {
			if ((await at('canvas-node').count()) > known) return;
			clicks = before;
			await click(plus);
			await choose();
			await at('canvas-node').nth(known).waitFor();
		});
	};
	// A node takes the credential by itself, if the editor knows it by then.
	const known = page.waitForResponse((response) =>
		response.url().includes('/rest/credentials/for-workflow'),
	);
	await Promise.all([known, editor.goto('/workflow/new')]);
	return {
		clicks: () => clicks,
		click,
		start: async (word, node, action) => {
			await addNode(at('canvas-plus-button').first(), () => create(word, node, action));
		},
		add: async (word, node, action) => {
			await addNode(at('canvas-handle-plus-wrapper').last(), () => create(word, node, action));
			await at('node-parameters').waitFor();
		},
		search: create,
		paste: async (rows) => {
			const output = at('output-panel');
			await click(at('ndv-edit-pinned-data'));
			await click(output.locator('.cm-content'));
			await page.keyboard.press('ControlOrMeta+A');
			await page.keyboard.insertText(JSON.stringify(rows, undefined, 1));
			await click(output.getByText('Save', { exact: true }));
			await at('ndv-pinned-data-callout').waitFor();
		},
		drag: async (column, parameter) => {
			clicks++;
			await field(parameter).scrollIntoViewIfNeeded();
			await editor.drag(column, parameter);
			// It is shown before the editor has put it in its place, which takes what comes meanwhile with it.
			await sleep(DROPPED_MS);
		},
		fill: async (parameter, text) => {
			const place = field(parameter).locator('input, textarea, .cm-content').first();
			await click(place);
			// An = makes an expression of the rest.
			const shown = [text, text.replace(/^=/, '')];
			// What was dragged there a moment ago may come late, and take the place of the text.
			await until('the text stays in its field', async () => {
				await page.keyboard.press('ControlOrMeta+A');
				await page.keyboard.insertText(text);
				await sleep(SETTLED_MS);
				if (shown.includes(await textIn(place))) return true;
				await place.click();
				return false;
			});
		},
		addField: async (label, collection = 0) => {
			const option = at('collection-parameter-option').filter({ hasText: exactly(label) });
			await again(`${label} is added`, async (before) => {
				clicks = before;
				await click(at('collection-parameter-add').nth(collection));
				await click(option.filter({ visible: true }).first());
			});
		},
		pick: async (parameter, word) => {
			await again(`${word} is picked`, async (before) => {
				clicks = before;
				await click(field(parameter).getByTestId('rlc-input').first());
				await at('rlc-item').first().waitFor();
				await page.keyboard.press('ControlOrMeta+A');
				await page.keyboard.insertText(word);
				await click(at('rlc-item').filter({ hasText: word }).first());
			});
		},
		choose: async (parameter, label) => await chooseIn(field(parameter), label),
		chooseIn,
		toggle: async (parameter) => await click(field(parameter).locator('.el-switch').first()),
		openNode: async (name) => {
			clicks += 2;
			await editor.openNode(name);
		},
		close: async () => {
			await click(at('ndv-close-button'));
			await at('ndv').waitFor({ state: 'hidden' });
		},
		execute: async () => await click(at('execute-workflow-button').first()),
	};
}

/** Waits until so many nodes show that they have succeeded; one with pasted rows shows its pin instead. */
export async function succeeded({ at, page }: Editor, nodes: number): Promise<void> {
	await until(`${nodes} nodes have succeeded`, async () => {
		if (await at('canvas-node-status-mark-error').count()) {
			const said = await page.getByRole('alert').allInnerTexts();
			throw new FinalError(`A node has failed: ${said.join(' ')}`);
		}
		return (await at('canvas-node-status-success').count()) >= nodes;
	});
}
