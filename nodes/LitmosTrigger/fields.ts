import type { INodeProperties } from 'n8n-workflow';
import type { About } from '../shared/feeds/feed';
import { feedChoices } from '../shared/feeds/feedGroups';
import { courseLocator } from '../shared/locators/course';
import { learningPathLocator } from '../shared/locators/learningPath';
import { teamLocator } from '../shared/locators/team';
import { BY_PATH, events, OTHER_FEED } from './events';

/** The events that name such a record, or can be traced to one. */
const eventsAbout = (...records: Array<keyof About>): string[] =>
	events
		.filter(({ about }) => records.some((record) => about[record] !== undefined))
		.map(({ value }) => value);

/** A locator as a filter: by list or ID, since a name would have to be looked up in each poll. */
const filter = (
	field: INodeProperties,
	description: string,
	shownFor: readonly string[],
): INodeProperties => ({
	...field,
	required: false,
	description,
	modes: field.modes?.filter(({ name }) => name === 'list' || name === 'id'),
	displayOptions: { show: { '/event': [...shownFor] } },
});

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	displayOptions: { show: { event: eventsAbout('person', 'team', 'course', 'learningPath') } },
	options: [
		filter(courseLocator.field, 'Only this course', eventsAbout('course')),
		filter(learningPathLocator.field, 'Only this learning path', eventsAbout('learningPath')),
		{
			displayName: 'Only Active Users',
			name: 'activeOnly',
			type: 'boolean',
			default: true,
			displayOptions: { show: { '/event': eventsAbout('person') } },
			description:
				'Whether to ignore users who are not active. For some events this uses one request per user, or one per 1,000 users of the account.',
		},
		filter(
			teamLocator.field,
			'Only this team. For events about users: only users who are active members when the event is noticed (one request per 1,000 of them).',
			eventsAbout('team', 'person'),
		),
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Look Back at First (Days)',
			name: 'lookBackDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 7,
			description:
				'How many days of past events to emit when the workflow is first published. By default it starts with new events. After a pause it continues where it stopped.',
		},
	],
};

/** The panel, below the Poll Times, which n8n puts there. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		required: true,
		options: events.map(({ name, value, description }) => ({ name, value, description })),
		default: 'courseCompleted',
	},
	{
		displayName:
			'Polls at the times above (minimum 1 minute). Each poll uses at least 1 request; large backlogs continue in the next poll.',
		name: 'pollNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Feed',
		name: 'feed',
		type: 'options',
		noDataExpression: true,
		required: true,
		options: [
			...feedChoices.map(({ name, value }) => ({ name, value })),
			{ name: 'Other (by Path)', value: BY_PATH },
		].sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: 'activityLog: getActions',
		displayOptions: { show: { event: [OTHER_FEED] } },
		description: 'Which feed to watch for new or changed rows',
	},
	{
		displayName: 'Path',
		name: 'feedPath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /org/activities/actions',
		displayOptions: { show: { event: [OTHER_FEED], feed: [BY_PATH] } },
		description: 'Path of a feed that accepts since and to. Enter the part after v1.svc.',
	},
	{
		displayName: 'Days Before',
		name: 'expiringDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		required: true,
		displayOptions: { show: { event: ['courseExpiring'] } },
		description: 'How many days before the completion expires to start the workflow',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	filters,
	options,
];
