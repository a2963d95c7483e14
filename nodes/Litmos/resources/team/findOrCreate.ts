import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { withoutParents } from '../../../shared/feeds/teams';
import { isShortOf, PAGE_SIZE } from '../../../shared/operation/pages';
import { FieldError } from '../../../shared/operation/readTyped';
import { listIn } from '../../../shared/operation/rows';
import type { Call, CodedOperation, RequestSpec } from '../../../shared/operation/types';
import { isObject, plain, wellSpelled } from '../../../shared/values';
import {
	checkLengths,
	NEW_SUB_TEAM,
	newTeamFields,
	parentTeamField,
	teamNameField,
} from './fields';

const LIST: RequestSpec = { method: 'GET', path: '/teams', query: ['search', 'limit'] };

const CREATE: RequestSpec = {
	...NEW_SUB_TEAM,
	path: {
		by: 'teamPlace',
		paths: { anywhere: '/teams', top: '/teams', below: '/teams/{teamId}/teams' },
	},
};

const placeField: INodeProperties = {
	displayName: 'Where',
	name: 'teamPlace',
	type: 'options',
	options: [
		{
			name: 'Anywhere',
			value: 'anywhere',
			description: 'At any level. A new team is added at the top level.',
		},
		{
			name: 'At the Top Level',
			value: 'top',
			description: 'Only at the top level',
		},
		{
			name: 'Below Another Team',
			value: 'below',
			description: 'Only directly below a team you choose',
		},
	],
	default: 'anywhere',
	description: 'Where to look for the team, and where to create it',
};

/**
 * One page of 1,000 teams serves all items. Only an account with more teams is searched for each name.
 * `note` makes a new team known to the items after this one.
 */
async function readTeams(
	call: Call,
	{ Name }: IDataObject,
): Promise<{ teams: IDataObject[]; note: (team: IDataObject) => void }> {
	const all = teamsIn(await call(LIST, { limit: PAGE_SIZE }, { once: true }));
	if (isShortOf(PAGE_SIZE, all.length)) return { teams: all, note: (team) => all.push(team) };
	const found = teamsIn(await call(LIST, { search: Name, limit: PAGE_SIZE }));
	return { teams: found, note: () => undefined };
}

/** The list as it came: to the items of a run it is one and the same. */
function teamsIn(answer: unknown): IDataObject[] {
	const list = listIn(answer);
	return Array.isArray(list) ? (list as IDataObject[]) : [];
}

const isNamed = (team: IDataObject, { Name }: IDataObject): boolean =>
	plain(wellSpelled(team).Name) === plain(Name);

function isWanted(team: IDataObject, values: IDataObject): boolean {
	const { teamPlace, teamId } = values;
	if (!isNamed(team, values)) return false;
	if (teamPlace === 'anywhere') return true;
	return (team.ParentTeamId ?? '') === (teamPlace === 'below' ? teamId : '');
}

/** A team of that name may be just the one; another one would be made each time. */
function requireParents(teams: readonly IDataObject[], values: IDataObject): void {
	if (values.teamPlace === 'anywhere') return;
	if (teams.some((team) => team.ParentTeamId === undefined && isNamed(team, values)))
		throw withoutParents('Set "Where" to Anywhere, or use the ID of the team.');
}

async function findOrCreate(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const { teams, note } = await readTeams(call, values);
	requireParents(teams, values);
	const matches = teams.filter((team) => isWanted(team, values));
	if (matches.length === 1) return [{ ...matches[0], result: 'found' }];
	if (matches.length > 1) {
		throw new FieldError(
			`${matches.length} teams in Litmos are named "${String(values.Name)}"`,
			`Set "Where" to tell them apart, or use one of these IDs: ${matches.map(({ Id }) => String(Id)).join(', ')}.`,
		);
	}
	const { Name, Description = '', teamId: ParentTeamId = '' } = values;
	const answer = await call(CREATE, values);
	const team = { Name, Description, ...(isObject(answer) ? answer : {}), ParentTeamId };
	note(team);
	return [{ ...team, result: 'created' }];
}

export const findOrCreateTeam: CodedOperation = {
	kind: 'coded',
	name: 'Find or Create',
	value: 'findOrCreate',
	action: 'Find or create team',
	description:
		'Find a team by name, or create it if it does not exist. If several teams have this name, the item fails.',
	fields: [
		teamNameField,
		placeField,
		{ ...parentTeamField, displayOptions: { show: { teamPlace: ['below'] } } },
		newTeamFields,
	],
	check: checkLengths,
	sameRecord: ['Name'],
	run: findOrCreate,
	calls: [LIST, CREATE],
};
