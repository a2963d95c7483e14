import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Bench } from './support/bench';
import { freshBench } from './support/bench';
import { chain, nodeUnderTest } from '../support/workflowParts';

const TYPE = 'n8n-nodes-litmos.litmosTrigger';
const workflowOf = (parameters: INodeParameters) => chain([nodeUnderTest({ type: TYPE, parameters })]);

describe('smoke', () => {
	const bench = freshBench();
	it('works', async () => {
		const { sandbox, engine } = bench();
		const poller = await engine.poller(workflowOf({ event: 'courseCompleted' }));
		await poller.publish();
		console.log(JSON.stringify(poller.stored()), bench().log().map(({path, query}) => path + JSON.stringify(query)));
		sandbox.happen({ what: 'courseCompleted' });
		await poller.tick();
		await poller.tick();
		console.log(JSON.stringify(poller.stored()), poller.started, poller.failures, bench().log().length);
	});
});
