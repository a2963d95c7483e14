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
	matches: (row, value) => isSame(row.Name, value),
};

const users: Finder = {
	noun: 'user',
	path: '/users',
	modes: {
		userName: {
			word: 'user name',
			asIs: isPathSafe,
			searchable: true,
			unique: true,
			matches: (row, value) => isSame(wellSpelled(row).UserName, value),
		},
		email: {
			word: 'email address',
			searchable: true,
			unique: false,
			matches: (row, value) => isSame(row.Email, value),
		},
	},
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
			matches: (row, value) => row.Id === lastPart(value) || codeNumber(row) === numberIn(value),
		},
	},
};

const courses: Finder = {
	noun: 'course',
	path: '/courses',
	modes: {
		name: NAME,
		url: {
			word: 'number in the URL',
			searchable: false,
			unique: true,
			matches: (row, value) =>
				row.Id === lastPart(value) || String(row.OriginalId) === numberIn(value),
		},
	},
};

/** By the name of the locator field. */
export const finders: Finders = {
	userId: users,
	ManagerId: users,
	teamId: teams,
	courseId: courses,
};

function isSame(cell: IDataObject[string], value: string): boolean {
	return (
		String(cell ?? '')
			.trim()
			.toLowerCase() === value.trim().toLowerCase()
	);
}

function codeNumber({ TeamCodeForBulkImport }: IDataObject): string | undefined {
	return /^(\d+)-/.exec(String(TeamCodeForBulkImport ?? ''))?.[1];
}

/** The last number that stands alone in a web address, e.g. 590874 of `…/course/590874/edit`. */
function numberIn(url: string): string | undefined {
	return url.match(/(?<=[/=])\d+(?=$|[/?&#])/g)?.at(-1);
}

/** The last part of a path: the coded ID in addresses of the API. */
function lastPart(url: string): string | undefined {
	return url.split(/[?#]/)[0].split('/').filter(Boolean).at(-1);
}
