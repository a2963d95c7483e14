import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { finders, locators, plainValues } from '../shared/locators/all';
import { getCourses } from '../shared/locators/course';
import { getLearningPaths } from '../shared/locators/learningPath';
import { searchMethodsOf } from '../shared/locators/locator';
import { sessionPlaces } from '../shared/locators/session';
import { describe, subtitleOf } from '../shared/operation/describe';
import { run } from '../shared/operation/run';
import { catalogResources, resources } from './resources';
import { getCourseColumns, getPersonColumns } from './resources/bulkImport/columnMapping';
import { getSyncColumns } from './resources/peopleSync/mapper';

/** Those of Litmos Catalog work in here too: workflows may name them. */
const known = [...resources, ...catalogResources];

export class Litmos implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Litmos',
		name: 'litmos',
		icon: { light: 'file:../../icons/litmos.svg', dark: 'file:../../icons/litmos.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(known),
		description: 'Manage users, teams, courses and assignments in the Litmos LMS',
		defaults: { name: 'Litmos' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'litmosApi', required: true }],
		properties: describe(resources, 'user', catalogResources),
	};

	methods = {
		listSearch: searchMethodsOf(locators),
		loadOptions: { getCourses, getLearningPaths },
		resourceMapping: { getCourseColumns, getPersonColumns, getSyncColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			await run(this, {
				resources: known,
				locators: { finders, plainValues, places: sessionPlaces },
			}),
		];
	}
}
