import type { INodeProperties } from 'n8n-workflow';
import { teamLocator } from '../../shared/locators/team';
import { userLocator } from '../../shared/locators/user';
import type { Path, Resource } from '../../shared/operation/types';
import { searchFilter } from './fields';

const roleField: INodeProperties = {
	displayName: 'Role',
	name: 'teamRole',
	type: 'options',
	options: [
		{ name: 'Team Leader', value: 'leaders' },
		{ name: 'Team Admin', value: 'admins' },
	],
	default: 'leaders',
	description: 'Role in this team only. Its permissions are set in Litmos.',
};

const MEMBER_IN_ROLE: Path = {
	by: 'teamRole',
	paths: { leaders: '/teams/{teamId}/leaders/{userId}', admins: '/teams/{teamId}/admins/{userId}' },
};

const NOT_A_MEMBER =
	'Only members of the team can have a role in it. Add the user with Team Member: Add first.';

export const teamRole: Resource = {
	option: { name: 'Team Role', value: 'teamRole' },
	first: 'getAll',
	operations: [
		{
			name: 'Demote',
			value: 'demote',
			action: 'Demote team leader or admin',
			description: 'Remove the team role from a user, who stays a member of the team',
			fields: [teamLocator.field, userLocator.field, roleField],
			advice: { 404: NOT_A_MEMBER },
			request: { method: 'DELETE', path: MEMBER_IN_ROLE },
			output: { kind: 'done', json: { demoted: true }, echo: ['teamId', 'userId', 'teamRole'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many team leaders or admins',
			description: 'List the users who have the role in a team',
			fields: [teamLocator.field, roleField, searchFilter],
			request: {
				method: 'GET',
				path: {
					by: 'teamRole',
					paths: { leaders: '/teams/{teamId}/leaders', admins: '/teams/{teamId}/admins' },
				},
				query: ['search'],
			},
			output: { kind: 'list', key: 'Id' },
		},
		{
			name: 'Promote',
			value: 'promote',
			action: 'Promote member to team leader or admin',
			description: 'Give the team role to a user who is a member of the team',
			fields: [teamLocator.field, userLocator.field, roleField],
			advice: { 404: NOT_A_MEMBER },
			request: { method: 'PUT', path: MEMBER_IN_ROLE },
			output: { kind: 'done', json: { promoted: true }, echo: ['teamId', 'userId', 'teamRole'] },
		},
	],
};
