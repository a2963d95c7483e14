import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { courseLocator } from '../shared/locators/course';
import { learningPathLocator } from '../shared/locators/learningPath';
import { findersOf, searchMethodsOf } from '../shared/locators/locator';
import { teamLocator } from '../shared/locators/team';
import { describe, subtitleOf } from '../shared/operation/describe';
import { run } from '../shared/operation/run';
import { resources } from './resources';

const locators = [teamLocator, courseLocator, learningPathLocator];

export class LitmosReport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos Report',
		name: 'litmosReport',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Read results, compliance, changes and logs from the Litmos LMS without changing anything',
		defaults: { name: 'Litmos Report' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'litmosApi', required: true }],
		properties: describe(resources, 'compliance'),
	};

	methods = { listSearch: searchMethodsOf(locators) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const known = { finders: findersOf(locators), plainValues: [] };
		return [await run(this, { resources, locators: known })];
	}
}
