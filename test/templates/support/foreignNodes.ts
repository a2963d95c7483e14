// Services that nobody can sign in to here. A stand-in takes the place of each of their nodes, notes what it is
// given for each item, and answers with what the service would: never with the fields that came in, as most
// services return something of their own.
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import type { EngineOptions, WorkflowJson } from '../../support/engineTypes';
import { standIn } from '../../support/standInNodes';

/** What a service answers to one item: rows, or what is made of the node's parameters. */
export type Answer = IDataObject[] | ((given: IDataObject) => IDataObject[]);

const FOREIGN = 'test.foreign';

/** n8n's own nodes that work without an account. */
const OWN = new Set(
	['if', 'filter', 'set', 'code', 'switch', 'splitOut', 'merge', 'noOp'].map(
		(name) => `n8n-nodes-base.${name}`,
	),
);

const NOTE = 'n8n-nodes-base.stickyNote';

export const isForeign = ({ type }: Pick<INode, 'type'>): boolean =>
	type.startsWith('n8n-nodes-base.') && type !== NOTE && !OWN.has(type);

/** The workflow with stand-ins; schedules and triggers of services hand on what the run is given. */
export function replaceForeign(workflow: WorkflowJson): WorkflowJson {
	const nodes = workflow.nodes.filter(({ type }) => type !== NOTE);
	return { ...workflow, nodes: nodes.map((node) => (isForeign(node) ? replaced(node) : node)) };
}

function replaced(node: INode): INode {
	const isTrigger = node.type.endsWith('Trigger');
	const type = isTrigger ? 'n8n-nodes-base.manualTrigger' : FOREIGN;
	return {
		...node,
		type,
		typeVersion: 1,
		parameters: { given: node.parameters, service: node.type.split('.')[1] },
	};
}

interface Recorder {
	nodes: NonNullable<EngineOptions['nodes']>;
	/** What a node was given, item by item. */
	given: (node: string) => IDataObject[];
}

/** Stand-ins for one run; `answers` by the name of the node. */
export function createRecorder(answers: Record<string, Answer>): Recorder {
	const recorded: Array<{ node: string; given: IDataObject }> = [];
	async function record(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode().name;
		const output = this.getInputData().flatMap((_, index) => {
			const given = this.getNodeParameter('given', index) as IDataObject;
			// Waits for one response, however many items came.
			if (given.operation === 'sendAndWait' && index > 0) return [];
			recorded.push({ node, given });
			const rows = answerOf(answers[node], given);
			return rows.map((json) => ({ json, pairedItem: { item: index } }));
		});
		return [output];
	}
	const properties = ['given', 'service'].map((name) => ({
		displayName: name,
		name,
		type: 'json' as const,
		default: {} as unknown as string,
	}));
	return {
		nodes: { [FOREIGN]: standIn('foreign', record, { properties }) },
		given: (wanted) => recorded.filter(({ node }) => node === wanted).map(({ given }) => given),
	};
}

function answerOf(answer: Answer | undefined, given: IDataObject): IDataObject[] {
	if (typeof answer === 'function') return answer(given);
	if (answer) return answer;
	if (given.operation === 'read') throw new Error('The test gives no rows for this sheet');
	return [written(given) ?? { ok: true }];
}

/** Sheets and tables return the row that they have written. */
export function written({ columns }: IDataObject): IDataObject | undefined {
	return (columns as { value?: IDataObject } | undefined)?.value;
}
