import type { IDataObject } from 'n8n-workflow';
import { callsFor, COURSES, LEARNING_PATHS, readCompliance } from '../../shared/feeds/compliance';
import type { ComplianceSource } from '../../shared/feeds/compliance';
import { readTeamNames } from '../../shared/feeds/members';
import type { TeamName } from '../../shared/feeds/members';
import { USER_LIST } from '../../shared/feeds/users';
import { readAll } from '../../shared/operation/list';
import type { Call, RequestSpec } from '../../shared/operation/types';
import { readUsers, userColumns, wantedUsers } from './users';

/** What a report is about, as its columns call it. */
export type Content = 'Course' | 'LearningPath';

/** A row, and the teams of its user where they were read. */
export interface Row {
	row: IDataObject;
	teams: readonly TeamName[];
}

const PATH_COURSES: RequestSpec = {
	method: 'GET',
	path: '/learningpaths/{learningPathId}/courses',
	query: ['start', 'limit'],
};

/** What the rows of Litmos say in passing. Of all courses at once, it tells due dates only of changed results. */
const more: ComplianceSource['more'] = (row, result) => ({
	Email: row.Email || null,
	Active: row.Active ?? null,
	DueDateKnown: row.DueDate !== undefined || result.DueDate !== undefined,
});

const SOURCES: Readonly<Record<Content, ComplianceSource>> = {
	Course: { ...COURSES, more },
	LearningPath: { ...LEARNING_PATHS, more },
};

/** The calls that reports on it may make. */
export const callsOf = (content: Content): readonly RequestSpec[] => [
	...callsFor(SOURCES[content]),
	USER_LIST,
	...(content === 'Course' ? [PATH_COURSES] : []),
];

/**
 * The status of each user in each course or learning path, filtered. `includeManager` and `includeTeams` say what else
 * is read; filters read what they need.
 */
export async function readRows(content: Content, call: Call, values: IDataObject): Promise<Row[]> {
	const rows = await readCompliance(SOURCES[content], call, values);
	const courses = content === 'Course' ? await readPathCourses(call, values) : undefined;
	const users = needsUsers(rows, values) ? await readUsers(call) : new Map<unknown, IDataObject>();
	const teams = values.includeTeams === true ? await readTeamNames(call, values) : undefined;
	const isWanted = wantedUsers(users, values);
	return rows
		.filter((row) => courses?.has(row.ContentId) !== false && isWanted?.(row.UserId) !== false)
		.map((row) => {
			const mine = teams && (teams.get(row.UserId) ?? []);
			return { row: named({ row, content, users, teams: mine }), teams: mine ?? [] };
		})
		.filter(({ row }) => values.activeOnly !== true || row.Active !== false);
}

/** Whether users are active stands in the results of all courses, and otherwise in the list of users only. */
function needsUsers(rows: readonly IDataObject[], values: IDataObject): boolean {
	const { includeManager, manager, profileField, activeOnly } = values;
	if (includeManager === true || manager !== undefined || profileField !== undefined) return true;
	return activeOnly === true && rows.some(({ Active }) => Active === null);
}

async function readPathCourses(call: Call, values: IDataObject): Promise<Set<unknown> | undefined> {
	if (values.learningPathId === undefined) return undefined;
	const courses = await readAll(call, { spec: PATH_COURSES, once: true }, values);
	return new Set(courses.map(({ Id }) => Id));
}

interface Found {
	row: IDataObject;
	content: Content;
	users: ReadonlyMap<unknown, IDataObject>;
	teams: readonly TeamName[] | undefined;
}

/** The row with names as a person reads them, and columns that say what they name. */
function named({ row, content, users, teams }: Found): IDataObject {
	const { UserName, Email, FirstName, LastName, Name, ContentId, Active, ...others } = row;
	const user = userColumns(users, row.UserId);
	return {
		UserName,
		Email: user.Email ?? Email,
		FirstName,
		LastName,
		TeamNames: teams ? teams.map(({ name }) => name).join('; ') : null,
		ManagerName: user.ManagerName,
		ManagerEmail: user.ManagerEmail,
		[`${content}Name`]: Name,
		[`${content}Id`]: ContentId,
		...others,
		ManagerId: user.ManagerId,
		Active: user.Active ?? Active,
	};
}
