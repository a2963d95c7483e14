import { teamLocator } from '../../../shared/locators/team';
import type { Resource } from '../../../shared/operation/types';
import { NOTHING_TO_CHANGE, searchFilter, updateFields } from '../fields';
import {
	checkLengths,
	NEW_SUB_TEAM,
	NEW_TEAM,
	newTeamFields,
	parentTeamField,
	teamNameField,
} from './fields';
import { findOrCreateTeam } from './findOrCreate';
import { getHierarchy } from './hierarchy';
import { mirrorHierarchy } from './mirror';
import { deleteAt, recordAt, searchAt } from '../requests';

export const team: Resource = {
	option: { name: 'Team', value: 'team' },
	first: 'getAll',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create team',
			description: 'Add a team at the top level',
			fields: [teamNameField, newTeamFields],
			check: checkLengths,
			request: NEW_TEAM,
			output: { kind: 'record' },
		},
		{
			name: 'Create Sub-Team',
			value: 'createSubTeam',
			action: 'Create sub team',
			description: 'Add a team below another one',
			fields: [
				{ ...parentTeamField, description: 'The team above the new one' },
				teamNameField,
				newTeamFields,
			],
			check: checkLengths,
			request: NEW_SUB_TEAM,
			output: { kind: 'record' },
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete team',
			description: 'Permanently delete a team. Move or delete its sub-teams first.',
			fields: [teamLocator.field],
			...deleteAt(
				'/teams/{teamId}',
				'This permanently deletes the team. Move or delete its sub-teams first.',
			),
		},
		findOrCreateTeam,
		{
			name: 'Get',
			value: 'get',
			action: 'Get team',
			description: 'Retrieve a team with its description and import code',
			fields: [teamLocator.field],
			...recordAt('/teams/{teamId}'),
		},
		getHierarchy,
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many teams',
			description: 'List the teams, including sub-teams',
			fields: [searchFilter],
			...searchAt('/teams', { key: 'Id' }),
		},
		{
			name: 'Get Sub-Teams',
			value: 'getSubTeams',
			action: 'Get sub teams',
			description: 'List the teams directly below a team',
			fields: [parentTeamField, searchFilter],
			...searchAt('/teams/{teamId}/teams', { key: 'Id' }),
		},
		mirrorHierarchy,
		{
			name: 'Update',
			value: 'update',
			action: 'Update team',
			description:
				'Change the name or description of a team. Fields you leave empty keep their value.',
			fields: [
				teamLocator.field,
				updateFields([
					{
						displayName: 'Clear Description',
						name: 'clearDescription',
						type: 'boolean',
						default: true,
						description: 'Whether to clear the description',
					},
					{
						displayName: 'Description',
						name: 'Description',
						type: 'string',
						default: '',
						description: 'At most 1,000 characters. If left empty, the description stays as it is.',
					},
					{
						displayName: 'Name',
						name: 'Name',
						type: 'string',
						default: '',
						description: 'At most 100 characters. If left empty, the name stays as it is.',
					},
				]),
			],
			derive: ({ clearDescription }) =>
				clearDescription === true ? { clearFields: ['Description'] } : {},
			check: (values) =>
				values.Name || values.Description || values.clearDescription
					? checkLengths(values)
					: NOTHING_TO_CHANGE,
			request: {
				method: 'PUT',
				path: '/teams/{teamId}',
				body: ['Name', 'Description'],
				xml: 'Team',
			},
			output: { kind: 'updated' },
		},
	],
};
