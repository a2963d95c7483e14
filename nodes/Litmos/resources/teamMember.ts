import { teamLocator } from '../../shared/locators/team';
import { userLocator } from '../../shared/locators/user';
import type { RequestSpec, Resource } from '../../shared/operation/types';
import { searchFilter, sendEmailField } from './fields';
import { idList, searchAt } from './requests';

/** No ceiling is known for this list (contract: teamUsers.add); other lists of Litmos end at 25, imports at 2,000. */
const MEMBERS_PER_REQUEST = 100;

/** Litmos passes over those who are members already (contract: teamUsers.assign). */
export const ADD_MEMBERS = {
	method: 'POST',
	path: '/teams/{teamId}/users',
	query: [['sendmessage', 'sendEmail']],
	...idList('userId', 'User', { max: MEMBERS_PER_REQUEST, ignoresUnknown: true }),
} as const satisfies RequestSpec;

export const REMOVE_MEMBER: RequestSpec = {
	method: 'DELETE',
	path: '/teams/{teamId}/users/{userId}',
};

export const teamMember: Resource = {
	option: { name: 'Team Member', value: 'teamMember' },
	first: 'getAll',
	operations: [
		{
			name: 'Add',
			value: 'add',
			action: 'Add member to team',
			description: 'Add users to a team. Litmos ignores users who are already members.',
			fields: [teamLocator.field, userLocator.field, sendEmailField],
			request: ADD_MEMBERS,
			output: { kind: 'done', json: { added: true }, echo: ['teamId', 'userId'] },
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many members of team',
			description: 'List the active users of a team',
			fields: [teamLocator.field, searchFilter],
			...searchAt('/teams/{teamId}/users', { key: 'Id' }),
		},
		{
			name: 'Remove',
			value: 'remove',
			action: 'Remove member from team',
			description: 'Remove a user from a team',
			fields: [teamLocator.field, userLocator.field],
			request: REMOVE_MEMBER,
			output: { kind: 'done', json: { removed: true }, echo: ['teamId', 'userId'] },
		},
	],
};
