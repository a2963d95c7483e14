import type { INodeProperties } from 'n8n-workflow';
import { courseField } from './fields';

const SLOW_LOAD_NOTICE = {
	message: 'Litmos is being asked; this may wait for the limit of requests per minute',
	timeout: 4000,
};

const CODED_ID = 'The coded ID from the Litmos API, not the number in the browser';

export const sessionCourseField: INodeProperties = {
	...courseField,
	description: 'The course that holds the live training',
};

/** The kind of module that holds sessions; its list needs the course. */
export const iltModuleField: INodeProperties = {
	displayName: 'Module',
	name: 'moduleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The ILT module, a lesson that may be held in many sessions',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a module...',
			hint: 'Shows the ILT modules of the course chosen above',
			typeOptions: {
				searchListMethod: 'searchIltModules',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. zhXnMdX7fN42',
			hint: CODED_ID,
		},
	],
};

/** Any module; its list needs a course. */
export const moduleField: INodeProperties = {
	displayName: 'Module',
	name: 'moduleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The module to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a module...',
			hint: 'Shows the modules of the course chosen above',
			typeOptions: {
				searchListMethod: 'searchModules',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. zhXnMdX7fN42',
			hint: CODED_ID,
		},
	],
};

export const sessionField: INodeProperties = {
	displayName: 'Session',
	name: 'sessionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The date or set of dates on which the training is held',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a session...',
			hint: 'Shows the sessions of the module chosen above',
			typeOptions: {
				searchListMethod: 'searchSessions',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. kLq0yrtFBjw1',
			hint: CODED_ID,
		},
	],
};

export const sessionDayField: INodeProperties = {
	displayName: 'Session Day',
	name: 'sessionDayId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The day that is marked. Leave it empty for all days of the session; that costs one request to read them.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a day...',
			hint: 'Shows the days of the session chosen above',
			typeOptions: {
				searchListMethod: 'searchSessionDays',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. qKxoLm3Vp0s1',
			hint: CODED_ID,
		},
	],
};

export const instructorField: INodeProperties = {
	displayName: 'Instructor',
	name: 'instructorId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person who teaches',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an instructor...',
			typeOptions: {
				searchListMethod: 'searchInstructors',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By Username',
			name: 'userName',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The name the instructor signs in with, in full',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. Oe4zZK7ZntpWn8FLGZTxuw2',
			hint: CODED_ID,
		},
	],
};

export const locationField: INodeProperties = {
	displayName: 'Location',
	name: 'LocationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'A place from the list of locations in Litmos',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a location...',
			typeOptions: {
				searchListMethod: 'searchLocations',
				searchable: true,
				slowLoadNotice: SLOW_LOAD_NOTICE,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 12',
			hint: 'The number of the location, as Location: Get Many shows it',
		},
	],
};
