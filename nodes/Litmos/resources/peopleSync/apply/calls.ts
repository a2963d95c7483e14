import type { RequestSpec } from '../../../../shared/operation/types';
import { GET_ERRORS, GET_IMPORT } from '../../bulkImport/job';
import { IMPORT } from '../../bulkImport/people';
import { NEW_SUB_TEAM, NEW_TEAM } from '../../team/fields';
import { ADD_MEMBERS, REMOVE_MEMBER } from '../../teamMember';
import { CHANGE_USER, CREATE_USER, GET_USER } from '../../user/record';
import { LEAVE_ALL_TEAMS } from '../../userTeam';

/** The latest 1,000 (contract: bulkImports.list). */
export const LIST_IMPORTS: RequestSpec = {
	method: 'GET',
	path: '/bulkimports',
	query: ['start', 'limit'],
};

/** All that Apply may send beside what it reads first. */
export const WRITING: readonly RequestSpec[] = [
	GET_USER,
	CHANGE_USER,
	CREATE_USER,
	LIST_IMPORTS,
	IMPORT,
	GET_IMPORT,
	GET_ERRORS,
	NEW_TEAM,
	NEW_SUB_TEAM,
	ADD_MEMBERS,
	REMOVE_MEMBER,
	LEAVE_ALL_TEAMS,
];
