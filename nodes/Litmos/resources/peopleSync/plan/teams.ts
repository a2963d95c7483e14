import { indexBy, plainCell } from './cells';
import type { Current, NewTeam, Team, TeamRef } from './types';

/** Between the names of a team and those above it, as Get Hierarchy shows them. */
const BELOW = '>';

/** The teams of Litmos by all that names them, and those that are to be made. */
export interface TeamBook {
	/** What a text of the list means, or why it means nothing. */
	find: (text: string) => TeamRef | string;
	/** The team and all below it. */
	withBelow: (teamId: string) => readonly Team[];
	newTeams: () => readonly NewTeam[];
	/** The team, or the next one above it that is there. */
	standing: (ref: TeamRef) => Team | undefined;
}

const partsOf = (text: string): string[] => text.split(BELOW).map((part) => part.trim());
const keyOf = (parts: readonly string[]): string => parts.map(plainCell).join(BELOW);

export function createTeamBook(
	{ teams, refusedTeams }: Pick<Current, 'teams' | 'refusedTeams'>,
	createsTeams: boolean,
): TeamBook {
	const index = indexTeams(teams);
	const maker = createMaker(index);
	const known = new Map<string, TeamRef | string>();

	function look(text: string): TeamRef | string {
		// It must not come to mean another team of that name, made meanwhile.
		const refused = refusedTeams.get(refKey({ path: text }));
		if (refused !== undefined) return refused;
		const found = index.find(text);
		if (found.length === 1) return { team: found[0] };
		const parts = partsOf(text);
		if (found.length > 1) {
			return `${found.length} teams have the name "${text}": give the path, such as Europe > ${parts.at(-1)}, the code or the ID`;
		}
		if (!createsTeams) return `Litmos has no team "${text}"`;
		if (parts.some((part) => part === '' || part.length > 100))
			return `"${text}" cannot be the name of a team`;
		const twins = index.above(parts);
		if (twins.length <= 1) return maker.make(parts);
		return `"${text}" cannot be created: Litmos has ${twins.length} teams "${twins[0].Name}"`;
	}

	function find(text: string): TeamRef | string {
		const key = index.byId.has(text.trim()) ? text.trim() : plainCell(text);
		const ref = known.get(key) ?? look(text);
		known.set(key, ref);
		return ref;
	}

	return { find, withBelow: index.withBelow, newTeams: maker.newTeams, standing: maker.standing };
}

type TeamIndex = ReturnType<typeof indexTeams>;

function indexTeams(teams: readonly Team[]) {
	const byId = new Map(teams.map((team) => [team.Id, team]));
	const byCode = indexBy(teams, ({ code }) => plainCell(code));
	const byName = indexBy(teams, ({ Name }) => plainCell(Name));
	const paths = pathsOf(teams, byId);
	const byPath = indexBy(teams, ({ Id }) => paths.get(Id)!);
	const below = indexBy(teams, ({ parentId }) => parentId);

	function find(text: string): readonly Team[] {
		const team = byId.get(text.trim());
		const name = plainCell(text);
		if (team) return [team];
		return byCode.get(name) ?? named(name) ?? byPath.get(keyOf(partsOf(text))) ?? [];
	}

	/** Of several, the one that has nothing above it: its name is its whole path, and it has no longer one to give. */
	function named(name: string): readonly Team[] | undefined {
		const all = byName.get(name);
		const whole = all?.filter(({ Id }) => paths.get(Id) === name);
		return whole?.length === 1 ? whole : all;
	}

	/** The next team above that is there; several where the path does not tell them apart. */
	function above(parts: readonly string[]): readonly Team[] {
		const next = parts.slice(0, -1);
		return next.length === 0 ? [] : (byPath.get(keyOf(next)) ?? above(next));
	}

	function withBelow(teamId: string): readonly Team[] {
		const all = new Set([byId.get(teamId)].filter((team) => team !== undefined));
		for (const team of all) (below.get(team.Id) ?? []).forEach((child) => all.add(child));
		return [...all];
	}

	return { byId, byPath, find, above, withBelow };
}

/** Makes up teams that are missing, each once and after those above it. */
function createMaker({ byPath }: TeamIndex) {
	const made = new Map<string, NewTeam>();

	function make(parts: readonly string[]): TeamRef {
		const key = keyOf(parts);
		const parent = parts.length > 1 ? above(parts.slice(0, -1)) : undefined;
		const path = parts.join(` ${BELOW} `);
		if (!made.has(key)) made.set(key, { path, name: parts.at(-1)!, parent });
		return { path: made.get(key)!.path };
	}

	function above(parts: readonly string[]): TeamRef {
		const found = byPath.get(keyOf(parts)) ?? [];
		return found.length > 0 ? { team: found[0] } : make(parts);
	}

	function standing(ref: TeamRef): Team | undefined {
		if ('team' in ref) return ref.team;
		const { parent } = made.get(keyOf(partsOf(ref.path)))!;
		return parent && standing(parent);
	}

	return { make, standing, newTeams: () => [...made.values()] };
}

/** For each team its name after those above it. */
function pathsOf(teams: readonly Team[], byId: ReadonlyMap<string, Team>): Map<string, string> {
	const paths = new Map<string, string>();
	for (const team of teams) {
		const chain = new Set<Team>();
		let next: Team | undefined = team;
		while (next && !paths.has(next.Id) && !chain.has(next)) {
			chain.add(next);
			next = byId.get(next.parentId);
		}
		let path = next && paths.has(next.Id) ? paths.get(next.Id)! : undefined;
		for (const one of [...chain].reverse()) {
			path = path === undefined ? plainCell(one.Name) : `${path}${BELOW}${plainCell(one.Name)}`;
			paths.set(one.Id, path);
		}
	}
	return paths;
}

/** One name for a team, be it there or new. */
export function refKey(ref: TeamRef): string {
	return 'team' in ref ? `id ${ref.team.Id}` : `new ${keyOf(partsOf(ref.path))}`;
}
