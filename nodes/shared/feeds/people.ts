import type { Feed } from './feed';

export const peopleFeeds = {
	logins: {
		option: {
			name: 'Get Logged In Users',
			value: 'getLogins',
			action: 'Get users who logged in',
			description:
				'List people who logged in during a period, active or not; every single login is in the Activity Log',
		},
		path: '/org/users/logins',
		key: ['Id'],
		columns: [
			'Id',
			'UserName',
			'FirstName',
			'LastName',
			'Email',
			'LastLogin',
			'Active',
			'AccessLevel',
			'CompanyName',
			'ManagerName',
		],
	},
	teamMembers: {
		option: {
			name: 'Get Team Members',
			value: 'getTeamMembers',
			action: 'Get changed team members',
			description: 'List memberships of teams that were made or changed in a period',
		},
		path: '/org/teams/users',
		key: ['TeamId', 'Id'],
		columns: [
			'TeamId',
			'Id',
			'Active',
			'IsTeamLeader',
			'IsTeamAdmin',
			'CreatedDate',
			'UpdatedDate',
			'OriginalTeamId',
			'OriginalUserId',
			'CreatedBy',
		],
	},
	teams: {
		option: {
			name: 'Get Teams',
			value: 'getTeams',
			action: 'Get changed teams',
			description: 'List teams that were made or changed in a period',
		},
		path: '/org/teams',
		key: ['Id'],
	},
	users: {
		option: {
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get changed users',
			description: 'List people who were added or changed in a period, active or not',
		},
		path: '/org/users/details',
		key: ['Id'],
		columns: [
			'Id',
			'UserName',
			'FirstName',
			'LastName',
			'Email',
			'Active',
			'AccessLevel',
			'CreatedDate',
			'UpdatedDate',
			'LastLogin',
		],
	},
} satisfies Record<string, Feed>;
