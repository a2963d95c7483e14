import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { finders, locators, plainValues } from '../shared/locators/all';
import { searchMethodsOf } from '../shared/locators/locator';
import { describe, subtitleOf } from '../shared/operation/describe';
import { run } from '../shared/operation/run';
import { catalogResources } from './resources';

export class LitmosCatalog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos Catalog',
		name: 'litmosCatalog',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(catalogResources),
		description:
			'Manage listings, collections, access tokens, live training and gamification in the Litmos LMS',
		defaults: { name: 'Litmos Catalog' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'litmosApi', required: true }],
		properties: describe(catalogResources, 'listing'),
	};

	methods = { listSearch: searchMethodsOf(locators) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const known = { finders, plainValues };
		return [await run(this, { resources: catalogResources, locators: known })];
	}
}
