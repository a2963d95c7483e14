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
		description: 'The person who teaches',
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
			hint: 'The name the instructor signs in with, in full',
			finds: userLocator.finder!.modes.userName,
		},
		id: byId('Oe4zZK7ZntpWn8FLGZTxuw2'),
	},
});
