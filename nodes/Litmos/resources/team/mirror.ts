import type { IDataObject } from 'n8n-workflow';
import { readTeams, TEAM_LIST } from '../../../shared/feeds/teams';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, ItemResult, JointOperation } from '../../../shared/operation/types';
import { plain } from '../../../shared/values';
import { checkLengths, NEW_SUB_TEAM, NEW_TEAM, newTeamFields, teamNameField } from './fields';

const NO_PARENTS = { instead: 'Use Find or Create for each level instead.' };

/** By their plain names, since a thousand items must not each look through a thousand teams. */
type ByName = Map<string, IDataObject[]>;

/** What is known while a list is worked through. */
interface Tree {
	call: Call;
	/** In Litmos, the new ones included. */
	teams: ByName;
	items: ByName;
	/** Of items that have been worked on: the team, or why there is none. */
	results: Map<IDataObject, IDataObject | Error>;
}

const nameIn = ({ Name }: IDataObject): string => plain(Name);
const parentIn = ({ ParentTeamId }: IDataObject): string => String(ParentTeamId ?? '');

function add(byName: ByName, one: IDataObject): void {
	const known = byName.get(nameIn(one));
	if (known) known.push(one);
	else byName.set(nameIn(one), [one]);
}

function indexed(all: readonly IDataObject[]): ByName {
	const byName: ByName = new Map();
	all.forEach((one) => add(byName, one));
	return byName;
}

/** Those of the list and those in Litmos that have the name of the parent; the list comes first. */
function parentsOf({ items, teams }: Tree, { parentName }: IDataObject) {
	const name = String(parentName ?? '').trim();
	const own = (name && items.get(plain(name))) || [];
	return { name, own, known: own.length > 0 ? [] : (teams.get(plain(name)) ?? []) };
}

/** The item and those above it that have not been worked on, the uppermost first. */
function openChain(tree: Tree, item: IDataObject): IDataObject[] {
	const chain = new Set<IDataObject>();
	let next: IDataObject | undefined = item;
	while (next && !tree.results.has(next) && !chain.has(next)) {
		chain.add(next);
		const { own }: ReturnType<typeof parentsOf> = parentsOf(tree, next);
		next = own.length === 1 ? own[0] : undefined;
	}
	return [...chain].reverse();
}

/** The ID of a team of the list, for those below it. */
function idOf({ results }: Tree, item: IDataObject): string {
	const team = results.get(item);
	if (team instanceof Error) throw team;
	// What is above is worked on first, but for a circle.
	if (!team) {
		throw new FieldError(
			`The team "${String(item.Name)}" is its own parent in the list`,
			'Correct the column Parent Team Name.',
		);
	}
	if (team.Id) return String(team.Id);
	throw new FieldError(
		`Litmos does not list the new team "${String(item.Name)}" yet`,
		'Run the node again. Teams that exist by then are kept.',
	);
}

/** The ID of the parent team; empty for the top level. */
function parentIdOf(tree: Tree, item: IDataObject): string {
	const { name, own, known } = parentsOf(tree, item);
	if (name === '') return '';
	if (own.length === 1) return idOf(tree, own[0]);
	if (known.length === 1) return String(known[0].Id);
	if (own.length + known.length > 0) {
		throw new FieldError(
			`Several teams are named "${name}", so the parent team is unclear`,
			'Give the teams different names, or use Find or Create for the teams below them.',
		);
	}
	throw new FieldError(
		`The parent team "${name}" is neither in the list nor in Litmos`,
		'Check its name, or add an item for it.',
	);
}

const placedAs = (wanted: IDataObject, teams: ByName): IDataObject[] =>
	(teams.get(nameIn(wanted)) ?? []).filter((team) => parentIn(team) === parentIn(wanted));

/** Litmos may not say which ID a new team has. */
async function withId(call: Call, team: IDataObject): Promise<IDataObject> {
	if (team.Id) return team;
	const [found] = placedAs(team, indexed(await readTeams(call, NO_PARENTS)));
	return { ...team, ...found };
}

async function findOrAdd(tree: Tree, item: IDataObject): Promise<IDataObject> {
	const { Name, Description = '' } = item;
	const ParentTeamId = parentIdOf(tree, item);
	const [found, ...more] = placedAs({ Name, ParentTeamId }, tree.teams);
	if (more.length > 0) {
		throw new FieldError(
			`${more.length + 1} teams of the same parent are named "${String(Name)}"`,
			'Rename all but one in Litmos.',
		);
	}
	if (found) return { ...found, result: 'found' };
	const spec = ParentTeamId ? NEW_SUB_TEAM : NEW_TEAM;
	const answer = (await tree.call(
		spec,
		{ ...item, teamId: ParentTeamId },
		{ needed: 'toRead', serves: [item] },
	)) as IDataObject | null;
	const team = await withId(tree.call, { Name, Description, ...answer, ParentTeamId });
	add(tree.teams, team);
	return { ...team, result: 'created' };
}

async function mirror(call: Call, all: readonly IDataObject[]): Promise<ItemResult[]> {
	const teams = indexed(await readTeams(call, NO_PARENTS));
	const tree: Tree = { call, teams, items: indexed(all), results: new Map() };
	for (const item of all) {
		for (const one of openChain(tree, item)) {
			tree.results.set(one, await findOrAdd(tree, one).catch((error: Error) => error));
		}
	}
	return all.map((item) => {
		const team = tree.results.get(item)!;
		return team instanceof Error ? team : [team];
	});
}

export const mirrorHierarchy: JointOperation = {
	kind: 'joint',
	name: 'Mirror Hierarchy',
	value: 'mirrorHierarchy',
	action: 'Mirror hierarchy of teams',
	description:
		'Create all teams of a list, each below its parent. Existing teams are kept. All items together form the list, in any order.',
	fields: [
		teamNameField,
		{
			displayName: 'Parent Team Name',
			name: 'parentName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Region North',
			description:
				'Name of the parent team, in the list or in Litmos. Leave empty for the top level.',
		},
		newTeamFields,
	],
	check: checkLengths,
	// Without its parent in the list, a team would go below one of that name in Litmos.
	needsAll: true,
	together: (items) => [items.map((_, position) => position)],
	cost: '1 for all items, and 1 per new team',
	run: mirror,
	calls: [TEAM_LIST, NEW_TEAM, NEW_SUB_TEAM],
};
