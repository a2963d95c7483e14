// The template that copies results into a sheet, run by n8n's engine night after night.
import type { IDataObject } from 'n8n-workflow';
import { itemsOf, openTemplate } from './support/template';

describe('copy-results-to-google-sheets', () => {
	it('reads everything once, then what is new, and the same again after a night that failed', async () => {
		let isBroken = false;
		const saved: IDataObject[] = [];
		const startDate = new Date(Date.now() - 60 * 86_400_000).toISOString();
		const template = await openTemplate('copy-results-to-google-sheets', {
			answers: {
				'Save Rows': () => {
					if (isBroken) throw new Error('The sheet is not there');
					return [{ saved: true }];
				},
			},
			choices: () => ({ 'Get Changes': { startDate } }),
		});
		const { sandbox, engine, workflow, run, given } = template;
		const [user] = [...sandbox.state.users.values()].filter(({ Active }) => Active).slice(3);
		const complete = () =>
			sandbox.happen({ what: 'courseCompleted', userId: user!.Id, at: Date.now() });
		complete();
		const first = await run();
		saved.push(...itemsOf(first, 'Get Changes'));
		expect(given('Save Rows')).toHaveLength(saved.length);
		expect(saved.map(({ UserId }) => UserId)).toContain(user!.Id);
		expect(new Set(saved.map(({ RowKey }) => RowKey)).size).toBe(saved.length);
		expect(itemsOf(first, 'Confirm Saved')).toMatchObject([{ remembered: true }]);

		const second = await run(undefined, first);
		expect(itemsOf(second, 'Get Changes')).toEqual([]);

		complete();
		isBroken = true;
		const failed = await engine.run(workflow, { staticData: second.staticData });
		expect(failed.error?.message).toContain('The sheet is not there');
		isBroken = false;
		const again = await run(undefined, failed);
		const rows = itemsOf(again, 'Get Changes');
		expect(rows).toHaveLength(1);
		expect(rows).toEqual(itemsOf(failed, 'Get Changes'));
		expect(rows[0]!.UserId).toBe(user!.Id);
	});

	it('matches the row of a result by its key, and adds columns that are not there', async () => {
		const { workflow } = await openTemplate('copy-results-to-google-sheets');
		const { given } = workflow.nodes.find(({ name }) => name === 'Save Rows')!.parameters;
		expect(given).toMatchObject({
			operation: 'appendOrUpdate',
			columns: { mappingMode: 'autoMapInputData', matchingColumns: ['RowKey'] },
			options: { handlingExtraData: 'insertInNewColumn' },
		});
	});
});
