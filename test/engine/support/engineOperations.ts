import type { INodeParameters } from 'n8n-workflow';

/** The engine's own operation. */
export const ENGINE_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'userCourse: assignMany': {
		usersBy: 'id',
		users: '={{ $json.user }}',
		content: 'courses',
		contentBy: 'id',
		courses: '={{ $json.newCourse }}',
	},
};
