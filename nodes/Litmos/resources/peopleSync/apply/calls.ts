import type { RequestSpec } from '../../../../shared/operation/types';
import { GET_ERRORS, GET_IMPORT } from '../../bulkImport/job';
import { IMPORT } from '../../bulkImport/people';
import { sendEmailField } from '../../fields';
import { NEW_SUB_TEAM, NEW_TEAM } from '../../team/fields';
import { CREATE_USER, USER_RENAMES } from '../../user/record';

export const GET_USER: RequestSpec = { method: 'GET', path: '/users/{userId}' };

export const CHANGE_USER: RequestSpec = {
	method: 'PUT',
	path: '/users/{userId}',
	body: USER_RENAMES,
	xml: 'User',
};

/** The latest 1,000 (contract: bulkImports.list). */
export const LIST_IMPORTS: RequestSpec = {
	method: 'GET',
	path: '/bulkimports',
	query: ['start', 'limit'],
};

/** Litmos passes over those who are members already (contract: teamUsers.assign). */
export const JOIN_TEAM: RequestSpec = {
	method: 'POST',
	path: '/teams/{teamId}/users',
	query: [['sendmessage', sendEmailField.name]],
	body: ['Id'],
	xml: 'User',
	batch: { max: 100, ignoresUnknown: true },
};

export const LEAVE_TEAM: RequestSpec = {
	method: 'DELETE',
	path: '/teams/{teamId}/users/{userId}',
};

export const LEAVE_ALL_TEAMS: RequestSpec = { method: 'DELETE', path: '/users/{userId}/teams' };

export const CREATE_TEAM: RequestSpec = { ...NEW_TEAM, path: '/teams' };

export const CREATE_SUB_TEAM: RequestSpec = { ...NEW_SUB_TEAM, path: '/teams/{teamId}/teams' };

export const WRITING = [
	GET_USER,
	CHANGE_USER,
	CREATE_USER,
	LIST_IMPORTS,
	IMPORT,
	GET_IMPORT,
	GET_ERRORS,
	CREATE_TEAM,
	CREATE_SUB_TEAM,
	JOIN_TEAM,
	LEAVE_TEAM,
	LEAVE_ALL_TEAMS,
];
