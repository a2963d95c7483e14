import { teamLocator } from '../../shared/locators/team';
import { userLocator } from '../../shared/locators/user';
import type { Resource } from '../../shared/operation/types';
import { listAt, recordAt } from './requests';

export const gamification: Resource = {
	option: { name: 'Gamification', value: 'gamification' },
	first: 'getSummary',
	operations: [
		{
			name: 'Get Badges',
			value: 'getBadges',
			action: 'Get badges of user',
			description: 'List the badges a user has earned',
			fields: [userLocator.field],
			...listAt('/users/{userId}/badges', { key: 'ID' }),
		},
		{
			name: 'Get Summary',
			value: 'getSummary',
			action: 'Get gamification summary of user',
			description: "Retrieve a user's number of badges and points",
			fields: [userLocator.field],
			...recordAt('/users/{userId}/gamificationsummary'),
		},
		{
			name: 'Get Team Details',
			value: 'getTeamDetails',
			action: 'Get gamification details of team',
			description:
				'List the users of a team with the activities that earned them badges and points',
			fields: [teamLocator.field],
			...listAt('/teams/{teamId}/gamificationdetails', { key: 'Id' }),
		},
		{
			name: 'Get User Details',
			value: 'getUserDetails',
			action: 'Get gamification details of user',
			description: 'List the activities that earned a user badges and points, up to 1,000',
			fields: [userLocator.field],
			...listAt('/users/{userId}/gamificationdetails', {
				key: ['ID', 'ItemID', 'DateCompleted'],
				paging: 'limit',
			}),
		},
		{
			name: 'Reset',
			value: 'reset',
			action: 'Reset gamification of user',
			description: 'Permanently remove all badges and points from a user',
			warning: 'This permanently removes all badges and points of the user. It cannot be undone.',
			fields: [userLocator.field],
			request: { method: 'PUT', path: '/users/{userId}/gamificationreset' },
			output: { kind: 'done', json: { reset: true }, echo: ['userId'] },
		},
	],
};
