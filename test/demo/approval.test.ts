// The example that asks: without a Yes nothing is written.
import { readExample } from '../../scripts/demo/readExample';
import { runExample } from '../../scripts/demo/runExample';
import { startSandbox } from '../../sandbox/server';
import { closeAfterTest } from '../engine/support/closing';
import { createEngine } from '../support/engine';

it('writes nothing if the form is answered with No', async () => {
	const sandbox = await startSandbox();
	closeAfterTest(sandbox.close);
	const fields = { apiKey: 'sandbox-key', region: 'custom', baseUrl: sandbox.baseUrl };
	const engine = createEngine({ credentials: { litmosApi: fields } });
	const example = readExample('people-sync');
	const form = example.workflow.nodes.find(({ name }) => name === 'Ask for Approval')!;
	const { values } = form.parameters.formFields as {
		values: Array<{ fieldOptions: { values: unknown[] } }>;
	};
	// The stand-in for the form sends its first option.
	values[0]!.fieldOptions.values.reverse();
	const report = await runExample(example, engine, sandbox);
	const ran = report.nodes.map(({ name }) => name);
	expect(ran).toContain('Approved?');
	expect(ran).not.toContain('Apply');
	expect(sandbox.log().filter(({ method }) => method !== 'GET')).toEqual([]);
});
