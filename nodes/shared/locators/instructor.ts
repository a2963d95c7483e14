import { listSearch, personName } from './listSearch';
import { locator } from './locator';
import { byId } from './modes';
import { userLocator } from './user';

/** Instructors are people, in a list of their own. */
export const instructorLocator = locator({
	field: {
		displayName: 'Instructor',
		name: 'instructorId',
		required: true,
		description: 'The user who teaches',
	},
	alsoNamed: ['InstructorUserId'],
	finder: { noun: 'instructor', path: '/instructors' },
	list: {
		method: 'searchInstructors',
		placeholder: 'Select an instructor...',
		search: listSearch('/instructors', (row) => ({
			name: `${personName(row)} (${String(row.UserName)})`,
			value: String(row.Id),
		})),
	},
	modes: {
		userName: {
			label: 'By Username',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The full username of the instructor',
			finds: userLocator.finder!.modes.userName,
		},
		id: byId('Oe4zZK7ZntpWn8FLGZTxuw2'),
	},
});
