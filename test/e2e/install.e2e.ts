import { createCredential, openStage, PACKAGE, type Stage } from './support/stage';
import { outcomeOf } from './support/rest';
import { chain, litmos, manual } from './support/workflow';

describe('a real n8n', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage('first');
	});
	afterAll(async () => await stage.close());

	it('has the package', async () => {
		const { rest } = stage.n8n;
		expect(await rest.packages()).toMatchObject([{ packageName: PACKAGE, failedLoading: false }]);
		const credential = await createCredential(stage);
		expect(await rest.testCredential(credential.id)).toMatchObject({ status: 'OK' });
		const workflow = await rest.createWorkflow({
			name: 'first',
			...chain(manual(), litmos(credential, { resource: 'user', operation: 'getAll', limit: 3 })),
		});
		const run = await rest.run(workflow, 'Start');
		expect(outcomeOf(run, 'Litmos').items).toHaveLength(3);
		expect([...stage.outside.refused.keys()]).toEqual(['api.n8n.io:443']);
	});
});
