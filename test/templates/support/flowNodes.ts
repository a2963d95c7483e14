// Some of n8n's own nodes that only templates use, as far as they use them.
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { holds, standIn, type Condition } from '../../support/standInNodes';

interface Rule {
	conditions: { conditions: Condition[] };
}

const OUTPUTS = 4;

/** Switch by rules: an item goes to the first that holds, else to the fallback behind them. */
async function chooseOutput(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: OUTPUTS }, () => []);
	this.getInputData().forEach((item, index) => {
		const rules = this.getNodeParameter('rules.values', index, []) as unknown as Rule[];
		const fallback = this.getNodeParameter('options.fallbackOutput', index, 'none') as string;
		const met = rules.findIndex(({ conditions }) => conditions.conditions.every(holds));
		const place = met === -1 && fallback === 'extra' ? rules.length : met;
		outputs[place]?.push({ ...item, pairedItem: { item: index } });
	});
	return outputs;
}

/** Split Out of one field: an item for each member, with the other fields if asked for. */
async function splitOut(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output = this.getInputData().flatMap(({ json }, index) => {
		const field = this.getNodeParameter('fieldToSplitOut', index) as string;
		const isWhole = this.getNodeParameter('include', index) === 'allOtherFields';
		const { [field]: members, ...others } = json;
		if (!Array.isArray(members)) return [];
		return members.map((member: IDataObject[string]) => ({
			json: {
				...(isWhole && others),
				...(typeof member === 'object' && !isWhole ? (member as IDataObject) : { [field]: member }),
			},
			pairedItem: { item: index },
		}));
	});
	return [output];
}

interface MergeBy {
	field1: string;
	field2: string;
}

/** Merge, enriching input 1: each item with each match of input 2, or alone. */
async function enrich(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const [{ field1, field2 }] = this.getNodeParameter('mergeByFields.values', 0) as [MergeBy];
	const others = this.getInputData(1).map(({ json }) => json);
	const output = this.getInputData(0).flatMap(({ json }, index) => {
		const matches = others.filter((other) => other[field2] === json[field1]);
		return (matches.length > 0 ? matches : [{}]).map((match) => ({
			json: { ...json, ...match },
			pairedItem: { item: index },
		}));
	});
	return [output];
}

function withTwoInputs(node: INodeType): INodeType {
	const inputs = [NodeConnectionTypes.Main, NodeConnectionTypes.Main];
	return { ...node, description: { ...node.description, inputs } };
}

const property = (name: string, initial: string | object) => ({
	displayName: name,
	name,
	type: typeof initial === 'string' ? ('string' as const) : ('json' as const),
	default: initial as string,
});

export const flowNodes: Record<string, INodeType> = {
	'n8n-nodes-base.switch': standIn('switch', chooseOutput, {
		outputs: OUTPUTS,
		properties: [property('rules', {}), property('options', {})],
	}),
	'n8n-nodes-base.merge': withTwoInputs(
		standIn('merge', enrich, { properties: [property('mergeByFields', {})] }),
	),
	'n8n-nodes-base.splitOut': standIn('splitOut', splitOut, {
		properties: [property('fieldToSplitOut', ''), property('include', 'noOtherFields')],
	}),
};
