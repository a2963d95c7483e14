import type { Page } from 'playwright-core';
import { until } from './processes';

/** A form is there by then, or does not come. */
const LOADED_MS = 10_000;

/** Says yes in the form with which the example People Sync asks. */
export async function approve(form: Page): Promise<void> {
	const question = form.getByText('Apply these changes?').first();
	// It may open before n8n has stored that the run waits, and does not look again by itself.
	await until('the form asks', async () => {
		const loaded = question.waitFor({ timeout: LOADED_MS });
		await loaded.catch(async () => void (await form.reload()));
		return await question.isVisible();
	});
	await form.locator('select').selectOption('Yes');
	await form.getByRole('button', { name: 'Submit' }).click();
}
