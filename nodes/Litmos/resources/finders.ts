import type { IDataObject } from 'n8n-workflow';
import type { Finder, FinderMode, Finders } from '../../shared/operation/types';
import { wellSpelled } from '../../shared/values';

/** IIS, which Litmos runs on, refuses paths with `+` and the like even when they are encoded. */
const PATH_SAFE = /^[\w.@-]+$/;

/** Whether GET /users/{userId} can be asked with this user name. */
export function isPathSafe(userName: string): boolean {
	return PATH_SAFE.test(userName);
}

const NAME: FinderMode = {
	word: 'name',
	searchable: true,
	unique: false,
	keysOf: (row) => [plain(row.Name)],
	keysIn: (value) => [plain(value)],
};

const users: Finder = {
	noun: 'user',
	path: '/users',
	modes: {
		userName: {
			word: 'username',
			isPathSafe,
			searchable: true,
			unique: true,
			keysOf: (row) => [plain(wellSpelled(row).UserName)],
			keysIn: (value) => [plain(value)],
		},
		email: {
			word: 'email address',
			searchable: true,
			unique: false,
			keysOf: (row) => [plain(row.Email)],
			keysIn: (value) => [plain(value)],
		},
	},
};

/** Instructors are people, in a list of their own. */
const instructors: Finder = {
	...users,
	noun: 'instructor',
	path: '/instructors',
	modes: { userName: users.modes.userName },
};

const teams: Finder = {
	noun: 'team',
	path: '/teams',
	modes: {
		name: NAME,
		url: {
			word: 'number in the URL',
			searchable: false,
			unique: true,
			// The browser shows the team's number; only its import code has it too: `1689704-Accounts`.
			keysOf: (row) => addressKeys(row.Id, codeNumber(row)),
			keysIn: (value) => addressKeys(lastPart(value), numberIn(value)),
		},
	},
};

/** Courses and learning paths are known in the same ways. */
const content = (noun: string, path: `/${string}`): Finder => ({
	noun,
	path,
	modes: {
		name: NAME,
		url: {
			word: 'number in the URL',
			searchable: false,
			unique: true,
			keysOf: (row) => addressKeys(row.Id, row.OriginalId),
			keysIn: (value) => addressKeys(lastPart(value), numberIn(value)),
		},
	},
});

const collections: Finder = {
	noun: 'collection',
	path: '/collections',
	// Litmos' search is not documented for these two lists.
	modes: { name: { ...NAME, searchable: false } },
};

const listings: Finder = {
	noun: 'listing',
	path: '/collectionlistings/{collectionId}',
	modes: { name: { ...NAME, searchable: false } },
};

const tokens: Finder = {
	noun: 'token',
	path: '/tokens',
	key: 'TokenId',
	modes: {
		code: {
			word: 'code',
			searchable: true,
			unique: false,
			keysOf: (row) => [plain(row.TokenCode)],
			keysIn: (value) => [plain(value)],
		},
	},
};

/** By the name of the locator field. */
export const finders: Finders = {
	userId: users,
	ManagerId: users,
	teamId: teams,
	courseId: content('course', '/courses'),
	sourceCourseId: content('course', '/courses'),
	instructorId: instructors,
	InstructorUserId: instructors,
	learningPathId: content('learning path', '/learningpaths'),
	collectionId: collections,
	listingId: listings,
	tokenId: tokens,
};

/** Capitals and spaces around do not matter. */
export function plain(cell: unknown): string {
	return String(cell ?? '')
		.trim()
		.toLowerCase();
}

/** An address leads to a record by its ID or by its number. */
function addressKeys(id: unknown, number: unknown): string[] {
	return [id && `id ${String(id)}`, number && `number ${String(number)}`].filter(
		(key) => typeof key === 'string',
	);
}

/** The number at the head of a team's import code, 1689704 of `1689704-Accounts`: Litmos shows it nowhere else. */
export function codeNumber({ TeamCodeForBulkImport }: IDataObject): string | undefined {
	return /^(\d+)-/.exec(String(TeamCodeForBulkImport ?? ''))?.[1];
}

/** The last number that stands alone in a web address, in its path if there is one: 590874 of `…/course/590874/edit?tab=2`. */
function numberIn(url: string): string | undefined {
	const numbers = (text: string) => text.match(/(?<=[/=])\d+(?=$|[/?&#])/g);
	return (numbers(url.split(/[?#]/)[0]) ?? numbers(url))?.at(-1);
}

/** The last part of a path: the coded ID in addresses of the API. */
function lastPart(url: string): string | undefined {
	return url.split(/[?#]/)[0].split('/').filter(Boolean).at(-1);
}
