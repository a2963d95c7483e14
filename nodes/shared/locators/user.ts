import type { IDataObject } from 'n8n-workflow';
import { plain, wellSpelled } from '../values';
import { listSearch, markInactive, personName } from './listSearch';
import { locator } from './locator';
import { byId, columnMode } from './modes';

/** IIS, which Litmos runs on, refuses paths with `+` and the like even when they are encoded. */
const PATH_SAFE = /^[\w.@-]+$/;

/** Whether GET /users/{userId} can be asked with this user name. */
export function isPathSafe(userName: string): boolean {
	return PATH_SAFE.test(userName);
}

/** Both names, or none: people can change theirs, and a single word could be the username or email of somebody else. */
function wholeName(row: IDataObject): string {
	const name = personName(row);
	return row.FirstName && row.LastName && !name.includes('@') ? name : '';
}

/** However many spaces stand between words. */
const oneSpaced = (text: unknown): string => plain(text).replace(/\s+/g, ' ');

/** Nobody has published whether Litmos' search finds a first and a last name together. */
function longestWord(value: string): string {
	const words = value.trim().split(/\s+/);
	return words.reduce((longest, word) => (word.length > longest.length ? word : longest));
}

export const userLocator = locator({
	field: {
		displayName: 'User',
		name: 'userId',
		required: true,
		description: 'The user to work on',
	},
	alsoNamed: ['ManagerId'],
	finder: {
		noun: 'user',
		path: '/users',
		label: (row) => [personName(row), wellSpelled(row).UserName].filter(Boolean).join(', '),
	},
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
		name: {
			label: 'By Name',
			placeholder: 'e.g. Nathan Example',
			hint: 'First and last name, username or email. Fails if several users match.',
			finds: {
				word: 'name, username or email address',
				isExplicit: true,
				searchFor: longestWord,
				searchable: true,
				unique: false,
				keysOf: (row) =>
					[wholeName(row), wellSpelled(row).UserName, row.Email].map(oneSpaced).filter(Boolean),
				keysIn: (value) => [oneSpaced(value)],
			},
		},
		id: byId('Oe4zZK7ZntpWn8FLGZTxuw2'),
	},
});
