import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../../shared/locators/course';
import { moduleLocator } from '../../../shared/locators/module';
import type { Resource } from '../../../shared/operation/types';
import { additionalFields, updateFields } from '../fields';
import {
	activeField,
	checkLengths,
	codeField,
	descriptionField,
	fileField,
	flags,
	nameField,
} from './fields';
import { setResult } from './result';
import { deleteAt, idList, recordAt } from '../requests';

/** Nothing but the list of modules needs it. */
const whereField: INodeProperties = {
	...courseLocator.field,
	required: false,
	description: 'Course that contains the module. Only needed to choose the module From List.',
};

/** The module comes from one course and goes into another. */
const sourceField: INodeProperties = {
	...whereField,
	displayName: 'Source Course',
	name: 'sourceCourseId',
};

/** The only number that is known: files in the formats SCORM and Tin Can. */
const SCORM_OR_TIN_CAN = 9;

const BODY = [
	'Name',
	'Description',
	'ModuleType',
	'Active',
	'Code',
	'HideDescription',
	'NewWindow',
	'ReviewMode',
	'ContentURL',
] as const;

/** The kind of a module cannot be changed. */
const CHANGES = BODY.filter((name) => name !== 'ModuleType');

/** What Litmos says of a module and does not take. */
const SHOWN_ONLY = ['ModuleRefCode', 'Status'];

/** Litmos shows a module in another order than it reads one in (contract: schemas Module and ModuleFile). */
function inWireOrder(record: IDataObject, laid: IDataObject): IDataObject {
	if (JSON.stringify(record) === JSON.stringify(laid)) return record;
	const others = Object.keys(laid).filter((name) => !SHOWN_ONLY.includes(name));
	const names = ['Id', ...BODY].filter((name) => name in laid);
	return Object.fromEntries([...names, ...others].map((name) => [name, laid[name]]));
}

export const courseModule: Resource = {
	option: { name: 'Module', value: 'module' },
	first: 'get',
	operations: [
		{
			name: 'Add to Course',
			value: 'addToCourse',
			action: 'Add module to course',
			description: 'Copy, link or mirror a SCORM or Tin Can module into a course',
			fields: [
				sourceField,
				{ ...moduleLocator.field, description: 'The module to add' },
				{
					...courseLocator.field,
					displayName: 'Target Course',
					description: 'The course to add the module to',
				},
				{
					displayName: 'Add As',
					name: 'moduleAs',
					type: 'options',
					options: [
						{ name: 'Copy', value: 'copy', description: 'An independent duplicate' },
						{
							name: 'Link',
							value: 'link',
							description: 'Linked to the module in the source course',
						},
						{
							name: 'Mirror',
							value: 'mirror',
							description: 'Mirrors the module in the source course',
						},
					],
					default: 'copy',
				},
			],
			request: {
				method: 'POST',
				path: {
					by: 'moduleAs',
					paths: {
						copy: '/courses/{courseId}/modules/copy',
						link: '/courses/{courseId}/modules/link',
						mirror: '/courses/{courseId}/modules/mirror',
					},
				},
				...idList('moduleId', 'Module'),
			},
			output: { kind: 'done', json: { added: true }, echo: ['courseId', 'moduleId', 'moduleAs'] },
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create module',
			description:
				'Create a SCORM or Tin Can module from a file that Litmos downloads. Add it to a course once Module: Get shows the status Ready.',
			fields: [
				nameField,
				fileField,
				additionalFields([activeField, codeField, descriptionField, ...flags]),
			],
			check: checkLengths,
			request: {
				method: 'POST',
				path: '/modules',
				body: BODY,
				xml: 'Module',
				defaults: {
					Description: '',
					ModuleType: SCORM_OR_TIN_CAN,
					Active: true,
					Code: '',
					HideDescription: false,
					NewWindow: false,
					ReviewMode: false,
				},
			},
			output: { kind: 'record' },
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete module',
			description: 'Permanently delete a SCORM, Tin Can or AICC module from all its courses',
			fields: [whereField, moduleLocator.field],
			...deleteAt('/modules/{moduleId}'),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get module',
			description: 'Retrieve a SCORM, Tin Can or AICC module with the status of its file',
			fields: [whereField, moduleLocator.field],
			...recordAt('/modules/{moduleId}'),
		},
		{
			name: 'Remove From Course',
			value: 'removeFromCourse',
			action: 'Remove module from course',
			description: 'Remove a SCORM or Tin Can module from a course',
			fields: [courseLocator.field, moduleLocator.field],
			request: { method: 'DELETE', path: '/courses/{courseId}/modules/{moduleId}' },
			output: { kind: 'done', json: { removed: true }, echo: ['courseId', 'moduleId'] },
		},
		setResult,
		{
			name: 'Update',
			value: 'update',
			action: 'Update module',
			description:
				'Change a SCORM or Tin Can module. Enter its code and file URL again, or they may be lost.',
			fields: [
				whereField,
				moduleLocator.field,
				updateFields([
					activeField,
					codeField,
					descriptionField,
					{ ...fileField, required: false },
					...flags.slice(0, 1),
					{ ...nameField, required: false },
					...flags.slice(1),
				]),
			],
			check: checkLengths,
			request: { method: 'PUT', path: '/modules/{moduleId}', body: CHANGES, xml: 'Module' },
			output: { kind: 'updated', merge: inWireOrder },
		},
	],
};
