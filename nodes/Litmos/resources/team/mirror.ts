import type { IDataObject } from 'n8n-workflow';
import { plain } from '../../../shared/locators/modes';
import { readList } from '../../../shared/operation/pages';
import { FieldError } from '../../../shared/operation/readTyped';
import type {
	Call,
	ItemResult,
	JointOperation,
	RequestSpec,
} from '../../../shared/operation/types';
import { wellSpelled } from '../../../shared/values';
import { checkLengths, NEW_SUB_TEAM, NEW_TEAM, newTeamFields, teamNameField } from './fields';

const LIST: RequestSpec = { method: 'GET', path: '/teams', query: ['start', 'limit'] };
const SUB_TEAMS: RequestSpec = { method: 'GET', path: '/teams/{teamId}/teams' };
const CREATE: RequestSpec = { ...NEW_TEAM, path: '/teams' };
const CREATE_BELOW: RequestSpec = { ...NEW_SUB_TEAM, path: '/teams/{teamId}/teams' };

/** What is known of the teams while a list is worked through. */
interface Tree {
	call: Call;
	/** In Litmos, the new ones included. */
	teams: IDataObject[];
	/** By the plain name of the team: the items that name it. */
	items: ReadonlyMap<string, IDataObject[]>;
	results: Map<IDataObject, Promise<IDataObject>>;
}

const nameIn = (team: IDataObject): string => plain(team.Name);
const parentIn = ({ ParentTeamId }: IDataObject): string => String(ParentTeamId ?? '');

async function teamsOf(call: Call): Promise<IDataObject[]> {
	const { rows } = await readList(async (start, limit) => await call(LIST, { start, limit }), {
		key: 'Id',
	});
	return rows.map(wellSpelled);
}

/** The ID of the team of that name: one of the list, or else one in Litmos. */
async function parentOf(tree: Tree, item: IDataObject, above: ReadonlySet<IDataObject>) {
	const name = String(item.parentName ?? '').trim();
	if (name === '') return '';
	const [own, ...twins] = tree.items.get(plain(name)) ?? [];
	if (own && twins.length === 0) return await idOf(tree, own, above);
	const known = own ? [] : tree.teams.filter((team) => nameIn(team) === plain(name));
	if (known.length === 1) return String(known[0].Id);
	if (known.length + twins.length > 0) {
		throw new FieldError(
			`Several teams have the name of the parent team "${name}"`,
			'Give them different names, or use Find or Create for the teams below.',
		);
	}
	throw new FieldError(
		`The parent team "${name}" is neither in the list nor in Litmos`,
		'Check its name, or add an item for it.',
	);
}

/** Litmos may not say which ID a new team has. */
async function withId(call: Call, team: IDataObject): Promise<IDataObject> {
	if (team.Id) return team;
	const teamId = parentIn(team);
	const around = teamId
		? ((await call(SUB_TEAMS, { teamId })) as IDataObject[] | null)
		: await teamsOf(call);
	const found = (around ?? []).find((one) => nameIn(wellSpelled(one)) === nameIn(team));
	return found ? { ...team, ...wellSpelled(found) } : team;
}

/** Of a team of the list, for those below it. */
async function idOf(tree: Tree, item: IDataObject, above: ReadonlySet<IDataObject>) {
	const { Id } = await resultOf(tree, item, above);
	if (Id) return String(Id);
	throw new FieldError(
		`Litmos does not list the new team "${String(item.Name)}" yet`,
		'Run the node again: what exists by then is found.',
	);
}

async function findOrAdd(tree: Tree, item: IDataObject, above: ReadonlySet<IDataObject>) {
	if (above.has(item)) {
		throw new FieldError(
			`The team "${String(item.Name)}" is above itself in the list`,
			'Correct the parent teams.',
		);
	}
	const ParentTeamId = await parentOf(tree, item, new Set([...above, item]));
	const [found, ...more] = tree.teams.filter(
		(team) => nameIn(team) === nameIn(item) && parentIn(team) === ParentTeamId,
	);
	if (more.length > 0) {
		throw new FieldError(
			`${more.length + 1} teams of the same parent have the name "${String(item.Name)}"`,
			'Rename all but one in Litmos.',
		);
	}
	if (found) return { ...found, result: 'found' };
	const { Name, Description = '' } = item;
	const spec = ParentTeamId ? CREATE_BELOW : CREATE;
	const answer = (await tree.call(spec, { ...item, teamId: ParentTeamId })) as IDataObject | null;
	const team = await withId(tree.call, { Name, Description, ...answer, ParentTeamId });
	tree.teams.push(team);
	return { ...team, result: 'created' };
}

/** Each team is worked on once, when it is first asked for: so parents come before what stands below them. */
async function resultOf(
	tree: Tree,
	item: IDataObject,
	above: ReadonlySet<IDataObject> = new Set(),
): Promise<IDataObject> {
	if (above.has(item)) return await findOrAdd(tree, item, above);
	const known = tree.results.get(item) ?? findOrAdd(tree, item, above);
	tree.results.set(item, known);
	return await known;
}

async function mirror(call: Call, all: readonly IDataObject[]): Promise<ItemResult[]> {
	const items = new Map<string, IDataObject[]>();
	for (const item of all) items.set(nameIn(item), [...(items.get(nameIn(item)) ?? []), item]);
	const tree: Tree = { call, teams: await teamsOf(call), items, results: new Map() };
	const done: ItemResult[] = [];
	for (const item of all) {
		done.push(
			await resultOf(tree, item).then(
				(team) => [team],
				(error: Error) => error,
			),
		);
	}
	return done;
}

export const mirrorHierarchy: JointOperation = {
	kind: 'joint',
	name: 'Mirror Hierarchy',
	value: 'mirrorHierarchy',
	action: 'Mirror hierarchy of teams',
	description:
		'Create the teams of a list, each below the parent it names. Teams that exist are found. All items are one list, in any order.',
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
	together: (items) => [items.map((_, position) => position)],
	cost: '1 for all items, and 1 per new team',
	run: mirror,
	calls: [LIST, SUB_TEAMS, CREATE, CREATE_BELOW],
};
