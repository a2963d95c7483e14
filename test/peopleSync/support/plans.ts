import type {
	Current,
	Person,
	Rules,
	Team,
	Wanted,
} from '../../../nodes/Litmos/resources/peopleSync/plan/types';

export const NOW = Date.parse('2027-01-31T00:00:00Z');

export const RULES: Rules = {
	matchBy: 'UserName',
	scope: { by: 'everybody' },
	missing: 'deactivate',
	reactivates: true,
	teams: 'add',
	managed: [],
	createsTeams: false,
	unprotected: [],
	safety: { most: { percent: 100 }, shrinkPercent: 50 },
	now: NOW,
};

/** `ada`, with the ID `id-ada` and the address `ada@example.com`. */
export function person(name: string, cells: Partial<Record<string, unknown>> = {}): Person {
	return {
		Id: `id-${name}`,
		UserName: `${name}@example.com`,
		Email: `${name}@example.com`,
		FirstName: name,
		LastName: 'Example',
		Active: true,
		AccessLevel: 'Learner',
		ExternalEmployeeId: `E-${name}`,
		JobTitle: '',
		ManagerId: '0',
		...cells,
	};
}

/** The row that says of a person what Litmos says. */
export function row(
	name: string,
	cells: Record<string, string> = {},
	more: Partial<Wanted> = {},
): Wanted {
	const values = {
		UserName: `${name}@example.com`,
		FirstName: name,
		LastName: 'Example',
		...cells,
	};
	return { position: 0, values, ...more };
}

export function team(Name: string, parentId = ''): Team {
	return { Id: `team-${Name}`, Name, parentId, code: `100-${Name}` };
}

export function current(
	people: Person[],
	teams: Team[] = [],
	members: Record<string, string[]> = {},
): Current {
	const sets = Object.entries(members).map(
		([name, ids]) => [`team-${name}`, new Set(ids)] as const,
	);
	return { people, teams, members: new Map(sets), added: new Set(), refusedTeams: new Map() };
}

/** Rows as they stand in a list. */
export function list(...rows: Wanted[]): Wanted[] {
	return rows.map((one, position) => ({ ...one, position }));
}
