import { listSearch, markInactive, personName } from './listSearch';
import { locator } from './locator';
import { plain, wellSpelled } from '../values';
import { byId, columnMode } from './modes';

/** IIS, which Litmos runs on, refuses paths with `+` and the like even when they are encoded. */
const PATH_SAFE = /^[\w.@-]+$/;

/** Whether GET /users/{userId} can be asked with this user name. */
export function isPathSafe(userName: string): boolean {
	return PATH_SAFE.test(userName);
}

export const userLocator = locator({
	field: {
		displayName: 'User',
		name: 'userId',
		required: true,
		description: 'The user to work on',
	},
	alsoNamed: ['ManagerId'],
	finder: { noun: 'user', path: '/users' },
	list: {
		method: 'searchUsers',
		placeholder: 'Select a user...',
		/** `Ada Example (ada@example.com)` */
		search: listSearch('/users', (row) => {
			const name = personName(row);
			const userName = String(row.UserName);
			return {
				name: markInactive(name ? `${name} (${userName})` : userName, row),
				value: String(row.Id),
			};
		}),
	},
	modes: {
		userName: {
			label: 'By Username',
			placeholder: 'e.g. nathan@example.com',
			hint: 'The full username',
			finds: {
				word: 'username',
				isPathSafe,
				searchable: true,
				unique: true,
				keysOf: (row) => [plain(wellSpelled(row).UserName)],
				keysIn: (value) => [plain(value)],
			},
		},
		email: {
			label: 'By Email',
			placeholder: 'e.g. nathan@example.com',
			hint: 'Uses one request more than the username',
			finds: columnMode('Email', { word: 'email address', searchable: true, unique: false }),
		},
		id: byId('Oe4zZK7ZntpWn8FLGZTxuw2'),
	},
});
