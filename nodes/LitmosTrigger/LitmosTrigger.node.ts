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
		description: 'Starts the workflow when something happens in the Litmos LMS; asks at set times',
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
