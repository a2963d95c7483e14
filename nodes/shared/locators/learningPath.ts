import { listSearch, named, tickList } from './listSearch';
import { locator } from './locator';
import { byId, byName, byUrl } from './modes';

export const learningPathLocator = locator({
	field: {
		displayName: 'Learning Path',
		name: 'learningPathId',
		required: true,
		description: 'The learning path to work on',
	},
	finder: { noun: 'learning path', path: '/learningpaths' },
	list: {
		method: 'searchLearningPaths',
		placeholder: 'Select a learning path...',
		search: listSearch('/learningpaths', named),
	},
	modes: {
		name: byName('Onboarding'),
		url: byUrl('learning path', 'learningpath/12345', ({ OriginalId }) => OriginalId),
		id: byId('Yd0nWIVRhOY1'),
	},
});

export const getLearningPaths = tickList('/learningpaths', named);
