import type { RequestSpec } from '../operation/types';

/**
 * The list whose rows are whole profiles, active or not, with emails and managers: six requests for 5,000 users
 * (contract: users.listDetails).
 */
export const USER_LIST: RequestSpec = {
	method: 'GET',
	path: '/users/details',
	query: ['start', 'limit'],
};
