import type { IDataObject } from 'n8n-workflow';
import type { Row } from './rows';

export type GroupBy = 'all' | 'course' | 'manager' | 'team';

/** Rows that belong together; without an ID those that belong to none. */
export interface Group {
	id: string | null;
	name: string | null;
	email: string | null;
	rows: IDataObject[];
}

type Head = Omit<Group, 'rows'>;

const NONE: Head = { id: null, name: null, email: null };

const HEADS: Readonly<Record<GroupBy, (row: Row) => readonly Head[]>> = {
	all: () => [{ ...NONE, id: 'all', name: 'All' }],
	course: ({ row }) => [headOf(row.CourseId, row.CourseName)],
	manager: ({ row }) =>
		row.ManagerId === null ? [] : [headOf(row.ManagerId, row.ManagerName, row.ManagerEmail)],
	team: ({ teams }) => teams.map(({ id, name }) => headOf(id, name)),
};

const headOf = (id: unknown, name: unknown, email: unknown = null): Head => ({
	id: String(id),
	// Where Litmos says no name, the ID still tells groups apart.
	name: String(name ?? id),
	email: email as string | null,
});

/** Each row in its group, or where its user is in several teams in each of them; in none, in a group of those. */
export function groupRows(rows: readonly Row[], by: GroupBy): Group[] {
	const groups = new Map<string | null, Group>();
	for (const row of rows) {
		const heads = HEADS[by](row);
		for (const head of heads.length > 0 ? heads : [NONE]) {
			const group = groups.get(head.id) ?? { ...head, rows: [] };
			groups.set(head.id, group);
			group.rows.push(row.row);
		}
	}
	return [...groups.values()];
}

/** How many of the rows have the status. */
export function countOf(rows: readonly IDataObject[], status: string): number {
	return rows.filter(({ Status }) => Status === status).length;
}

/** In the order of the alphabet, what has no name last. */
export function compareNames(a: string | null, b: string | null): number {
	if (a === b) return 0;
	if (a === null || b === null) return a === null ? 1 : -1;
	return a < b ? -1 : 1;
}
