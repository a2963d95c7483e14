import type { Litmos } from './litmos';
import { firstOf, rowsIn, rowsOf, textOf } from './records';
import { Unanswered } from './unanswered';

/** Ids of records that are there, for the braces in paths; each is looked up once, when it is first needed. */
export interface Places {
	/** The path with ids of records in it. @throws Unanswered where there are none */
	fill(path: string): Promise<string>;
}

/** Live training: the three ids must belong together. */
const SESSION_IDS = ['courseId', 'moduleId', 'sessionId'] as const;

type SessionId = (typeof SESSION_IDS)[number];
type Session = Record<SessionId, string>;

const isSessionId = (name: string): name is SessionId =>
	(SESSION_IDS as readonly string[]).includes(name);

/** A session, with the course and the module that it belongs to. */
async function findSession(litmos: Litmos): Promise<Session> {
	for (const path of ['/sessions/future', '/sessions/past']) {
		for (const course of await rowsOf(litmos, path, { limit: 1 })) {
			const module = rowsIn(course.Modules).find(({ Sessions }) => rowsIn(Sessions).length > 0);
			const [session] = rowsIn(module?.Sessions);
			if (!session) continue;
			return {
				courseId: textOf(course, 'Id'),
				moduleId: textOf(module, 'Id'),
				sessionId: textOf(session, 'Id'),
			};
		}
	}
	throw new Unanswered('noRecords');
}

/** Where the id of a record is found that needs no other: its list, and the member. */
const LISTS: Readonly<Record<string, readonly [path: string, member: string]>> = {
	userId: ['/users', 'Id'],
	username: ['/users', 'UserName'],
	teamId: ['/teams', 'Id'],
	courseId: ['/courses', 'Id'],
	learningpathId: ['/learningpaths', 'Id'],
	customFieldId: ['/coursecustomfields', 'CustomFieldId'],
	bulkImportId: ['/bulkimports', 'Id'],
	collectionId: ['/collections', 'Id'],
	tokenId: ['/tokens', 'TokenId'],
	instructorId: ['/instructors', 'Id'],
	moduleId: ['/courses/{courseId}/modules', 'Id'],
	listingId: ['/collectionlistings/{collectionId}', 'Id'],
};

export function createPlaces(litmos: Litmos): Places {
	const known = new Map<string, Promise<string>>();
	let session: Promise<Session> | undefined;

	async function idFor(name: string): Promise<string> {
		const list = LISTS[name];
		if (!list) throw new Unanswered('noRecords');
		return await firstOf(litmos, await fill(list[0]), list[1]);
	}

	async function sessionPlace(name: SessionId): Promise<string> {
		session ??= findSession(litmos);
		return (await session)[name];
	}

	/** A course that the user has. */
	async function ownCourse(): Promise<string> {
		return await firstOf(litmos, await fill('/users/{userId}/courses'));
	}

	function placeIn(path: string, name: string): Promise<string> {
		if (/\/(sessions\/|sessions$|registration)/.test(path) && isSessionId(name))
			return sessionPlace(name);
		if (path === '/users/{userId}/courses/{courseId}' && name === 'courseId') return ownCourse();
		const place = known.get(name) ?? idFor(name);
		known.set(name, place);
		return place;
	}

	async function fill(path: string): Promise<string> {
		let filled = path;
		for (const [braces, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
			filled = filled.replace(braces, encodeURIComponent(await placeIn(path, name)));
		}
		return filled;
	}

	return { fill };
}
