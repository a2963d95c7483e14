import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../../shared/operation/types';
import { filters } from '../fields';
import { importCoursesOperation } from './courses';
import { GET_IMPORT } from './job';
import { importPeopleOperation } from './people';
import { listAt } from '../requests';

const importField: INodeProperties = {
	displayName: 'Import ID',
	name: 'importId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. w9ZkQ3nVbT01',
	description: 'As Import People or Get Many give it',
};

/** Only these two are known (contract: UserBulkImport). */
const statusFilter: INodeProperties = filters([
	{
		displayName: 'Status',
		name: 'importStatus',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Completed', value: 'completed' },
			{
				name: 'Not Completed',
				value: 'open',
				description: 'Waiting, or any other status that Litmos may have',
			},
		],
		default: 'completed',
		description: 'How far Litmos has come with the import',
	},
]);

export const bulkImport: Resource = {
	option: { name: 'Bulk Import', value: 'bulkImport' },
	first: 'getAll',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get bulk import',
			description: 'Retrieve how far an import of people has come, with its counts',
			fields: [importField],
			advice: { 400: 'Litmos knows no import of people with this ID. Take it from Get Many.' },
			request: GET_IMPORT,
			output: { kind: 'record' },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many bulk imports',
			description: 'List the imports of people, at most the latest 1,000',
			fields: [statusFilter],
			...listAt('/bulkimports', {
				key: 'Id',
				noneIs404: true,
				keep: ({ importStatus }) =>
					importStatus === 'completed' || importStatus === 'open'
						? ({ Status }) => (Status === 'Completed') === (importStatus === 'completed')
						: undefined,
			}),
		},
		{
			name: 'Get Row Errors',
			value: 'getErrors',
			action: 'Get row errors of bulk import',
			description: 'List the people an import could not handle, and why',
			fields: [
				importField,
				filters([
					{
						displayName: 'Made in Litmos',
						name: 'madeInLitmos',
						type: 'boolean',
						default: true,
						description:
							'Whether the import was made on the screens of Litmos and not through the API',
					},
				]),
			],
			derive: ({ madeInLitmos }) => (madeInLitmos === true ? { isApi: 'false' } : {}),
			advice: { 400: 'Litmos knows no import of people with this ID. Take it from Get Many.' },
			request: {
				method: 'GET',
				path: '/bulkimports/{importId}/usererrors',
				query: [['IsAPI', 'isApi']],
			},
			output: { kind: 'list', key: 'Username' },
		},
		importCoursesOperation,
		importPeopleOperation,
	],
};
