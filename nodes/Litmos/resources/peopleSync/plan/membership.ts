import type { ScopeCheck } from './scope';
import { refKey } from './teams';
import type { TeamBook } from './teams';
import type { Current, Person, Rules, Team, TeamRef, Wanted } from './types';

interface Around {
	current: Current;
	rules: Rules;
	teams: TeamBook;
	scope: ScopeCheck;
}

interface Membership {
	joins: readonly TeamRef[];
	leaves: readonly Team[];
	leftOut: readonly string[];
}

/** Which teams a person joins and leaves. */
export function membershipOf(
	{ row, person }: { row: Wanted; person?: Person },
	{ current, rules, teams, scope }: Around,
): Membership {
	const found = (row.teams ?? []).map((text) => teams.find(text));
	const leftOut = found.filter((one) => typeof one === 'string');
	const wanted = new Map<string, TeamRef>();
	for (const ref of found) if (typeof ref !== 'string') wanted.set(refKey(ref), ref);
	const places = [...wanted.values()].map((ref) => teams.standing(ref));
	const isPlaced = scope.teams.some((team) => places.includes(team));
	// Without a team of the scope, the person would be outside of it the next time.
	const kept = isPlaced ? [] : scope.teams;
	const [top] = kept;
	if (top && (!person || scope.adds(person))) wanted.set(refKey({ team: top }), { team: top });
	if (!person) return { joins: [...wanted.values()], leaves: [], leftOut };
	const isIn = (team: Team) => current.members.get(team.Id)?.has(person.Id) === true;
	const joins = [...wanted.values()].filter((ref) => !('team' in ref && isIn(ref.team)));
	// What is not understood may be the very team that would be left.
	const isWhole = rules.teams === 'equal' && row.teams !== undefined && leftOut.length === 0;
	const leaves = isWhole
		? managedBy(rules, teams).filter(
				(team) => !wanted.has(refKey({ team })) && !kept.includes(team) && isIn(team),
			)
		: [];
	return { joins, leaves, leftOut };
}

const managedOf = new WeakMap<TeamBook, readonly Team[]>();

/** The managed teams that there are. */
function managedBy({ managed }: Rules, teams: TeamBook): readonly Team[] {
	const known = managedOf.get(teams);
	if (known) return known;
	const found = managed
		.map((text) => teams.find(text))
		.flatMap((ref) => (typeof ref === 'object' && 'team' in ref ? [ref.team] : []));
	// The list may name one by its name and by its path.
	const each = [...new Set(found)];
	managedOf.set(teams, each);
	return each;
}
