import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { LITMOS_LRS } from '../shared/lrsAccount';
import { describe, subtitleOf } from '../shared/operation/describe';
import { run } from '../shared/operation/run';
import { resources } from './resources';

export class LitmosLrs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos LRS',
		name: 'litmosLrs',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Send and read xAPI statements in the learning record store of the Litmos LMS',
		defaults: { name: 'Litmos LRS' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'litmosLrsApi', required: true }],
		properties: describe(resources, 'statement'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const locators = { finders: {}, plainValues: [] };
		return [await run(this, { resources, locators, kind: LITMOS_LRS })];
	}
}
