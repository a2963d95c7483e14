import type { IDataObject } from 'n8n-workflow';
import { runPool } from '../../../shared/operation/pool';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, RequestSpec } from '../../../shared/operation/types';
import { timeIn, wellSpelled } from '../../../shared/values';
import { readAll } from '../../../shared/operation/list';
import { TEAM_MEMBERS } from '../../../shared/feeds/members';
import { readTeams, TEAM_LIST } from '../../../shared/feeds/teams';
import { USER_LIST } from '../../../shared/feeds/users';
import { matchAll } from './plan/match';
import { wishFor } from './plan/people';
import { createTeamBook } from './plan/teams';
import type { Current, Person, Rules, Team, Wanted } from './plan/types';

/** For people of whom no list of members tells. */
const TEAMS_OF: RequestSpec = {
	method: 'GET',
	path: '/users/{userId}/teams',
	query: ['start', 'limit'],
};

export const READING = [USER_LIST, TEAM_LIST, TEAM_MEMBERS, TEAMS_OF];

/** What is in Litmos, for a program that notes its own changes in it. */
export interface Mirror extends Current {
	people: Person[];
	teams: Team[];
	members: Map<string, Set<string>>;
	added: Set<string>;
	refusedTeams: Map<string, string>;
}

/**
 * Reads everything the list may change, and nothing else: the people last, as they change most.
 * Members are read team by team, a request for each 1,000. Nothing shows the members of several teams: the feed of
 * memberships (contract: orgFeeds.teamUsers) has what was made or changed in seven days at most, so all that ever were
 * would take a request per week of the account's life; and nobody has published that it tells who was taken out of a
 * team. Records of people do not say in which teams they are.
 */
export async function readCurrent(
	call: Call,
	wanted: readonly Wanted[],
	rules: Rules,
): Promise<Mirror> {
	const needsTeams =
		rules.scope.by === 'team' || rules.teams === 'equal' || wanted.some(({ teams }) => teams);
	const teams = needsTeams ? await readAllTeams(call) : [];
	const relevant = relevantTeams(teams, wanted, rules);
	const members = new Map<string, Set<string>>();
	await inTurns(relevant, async ({ Id }) => {
		// Litmos may say 404 of a team without users. The list of teams has it, so it is there.
		const rows = await readAll(call, { spec: TEAM_MEMBERS, missing: true }, { teamId: Id });
		members.set(Id, new Set(rows.map((row) => String(row.Id))));
	});
	const people = await readPeople(call);
	const mirror: Mirror = { people, teams, members, added: new Set(), refusedTeams: new Map() };
	if (relevant.length > 0) await readPlaces(call, mirror, { wanted, rules });
	return mirror;
}

export async function readPeople(call: Call): Promise<Person[]> {
	const rows = await readAll(call, { spec: USER_LIST });
	return rows.map(wellSpelled).map((row) => personIn(row, String(row.Id)));
}

/** A user as the planner wants one. */
export function personIn(record: IDataObject, Id: string): Person {
	return {
		...record,
		Id,
		UserName: String(record.UserName ?? ''),
		Active: record.Active !== false && record.Active !== 'false',
	};
}

async function readAllTeams(call: Call): Promise<Team[]> {
	const teams = await readTeams(call, { instead: 'Leave out the teams and choose another scope.' });
	return teams.map(({ Id, Name, ParentTeamId, TeamCodeForBulkImport }) => ({
		Id: String(Id),
		Name: String(Name ?? ''),
		parentId: String(ParentTeamId ?? ''),
		code: String(TeamCodeForBulkImport ?? ''),
	}));
}

/** The teams whose members matter: those of the list, of the scope, and those that people may leave. */
function relevantTeams(teams: readonly Team[], wanted: readonly Wanted[], rules: Rules): Team[] {
	const book = createTeamBook({ teams, refusedTeams: new Map() }, false);
	const texts = new Set(wanted.flatMap((row) => row.teams ?? []));
	const managed = rules.teams === 'equal' ? rules.managed.map((text) => book.find(text)) : [];
	if (rules.teams === 'equal' && managed.length === 0) {
		throw new FieldError('Make Equal needs "Managed Teams"', NO_CHANGE);
	}
	const unknown = managed.find((ref) => typeof ref === 'string');
	if (unknown !== undefined) {
		throw new FieldError(`"Managed Teams" names a team that is not there: ${unknown}`, NO_CHANGE);
	}
	const { scope } = rules;
	const inScope = scope.by === 'team' ? book.withBelow(scope.teamId) : [];
	if (scope.by === 'team' && inScope.length === 0) {
		throw new FieldError(`Litmos does not list the team of the scope: ${scope.teamId}`, NO_CHANGE);
	}
	const named = [...texts].map((text) => book.find(text));
	const refs = [...managed, ...named].flatMap((ref) =>
		typeof ref === 'object' && 'team' in ref ? [ref.team] : [],
	);
	return [...new Set([...inScope, ...refs])];
}

const NO_CHANGE = 'Nothing was changed. Correct the field, then run the node again.';

/** Whom a run has added that ended before they were in their team, a later one finds for so long. */
const NEW_MS = 7 * 86_400_000;

/**
 * In which of the teams people are who come back: no list of members has them. Who is in no team at all, such as after
 * "Remove From All Teams", is added to the scope by this run.
 */
async function readPlaces(
	call: Call,
	{ people, members, added }: Mirror,
	{ wanted, rules }: { wanted: readonly Wanted[]; rules: Rules },
): Promise<void> {
	const isByTeam = rules.scope.by === 'team';
	const placed = new Set([...members.values()].flatMap((ids) => [...ids]));
	const isNew = ({ Id, CreatedDate }: Person) =>
		isByTeam && !placed.has(Id) && timeIn(CreatedDate) > rules.now - NEW_MS;
	const open = matchAll(people, wanted, rules.matchBy).matches.flatMap(({ row, person }) => {
		if (!person || wishFor(row, rules.now) !== 'active') return [];
		return (person.Active ? isNew(person) : rules.reactivates) ? [person] : [];
	});
	await inTurns(open, async ({ Id }) => {
		// Litmos may say 404 of a user without teams. The list of users has them, so they are there.
		const reading = { spec: TEAMS_OF, missing: true } as const;
		const rows: IDataObject[] = await readAll(call, reading, { userId: Id });
		rows.forEach((team) => members.get(String(team.Id))?.add(Id));
		if (isByTeam && rows.length === 0) added.add(Id);
	});
}

/** Some at a time. @throws the first problem; then nothing more is begun. */
export async function inTurns<T>(
	all: readonly T[],
	work: (one: T) => Promise<void>,
): Promise<void> {
	let problem: Error | undefined;
	const tasks = all.map((one, index) => ({
		key: String(index),
		work: async () => {
			try {
				await work(one);
			} catch (error) {
				problem ??= error as Error;
			}
			return problem === undefined;
		},
	}));
	await runPool(tasks);
	if (problem) throw problem;
}
