import { teamLocator } from '../../shared/locators/team';
import { userLocator } from '../../shared/locators/user';
import type { RequestSpec, Resource } from '../../shared/operation/types';
import { searchFilter, sendEmailField } from './fields';
import { idList, searchAt } from './requests';

/** Contract: userTeams.assign, "Maximum TeamIds is 25". */
const TEAMS_PER_REQUEST = 25;

export const LEAVE_ALL_TEAMS: RequestSpec = { method: 'DELETE', path: '/users/{userId}/teams' };

export const userTeam: Resource = {
	option: { name: 'User Team', value: 'userTeam' },
	first: 'getAll',
	operations: [
		{
			name: 'Add',
			value: 'add',
			action: 'Add user to team',
			description:
				'Add a user to teams. Fails for teams the user is already in; Team Member: Add ignores them.',
			fields: [userLocator.field, teamLocator.field, sendEmailField],
			advice: {
				404: 'Litmos does not know the user or the team. Check the fields, or choose from the lists.',
				409: 'The user is already in the team. Team Member: Add ignores that.',
			},
			request: {
				method: 'POST',
				path: '/users/{userId}/teams',
				query: [['sendmessage', 'sendEmail']],
				...idList('teamId', 'Team', { max: TEAMS_PER_REQUEST }),
			},
			output: { kind: 'done', json: { added: true }, echo: ['userId', 'teamId'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many teams of user',
			description: 'List the teams a user is in',
			fields: [userLocator.field, searchFilter],
			...searchAt('/users/{userId}/teams', { key: 'Id' }),
		},
		{
			name: 'Remove From All',
			value: 'removeFromAll',
			action: 'Remove user from all teams',
			description:
				'Remove a user from all teams. To remove them from one team, use Team Member: Remove.',
			fields: [userLocator.field],
			request: LEAVE_ALL_TEAMS,
			output: { kind: 'done', json: { removed: true }, echo: ['userId'] },
		},
	],
};
