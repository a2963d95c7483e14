import type { INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../../shared/locators/course';
import { moduleLocator } from '../../../shared/locators/module';
import { userLocator } from '../../../shared/locators/user';
import type { RequestOperation } from '../../../shared/operation/types';
import { additionalFields, lengthCheck } from '../fields';

const noteField: INodeProperties = {
	displayName: 'Note',
	name: 'Note',
	type: 'string',
	default: '',
	description: 'Reason for the result, at most 255 characters',
};

const checkNote = lengthCheck([[noteField, 255]]);

export const setResult: RequestOperation = {
	name: 'Set Result',
	value: 'setResult',
	action: 'Set module result of user',
	description: "Record a user's result in a module that was taken outside Litmos, such as a quiz",
	fields: [
		courseLocator.field,
		moduleLocator.field,
		userLocator.field,
		{
			displayName: 'Completed',
			name: 'Completed',
			type: 'boolean',
			required: true,
			default: true,
			description: 'Whether the user has completed the module',
		},
		{
			displayName: 'Score',
			name: 'Score',
			type: 'number',
			required: true,
			typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
			default: 100,
			description: 'From 0 to 100',
		},
		{
			displayName: 'Achieved At',
			name: 'UpdatedAt',
			type: 'dateTime',
			required: true,
			default: '={{ $now.toISO() }}',
			description: 'When the user achieved the result, in UTC',
		},
		additionalFields([
			{
				displayName: 'Attempts',
				name: 'Attempts',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 1,
				description: 'Number of attempts, only for modules that embed or link to a page',
			},
			noteField,
		]),
	],
	check: checkNote,
	sameRecord: ['courseId', 'moduleId', 'userId'],
	request: {
		method: 'PUT',
		path: '/results/modules/{moduleId}',
		body: [
			['CourseId', 'courseId'],
			['UserId', 'userId'],
			'Score',
			'Completed',
			{ wire: 'UpdatedAt', as: 'jsonDate' },
			'Note',
			'Attempts',
		],
		xml: 'ModuleResult',
		defaults: { Note: '' },
	},
	output: { kind: 'done', json: { resultSet: true }, echo: ['courseId', 'moduleId', 'userId'] },
};
