import type { Credential, Rest } from '../e2e/support/rest';
import type { Workflow, WorkflowNode } from '../e2e/support/workflow';
import { LITMOS } from '../e2e/support/workflow';
import { readExample } from '../../scripts/demo/readExample';
import { provideExamples } from '../../scripts/playground/content';
import { asStop, TOUR, tourName } from '../../scripts/playground/tour';

/** Words of n8n's own screens, in bold beside names of nodes. */
const ON_SCREEN = ['Execute workflow', 'Filters', tourName(2), tourName(3)];

const stops = TOUR.map(({ example }, index) =>
	asStop(readExample(example).workflow as unknown as Workflow, index),
);

const noteOf = ({ nodes }: Workflow): WorkflowNode => nodes.find(({ name }) => name === 'Tour')!;

/** As much of n8n as takes workflows. */
function fakeRest(known: string[] = []) {
	const created: Array<Workflow & { name: string }> = [];
	const rest = {
		call: async () => known.map((name) => ({ id: `id of ${name}`, name })),
		createWorkflow: async (workflow: Workflow & { name: string }) => {
			created.push(workflow);
			return { ...workflow, id: `id of ${workflow.name}` };
		},
	};
	return { rest: rest as unknown as Rest, created };
}

describe('the tour', () => {
	it('has three workflows with numbered steps', () => {
		expect(stops).toHaveLength(3);
		stops.forEach((stop, index) => {
			const { content } = noteOf(stop).parameters as { content: string };
			expect(content).toMatch(new RegExp(`^## ${index + 1} of 3: `));
			const numbers = content
				.split('\n')
				.slice(1)
				.map((line) => Number(/^(\d+)\. /.exec(line)?.[1]));
			expect(numbers).toEqual(numbers.map((_, at) => at + 1));
			expect(numbers.length).toBeGreaterThanOrEqual(3);
		});
	});

	it('names nothing in bold but nodes of the workflow and words on the screen', () => {
		stops.forEach((stop, index) => {
			const bold = TOUR[index]!.steps.flatMap((step) =>
				[...step.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words),
			);
			const names = stop.nodes.map(({ name }) => name);
			expect(
				bold.filter((words) => !names.includes(words!) && !ON_SCREEN.includes(words!)),
			).toEqual([]);
			expect(bold.length).toBeGreaterThan(2);
		});
	});

	it('covers no node with its note', () => {
		for (const stop of stops) {
			const { position, parameters } = noteOf(stop);
			const bottom = position[1] + Number(parameters.height);
			const others = stop.nodes.filter(({ name }) => name !== 'Tour');
			for (const { position: at } of others) expect(at[1]).toBeGreaterThan(bottom);
		}
	});

	it('is created last, so that n8n lists it first, with the credential, and is where to begin', async () => {
		const { rest, created } = fakeRest();
		const credential: Credential = { id: '1', name: 'Litmos sandbox', type: 'litmosApi' };
		const lrs: Credential = { id: '2', name: 'Litmos LRS sandbox', type: 'litmosLrsApi' };
		const id = await provideExamples(rest, [credential, lrs]);
		const names = created.map(({ name }) => name).reverse();
		expect(names.slice(0, 3)).toEqual(stops.map(({ name }) => name));
		expect(id).toBe(`id of ${stops[0]!.name}`);
		const nodes = created
			.flatMap((workflow) => workflow.nodes)
			.filter(({ type }) => type.startsWith('n8n-nodes-litmos.'));
		const types = new Set(nodes.map(({ type }) => type));
		expect([...types].sort()).toEqual([LITMOS, `${LITMOS}Lrs`, `${LITMOS}Trigger`]);
		for (const { type, credentials } of nodes) {
			const taken = type === `${LITMOS}Lrs` ? { litmosLrsApi: lrs } : { litmosApi: credential };
			const given = Object.entries(taken).map(([name, { id, name: title }]) => [
				name,
				{ id, name: title },
			]);
			expect(credentials).toEqual(Object.fromEntries(given));
		}
	});

	it('is not created again', async () => {
		const { rest, created } = fakeRest(stops.map(({ name }) => name ?? ''));
		await provideExamples(rest, []);
		expect(created.filter(({ name }) => name.startsWith('Litmos Tour'))).toEqual([]);
	});
});
