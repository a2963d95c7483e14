import type { INodeParameters } from 'n8n-workflow';

/** The engine's own operation. */
export const ENGINE_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'userCourse: assignMany': {
		usersBy: 'id',
		userList: '={{ $json.user }}',
		content: 'courses',
		contentBy: 'id',
		courseList: '={{ $json.newCourse }}',
	},
};
