/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { film } from './support/film';
import { succeeded } from './support/hand';
import { openJobs, people, type Jobs } from './support/tenJobs';

/** n8n's editor is made for screens; the README shows it smaller. */
const SCREEN = { width: 1200, height: 750 };
/** So that one can follow. */
const SLOW_MS = 150;
const MOST_BYTES = 2_000_000;

/** The picture that the README begins with: three users of a list get a course. */
describe('the moving picture', () => {
	let jobs: Jobs;

	beforeAll(async () => {
		jobs = await openJobs('moving-picture', { slowMo: SLOW_MS });
		await jobs.editor.page.setViewportSize(SCREEN);
	});
	afterAll(async () => {
		await jobs?.close();
	});

	it('shows what happens, and is small enough for a page', async () => {
		const three = people(jobs.stage.sandbox, 3, 30);
		const { at, page } = jobs.editor;
		const hand = await jobs.begin(
			three.map(({ FirstName, LastName, Email }) => ({ Name: `${FirstName} ${LastName}`, Email })),
		);
		const moving = await film(page);
		await hand.click(at('canvas-handle-plus-wrapper').last());
		await hand.search('litmos assign course', 'Litmos', 'Assign course to user');
		await at('node-parameters').waitFor();
		await hand.pick('courseId', 'Safety');
		// What n8n offers for an expression would cover the field below: it comes last.
		await hand.drag('Email', 'userId');
		await hand.close();
		await hand.execute();
		await succeeded(jobs.editor, 1);
		await hand.openNode('Assign course to user');
		await at('output-panel').getByText('assigned').first().waitFor();
		const gif = await moving.end();
		for (const { Id } of three) {
			expect(jobs.state.enrolments.get(Id)?.has(jobs.course('Safety').Id)).toBe(true);
		}
		expect(Buffer.from(gif.subarray(0, 6)).toString()).toBe('GIF89a');
		expect(gif.length).toBeLessThan(MOST_BYTES);
		const folder = process.env.LITMOS_E2E_IMAGES;
		if (folder) writeFileSync(path.join(folder, 'first-workflow.gif'), gif);
	});
});
