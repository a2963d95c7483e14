import type { INodeProperties } from 'n8n-workflow';
import { instructorLocator } from '../../../shared/locators/instructor';
import { locationLocator } from '../../../shared/locators/location';
import { timeZoneLocator } from '../../../shared/locators/timeZone';
import { additionalFields, updateFields } from '../fields';

/** S names five kinds for four numbers, a client reads three of them in another way (contract: ilt.createSession). */
const sessionTypeField: INodeProperties = {
	displayName: 'Session Type',
	name: 'SessionType',
	type: 'options',
	options: [
		{ name: 'Classroom', value: 1 },
		{
			name: 'Type 2: Webinar or Virtual',
			value: 2,
			description: 'Try this number with one session first',
		},
		{
			name: 'Type 3: Webex, GoToTraining or Blended',
			value: 3,
			description: 'Try this number with one session first',
		},
		{
			name: 'Type 4: GoToTraining, Zoom or Other',
			value: 4,
			description: 'Try this number with one session first',
		},
	],
	default: 1,
	description:
		'How the session is held. For online meetings, the instructor must have connected the service to Litmos. Test types 2 to 4 with one session first.',
};

const daysField: INodeProperties = {
	displayName: 'Days',
	name: 'days',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	required: true,
	placeholder: 'Add day',
	default: {},
	description: 'When the session is held, in the time zone of the session',
	options: [
		{
			displayName: 'Day',
			name: 'day',
			values: [
				{
					displayName: 'Date',
					name: 'date',
					type: 'dateTime',
					default: '',
					description: 'Only the date is used. Set the times below.',
				},
				{
					displayName: 'Day Begins At',
					name: 'startTime',
					type: 'string',
					default: '9:00AM',
					placeholder: 'e.g. 9:00AM',
					description: 'Such as 9:00AM or 09:00',
				},
				{
					displayName: 'Day Ends At',
					name: 'endTime',
					type: 'string',
					default: '5:00PM',
					placeholder: 'e.g. 5:00PM',
					description: 'Such as 5:00PM or 17:00',
				},
				{
					displayName: 'Reminder',
					name: 'reminder',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description:
						'How long before the start Litmos sends a reminder. Enter 0 for no reminder.',
				},
				{
					displayName: 'Reminder Unit',
					name: 'reminderUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'days',
				},
			],
		},
	],
};

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'Name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. First Aid, January',
	description: 'Name that learners see when they choose a session',
};

const placeField: INodeProperties = {
	displayName: 'Place',
	name: 'Location',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Room 4, second floor',
	description: 'Where the session is held, as text',
};

const slotsField: INodeProperties = {
	displayName: 'Seats Available',
	name: 'Slots',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 20,
	description: 'How many users can register. After that, only instructors can add users.',
};

const waitListField: INodeProperties = {
	displayName: 'Wait List',
	name: 'EnableWaitList',
	type: 'boolean',
	default: false,
	description: 'Whether users can join a wait list when the session is full',
};

const detailsField: INodeProperties = {
	displayName: 'Details',
	name: 'Details',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'Text about the session',
};

export const instructorUserField: INodeProperties = {
	...instructorLocator.field,
	name: 'InstructorUserId',
	description: 'The user who teaches the session. Must be an instructor in Litmos.',
};

/** What a new session must have. */
export const newSessionFields: readonly INodeProperties[] = [
	nameField,
	instructorUserField,
	sessionTypeField,
	timeZoneLocator.field,
	placeField,
	daysField,
	additionalFields([detailsField, locationLocator.field, slotsField, waitListField]),
];

/** What can be changed of a session. */
export const sessionChanges: INodeProperties = updateFields([
	{
		...daysField,
		required: false,
		description:
			'All days of the session, in order. These replace the current days. Times are in the time zone of the session.',
	},
	detailsField,
	{ ...instructorUserField, required: false },
	locationLocator.field,
	{ ...nameField, required: false },
	{ ...placeField, required: false },
	slotsField,
	sessionTypeField,
	{ ...timeZoneLocator.field, required: false },
	waitListField,
]);
