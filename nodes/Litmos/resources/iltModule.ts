import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sessionCourseField } from '../../shared/locators/course';
import { iltModuleLocator } from '../../shared/locators/module';
import { readList } from '../../shared/operation/pages';
import { changesIn } from '../../shared/operation/records/changes';
import { FieldError } from '../../shared/operation/readTyped';
import type { Call, RequestSpec, Resource } from '../../shared/operation/types';
import { NOTHING_TO_CHANGE, additionalFields, updateFields } from './fields';
import { deleteAt, listAt } from './requests';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'Name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. First Aid in the Classroom',
};

const texts: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'Code',
		type: 'string',
		default: '',
		description: 'Short code of your choice',
	},
	{
		displayName: 'Description',
		name: 'Description',
		type: 'string',
		default: '',
		description: 'What learners read about the module',
	},
];

const LIST: RequestSpec = {
	method: 'GET',
	path: '/courses/{courseId}/modules/ILT',
	query: ['start', 'limit'],
};
const CHANGE: RequestSpec = {
	method: 'POST',
	path: '/courses/{courseId}/events/{moduleId}',
	body: [['Id', 'moduleId'], 'Code', 'Name', 'Description'],
	xml: 'Event',
	defaults: { Code: '', Description: '' },
};

/** There is no call for one ILT module, so it is read from the list; what is not given stays as it was. */
async function change(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const { rows } = await readList(
		async (start, limit) => await call(LIST, { ...values, start, limit }),
		{ key: 'Id', limit: Infinity },
	);
	const before = rows.find(({ Id }) => Id === values.moduleId);
	if (!before) {
		throw new FieldError(
			`The course has no ILT module with the ID "${String(values.moduleId)}"`,
			'Choose the course and the module From List.',
		);
	}
	const { Code, Name, Description } = { ...before, ...values };
	const changed = { Code, Name, Description };
	const after = { ...before, ...changed };
	const changes = changesIn(before, after);
	if (Object.keys(changes).length > 0) await call(CHANGE, { ...values, ...changed });
	return [{ ...after, changes }];
}

export const iltModule: Resource = {
	option: { name: 'ILT Module', value: 'iltModule' },
	first: 'getAll',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create ILT module',
			description:
				'Add a module for instructor-led training to a course. Then add sessions with Session: Create.',
			fields: [sessionCourseField, nameField, additionalFields(texts)],
			request: {
				method: 'POST',
				path: '/courses/{courseId}/events',
				body: ['Id', 'Code', 'Name', 'Description'],
				xml: 'Event',
				defaults: { Id: '', Code: '', Description: '' },
			},
			output: { kind: 'record' },
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete ILT module',
			description: 'Permanently delete an ILT module and all its sessions',
			fields: [sessionCourseField, iltModuleLocator.field],
			...deleteAt('/courses/{courseId}/events/{moduleId}'),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many ILT modules',
			description: 'List the instructor-led training modules of a course',
			fields: [sessionCourseField],
			...listAt('/courses/{courseId}/modules/ILT', { key: 'Id' }),
		},
		{
			kind: 'coded',
			name: 'Update',
			value: 'update',
			action: 'Update ILT module',
			description:
				'Change the name, code or description of an ILT module. Fields you do not set keep their value.',
			fields: [
				sessionCourseField,
				iltModuleLocator.field,
				updateFields([...texts, { ...nameField, required: false }]),
			],
			check: ({ Code, Name, Description }) =>
				(Code ?? Name ?? Description) === undefined ? NOTHING_TO_CHANGE : undefined,
			sameRecord: ['moduleId'],
			run: change,
			calls: [LIST, CHANGE],
		},
	],
};
