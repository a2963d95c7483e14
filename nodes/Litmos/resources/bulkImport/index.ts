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
	description: 'As returned by Import Users or Get Many',
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
				description: 'Waiting or any other status',
			},
		],
		default: 'completed',
		description: 'Progress of the import',
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
			description: 'Retrieve the progress and row counts of a user import',
			fields: [importField],
			advice: {
				400: 'Litmos has no user import with this ID. Use an ID from Bulk Import: Get Many.',
			},
			request: GET_IMPORT,
			output: { kind: 'record' },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many bulk imports',
			description: 'List the latest user imports, up to 1,000',
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
			description: 'List the users an import could not process, with the reason',
			fields: [
				importField,
				filters([
					{
						displayName: 'Started in Litmos',
						name: 'madeInLitmos',
						type: 'boolean',
						default: true,
						description: 'Whether the import was started in the Litmos UI instead of the API',
					},
				]),
			],
			derive: ({ madeInLitmos }) => (madeInLitmos === true ? { isApi: 'false' } : {}),
			advice: {
				400: 'Litmos has no user import with this ID. Use an ID from Bulk Import: Get Many.',
			},
			request: {
				method: 'GET',
				path: '/bulkimports/{importId}/usererrors',
				query: [['IsAPI', 'isApi']],
			},
			// One user may have several.
			output: { kind: 'list', key: ['Username', 'ImporStatus'] },
		},
		importCoursesOperation,
		importPeopleOperation,
	],
};
