import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { describe } from '../shared/operation/describe';
import { run } from '../shared/operation/run';
import { searchCollections, searchListings, searchTokens } from './methods/contentSearch';
import { getCourseColumns, getPersonColumns } from './methods/importColumns';
import { searchLanguages } from './methods/languages';
import {
	searchCourses,
	searchCustomFields,
	searchLearningPaths,
	searchTeams,
	searchUsers,
} from './methods/listSearch';
import * as sessionLists from './methods/sessionLists';
import * as tickLists from './methods/tickLists';
import { searchTimeZones } from './methods/timeZones';
import { findOperation, resources } from './resources';
import { finders } from './resources/finders';
import { LOCALE_FIELDS } from './resources/localeFields';

export class Litmos implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos',
		name: 'litmos',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage people, teams, courses and assignments in the Litmos LMS',
		defaults: { name: 'Litmos' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'litmosApi', required: true }],
		properties: describe(resources, 'user'),
	};

	methods = {
		listSearch: {
			searchCollections,
			searchCourses,
			searchCustomFields,
			searchLanguages,
			searchLearningPaths,
			searchListings,
			searchTeams,
			searchTokens,
			searchUsers,
			...sessionLists,
			searchTimeZones,
		},
		loadOptions: { ...tickLists },
		resourceMapping: { getCourseColumns, getPersonColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0);
		const operation = this.getNodeParameter('operation', 0);
		const locators = { finders, plainValues: LOCALE_FIELDS };
		return [await run(this, findOperation(resource, operation), locators)];
	}
}
