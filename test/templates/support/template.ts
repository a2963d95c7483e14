/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Happening } from '../../../sandbox/control/happen';
import { fieldsFor, jsonOf, startBench, type Bench } from '../../engine/support/bench';
import { createEngine } from '../../support/engine';
import type { RunResult, WorkflowJson } from '../../support/engineTypes';
import { flowNodes } from './flowNodes';
import { createRecorder, replaceForeign, type Answer } from './foreignNodes';

const FOLDER = path.resolve(__dirname, '../../../templates');

/** The names of all templates, without `.json`. */
export const TEMPLATES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));

export const readTemplate = (name: string): WorkflowJson =>
	JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as WorkflowJson;

export const readDescription = (name: string): string =>
	readFileSync(path.join(FOLDER, `${name}.md`), 'utf8');

export interface TemplateOptions {
	/** What the services answer, by node. */
	answers?: Record<string, Answer>;
	/** What a person chooses in nodes when the template is set up, by node. */
	choices?: (bench: Bench) => Record<string, IDataObject>;
}

/** The template as a person sets it up, with the sandbox in place of Litmos and stand-ins for other services. */
export async function openTemplate(name: string, options: TemplateOptions = {}) {
	const bench = await startBench();
	const recorder = createRecorder(options.answers ?? {});
	const workflow = replaceForeign(chosen(readTemplate(name), options.choices?.(bench) ?? {}));
	const nodes = { ...flowNodes, ...recorder.nodes };
	const credentials = { litmosApi: fieldsFor(bench.sandbox) };
	const engine = createEngine({ credentials, nodes });
	const run = async (input?: IDataObject[], before?: RunResult) =>
		wellDone(await engine.run(workflow, { input, staticData: before?.staticData }));
	return {
		...bench,
		engine,
		workflow,
		nodes,
		credentials,
		given: recorder.given,
		run,
		/** Publishes it, lets things happen in Litmos, and runs what the next poll starts. */
		runAfter: async (happenings: readonly Happening[]) => {
			const poller = await engine.poller(workflow);
			await poller.publish();
			for (const one of happenings) bench.sandbox.happen(one);
			await poller.tickAnHourLater();
			if (poller.failures[0]) throw poller.failures[0];
			return await run(poller.started.flat());
		},
	};
}

export type OpenTemplate = Awaited<ReturnType<typeof openTemplate>>;

function chosen(workflow: WorkflowJson, choices: Record<string, IDataObject>): WorkflowJson {
	for (const [name, choice] of Object.entries(choices)) {
		const node = workflow.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`The template has no node "${name}"`);
		Object.assign(node.parameters, choice);
	}
	return workflow;
}

function wellDone(run: RunResult): RunResult {
	if (run.error) throw run.error;
	return run;
}

/** What left a node by one of its outputs, in all its runs. */
export const itemsOf = ({ nodes }: RunResult, node: string, output = 0): IDataObject[] =>
	(nodes[node] ?? []).flatMap(({ outputs }) => jsonOf(outputs[output] ?? []));
