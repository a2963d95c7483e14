import type { IDataObject } from 'n8n-workflow';
import { TEAM_MEMBERS } from '../../../shared/feeds/members';
import { finders } from '../../../shared/locators/all';
import { runPool } from '../../../shared/operation/pool';
import { FieldError } from '../../../shared/operation/readTyped';
import { resolveNames } from '../../../shared/operation/names/resolve';
import type {
	Call,
	CodedOperation,
	ItemContext,
	RequestSpec,
} from '../../../shared/operation/types';
import { LitmosError, UncertainError } from '../../../shared/transport/errors';
import { assignByImport, IMPORT_CALLS } from '../bulkImport/assignCourses';
import { readAll } from '../../../shared/operation/list';
import { IDS_PER_REQUEST } from '../requests';
import { assignManyFields } from './assignManyFields';

const ASSIGN_COURSES: RequestSpec = {
	method: 'POST',
	path: '/users/{userId}/courses',
	query: [['sendmessage', 'sendEmail']],
	body: ['Id'],
	xml: 'Course',
	batch: { max: IDS_PER_REQUEST },
};

/** No source knows a switch for mails here (contract: userLearningPaths.assign). */
const ASSIGN_PATHS: RequestSpec = {
	method: 'POST',
	path: '/users/{userId}/learningpaths',
	body: ['Id'],
	xml: 'LearningPath',
	batch: { max: IDS_PER_REQUEST },
};

/** What is assigned: the fields with the list of it, its call, and the locator that knows it by name. */
const CONTENT = {
	courses: {
		request: ASSIGN_COURSES,
		ticked: 'courseChoice',
		typed: 'courseList',
		locator: 'courseId',
	},
	learningPaths: {
		request: ASSIGN_PATHS,
		ticked: 'learningPathChoice',
		typed: 'learningPathList',
		locator: 'learningPathId',
	},
} as const;

type Content = keyof typeof CONTENT;

/** The entries of a list from an expression, or of a text with commas or line breaks between; each once. */
function entriesOf(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,\n]/);
	return [...new Set(entries.map((entry) => String(entry ?? '').trim()))].filter(Boolean);
}

/** The courses or learning paths as they were ticked or typed. */
function contentIn(values: IDataObject): string[] {
	const { ticked, typed } = CONTENT[values.content as Content];
	return entriesOf(values[values.contentBy === 'list' ? ticked : typed]);
}

/** IDs in place of names; all that are not found are told at once, before anything is sent. */
async function idsOf(
	call: Call,
	entries: readonly string[],
	{ locator, mode, isListed }: { locator: string; mode: unknown; isListed?: true },
): Promise<string[]> {
	const wanted = entries.map((entry, item) => ({
		item,
		values: { [locator]: entry },
		modes: { [locator]: String(mode) },
		subjects: [],
	}));
	const found = await resolveNames(wanted, {
		finders,
		listed: isListed ? [locator] : [],
		read: async (path, query) =>
			await call({ method: 'GET', path: path as `/${string}`, query: Object.keys(query) }, query),
	});
	const problems = found.filter((one) => one instanceof FieldError);
	if (problems.length === 1) throw problems[0];
	if (problems.length > 1) {
		const lost = entries.filter((_, index) => found[index] instanceof FieldError);
		throw new FieldError(
			`${lost.length} of ${entries.length} could not be identified in Litmos: ${lost.join(', ')}`,
			`Nothing was assigned. ${problems[0].message}. ${problems[0].description}`,
		);
	}
	return [...new Set(found.map((one) => String((one as (typeof wanted)[0]).values[locator])))];
}

/** What was ticked is there; what an expression gives in place of ticks need not be. */
async function contentIds(
	call: Call,
	values: IDataObject,
	modes: ItemContext['modes'],
): Promise<string[]> {
	const { locator, ticked } = CONTENT[values.content as Content];
	const mode = (values.contentBy === 'list' && modes[ticked]) || values.contentBy;
	return await idsOf(call, contentIn(values), { locator, mode, isListed: true });
}

async function usersIn(call: Call, values: IDataObject): Promise<string[]> {
	const { usersBy, userList, teamId } = values;
	if (usersBy !== 'team') {
		return await idsOf(call, entriesOf(userList), { locator: 'userId', mode: usersBy });
	}
	const rows = await readAll(call, { spec: TEAM_MEMBERS }, { teamId });
	return rows.map(({ Id }) => String(Id));
}

/** One call for each person and 25 courses; five people at a time. */
async function assignMany(
	call: Call,
	values: IDataObject,
	{ modes }: Pick<ItemContext, 'modes'> = { modes: {} },
): Promise<IDataObject[]> {
	const content = values.content as Content;
	const { request } = CONTENT[content];
	const ids = await contentIds(call, values, modes);
	const users = await usersIn(call, values);
	if (content === 'courses' && values.assignBy === 'import') {
		return await importMany(call, ids, users);
	}
	const rows = new Map<string, IDataObject>();
	let problem: Error | undefined;
	const assignTo = async (userId: string): Promise<void> => {
		const requests: string[] = [];
		for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
			const part = ids.slice(start, start + IDS_PER_REQUEST);
			await call(request, { ...values, userId }, { rows: part.map((Id) => ({ Id })) });
			requests.push(`POST /users/${userId}/${content.toLowerCase()} (${part.length})`);
		}
		rows.set(userId, { userId, [content]: ids, assigned: true, requests });
	};
	await runPool(
		users.map((userId) => ({
			key: userId,
			work: async () => {
				try {
					await assignTo(userId);
				} catch (error) {
					problem ??= users.length > 1 ? namingUser(error as Error, userId) : (error as Error);
				}
				return problem === undefined;
			},
		})),
	);
	if (problem) throw halfDone(problem, { done: rows.size, all: users.length });
	return users.map((userId) => rows.get(userId)!);
}

async function importMany(
	call: Call,
	ids: readonly string[],
	users: readonly string[],
): Promise<IDataObject[]> {
	const sent = new Map<unknown, string[]>();
	const noting: Call = async (spec, values, options) => {
		const answer = await call(spec, values, options);
		const serves = options?.serves ?? [];
		const request = `POST /bulkimports (${serves.length})`;
		for (const id of serves) sent.set(id, [...(sent.get(id) ?? []), request]);
		return answer;
	};
	const faults = await assignByImport(noting, ids, users);
	const problems = [...faults.values()];
	// What may still be under way must be told, whatever else there is.
	const problem = problems.find((one) => one instanceof UncertainError) ?? problems[0];
	if (problem) throw halfDone(problem, { done: users.length - faults.size, all: users.length });
	return users.map((userId) => ({
		userId,
		courses: ids,
		assigned: true,
		requests: sent.get(userId) ?? [],
	}));
}

/** Litmos need not say at which of hundreds it stopped. */
function namingUser(error: Error, userId: string): Error {
	// n8n knows a canceled run by its message; it has no description.
	if (!(error instanceof LitmosError) || error.description === '') return error;
	const { message, description, httpCode } = error;
	const Kind = error instanceof UncertainError ? UncertainError : LitmosError;
	return new Kind(`${message}. It stopped at the user ${userId}`, description, httpCode);
}

/** Litmos passes over what a person has already, so the whole may be run again, once it is known how it ended. */
function halfDone(problem: Error, { done, all }: { done: number; all: number }): Error {
	if (done === 0) return problem;
	const { message, description = '' } = problem as Error & { description?: string };
	const count = `${done} of ${all} users`;
	if (problem instanceof UncertainError)
		return new UncertainError(`${message}. Assigned to ${count}`, description, problem.httpCode);
	return new FieldError(
		`${message}. Assigned to ${count}`,
		`${description} You can safely run the item again: Litmos ignores what is already assigned.`.trim(),
	);
}

export const assignManyCourses: CodedOperation = {
	kind: 'coded',
	name: 'Assign Many',
	value: 'assignMany',
	action: 'Assign many courses to many users',
	description:
		'Assign every course or learning path of a list to every user of a list. The output lists the requests.',
	fields: assignManyFields,
	takesLists: ['userList', 'courseList', 'learningPathList'],
	check: (values) => {
		const isNobody = values.usersBy !== 'team' && entriesOf(values.userList).length === 0;
		if (isNobody) return '"Users" is empty';
		return contentIn(values).length === 0
			? 'There is nothing to assign: the list of courses or learning paths is empty'
			: undefined;
	},
	cost: '1 per user and 25 courses',
	run: assignMany,
	calls: [TEAM_MEMBERS, ASSIGN_COURSES, ASSIGN_PATHS, ...IMPORT_CALLS],
};
