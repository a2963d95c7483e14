import { plainCell } from './cells';
import type { TeamBook } from './teams';
import type { Current, Person, Scope, Team } from './types';

export interface ScopeCheck {
	/** Whether the list speaks for this person. */
	has: (person: Person) => boolean;
	/** Whether this run adds the person. */
	adds: (person: Person) => boolean;
	/** The teams that make the scope; none where it goes by something else. */
	teams: readonly Team[];
}

export function scopeOf(current: Current, book: TeamBook, scope: Scope): ScopeCheck {
	const adds = ({ Id, UserName }: Person) =>
		current.added.has(Id) || current.added.has(plainCell(UserName));
	if (scope.by === 'everybody') return { has: () => true, adds, teams: [] };
	if (scope.by === 'field') {
		const wanted = plainCell(scope.value);
		return { has: (person) => plainCell(person[scope.field]) === wanted, adds, teams: [] };
	}
	const teams = book.withBelow(scope.teamId);
	const ids = new Set(teams.flatMap(({ Id }) => [...(current.members.get(Id) ?? [])]));
	return { has: (person) => ids.has(person.Id) || adds(person), adds, teams };
}
