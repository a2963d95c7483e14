import type { IDataObject, INodeListSearchItems, INodeProperties } from 'n8n-workflow';
import { coded, listSearch, markInactive, tickList } from './listSearch';
import { locator } from './locator';
import { byId, byName, byUrl } from './modes';

/** `Security Awareness (SEC-01)` */
const entry = (row: IDataObject): INodeListSearchItems => ({
	name: markInactive(coded(row), row),
	value: String(row.Id),
});

export const courseLocator = locator({
	field: {
		displayName: 'Course',
		name: 'courseId',
		required: true,
		description: 'The course to work on',
	},
	alsoNamed: ['sourceCourseId'],
	finder: { noun: 'course', path: '/courses' },
	list: {
		method: 'searchCourses',
		placeholder: 'Select a course...',
		search: listSearch('/courses', entry),
	},
	modes: {
		name: byName('Security Awareness'),
		url: byUrl('course', 'course/590874', ({ OriginalId }) => OriginalId),
		id: byId('RuzXNaD42Sw1'),
	},
});

export const sessionCourseField: INodeProperties = {
	...courseLocator.field,
	description: 'The course that holds the live training',
};

export const getCourses = tickList('/courses', entry);
