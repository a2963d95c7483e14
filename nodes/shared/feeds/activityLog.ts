import type { Feed } from './feed';

/** Of who did what to what. */
const COLUMNS = [
	'ActivityDate',
	'ActivityType',
	'ObjectType',
	'ObjectName',
	'TargetObjectType',
	'TargetObjectName',
	'ActivityByUserName',
	'ObjectId',
	'TargetObjectId',
	'OriginalObjectId',
];

export const activityLogFeeds = {
	actions: {
		name: 'Get Actions',
		value: 'getActions',
		action: 'Get log of actions',
		description: 'List what users did in Litmos, such as starting or completing a course',
		path: '/org/activities/actions',
		key: [],
		columns: COLUMNS,
	},
	assignments: {
		name: 'Get Assignments',
		value: 'getAssignments',
		action: 'Get log of assignments',
		description: 'List what was assigned to whom, and by whom',
		path: '/org/activities/assignments',
		key: [],
		columns: COLUMNS,
	},
	contentChanges: {
		name: 'Get Content Changes',
		value: 'getContentChanges',
		action: 'Get log of content changes',
		description: 'List who created, changed or deleted courses and other content',
		path: '/org/activities/content',
		key: [],
		columns: COLUMNS,
	},
	logins: {
		name: 'Get Logins',
		value: 'getLogins',
		action: 'Get log of logins',
		description: 'List every login with its time and IP address',
		path: '/org/activities/logins',
		key: [],
	},
	settingsChanges: {
		name: 'Get Settings Changes',
		value: 'getSettingsChanges',
		action: 'Get log of settings changes',
		description: 'List who changed which setting, with the old and the new value',
		path: '/org/activities/settings',
		key: [],
		columns: [
			'ActivityDate',
			'ActivityType',
			'Category',
			'ObjectType',
			'ObjectName',
			'OldValue',
			'NewValue',
			'TargetObjectName',
			'ActivityByUserName',
			'ObjectId',
		],
	},
} satisfies Record<string, Feed>;
