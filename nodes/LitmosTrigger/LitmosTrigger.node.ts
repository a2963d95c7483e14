import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { courseLocator } from '../shared/locators/course';
import { learningPathLocator } from '../shared/locators/learningPath';
import { searchMethodsOf } from '../shared/locators/locator';
import { teamLocator } from '../shared/locators/team';
import { properties } from './fields';
import { poll } from './poll/run';

export class LitmosTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos Trigger',
		name: 'litmosTrigger',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		// The node creator makes one entry of Litmos and Litmos Trigger, and shows this of it.
		description:
			'Manage users, teams, courses and assignments in the Litmos LMS, or start when something happens there',
		defaults: { name: 'Litmos Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'litmosApi', required: true }],
		properties,
	};

	methods = {
		listSearch: searchMethodsOf([teamLocator, courseLocator, learningPathLocator]),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
