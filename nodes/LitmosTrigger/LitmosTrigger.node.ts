import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { searchCourses, searchLearningPaths, searchTeams } from '../Litmos/methods/listSearch';
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
			'Manage people, teams, courses and assignments in the Litmos LMS, or start when something happens there',
		defaults: { name: 'Litmos Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'litmosApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchCourses, searchLearningPaths, searchTeams } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
