import type { IDataObject } from 'n8n-workflow';
import { readTeams, TEAM_LIST, teamsBelow } from '../../../shared/feeds/teams';
import { teamLocator } from '../../../shared/locators/team';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, CodedOperation } from '../../../shared/operation/types';

interface Branch {
	team: IDataObject;
	depth: number;
	names: readonly string[];
}

interface Teams {
	below: ReadonlyMap<string, IDataObject[]>;
	/** Those that have their place already. */
	placed: Set<IDataObject>;
}

/** A team and all below it, each after the one above. */
function walk(branch: Branch, teams: Teams): Branch[] {
	teams.placed.add(branch.team);
	const children = teams.below.get(String(branch.team.Id)) ?? [];
	const next = children
		.filter((team) => !teams.placed.has(team))
		.map((team) => ({
			team,
			depth: branch.depth + 1,
			names: [...branch.names, String(team.Name)],
		}));
	return [branch, ...next.flatMap((each) => walk(each, teams))];
}

/** The first team that comes twice on the way up from one whose parents form a circle. */
function topOf(team: IDataObject, byId: ReadonlyMap<string, IDataObject>): IDataObject {
	const passed = new Set<IDataObject>();
	let next = team;
	while (!passed.has(next)) {
		passed.add(next);
		next = byId.get(String(next.ParentTeamId)) ?? next;
	}
	return next;
}

/** Every team with its place. */
function treeOf(teams: readonly IDataObject[]): Branch[] {
	const below = teamsBelow(teams);
	const placed = new Set<IDataObject>();
	const byId = new Map(teams.map((team) => [String(team.Id), team]));
	const from = (team: IDataObject) =>
		walk({ team, depth: 0, names: [String(team.Name)] }, { below, placed });
	const tree = (below.get('') ?? []).flatMap(from);
	// Where parents form a circle, one of them counts as the top: none is left out.
	for (const team of teams) if (!placed.has(team)) tree.push(...from(topOf(team, byId)));
	return tree;
}

/** The team and what stands below it: in the tree that is what follows it, as far as it is deeper. */
function partOf(tree: readonly Branch[], teamId: string): readonly Branch[] {
	const from = tree.findIndex(({ team }) => team.Id === teamId);
	if (from < 0) {
		throw new FieldError(
			`No team with the ID "${teamId}" was found in Litmos`,
			'Choose the team From List.',
		);
	}
	const length = tree.slice(from + 1).findIndex(({ depth }) => depth <= tree[from].depth);
	return tree.slice(from, length < 0 ? undefined : from + 1 + length);
}

async function readHierarchy(call: Call, { teamId }: IDataObject): Promise<IDataObject[]> {
	const teams = await readTeams(call, {
		instead: 'Use Get Sub-Teams for each level instead.',
		once: true,
	});
	const tree = treeOf(teams);
	return (teamId === undefined ? tree : partOf(tree, String(teamId))).map(
		({ team, depth, names }) => ({ ...team, depth, path: names.join(' > ') }),
	);
}

export const getHierarchy: CodedOperation = {
	kind: 'coded',
	name: 'Get Hierarchy',
	value: 'getHierarchy',
	action: 'Get hierarchy of teams',
	description:
		'List teams at all levels in tree order, with parent, depth (0 for the top level) and path',
	fields: [
		{
			...teamLocator.field,
			required: false,
			description: 'The team to start from. Leave empty for all teams.',
		},
	],
	run: readHierarchy,
	calls: [TEAM_LIST],
};
