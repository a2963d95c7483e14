import type { Operation, Resource } from '../../shared/operation/types';
import { course } from './course';
import { customApiCall } from './customApiCall';
import { iltModule } from './iltModule';
import { instructor, location } from './instructor';
import { courseModule } from './module';
import { session } from './session';
import { sessionParticipant } from './sessionParticipant';
import { team } from './team';
import { teamMember } from './teamMember';
import { teamRole } from './teamRole';
import { user } from './user';
import { userCourse } from './userCourse';

/** In the order of the Resource dropdown. */
export const resources: readonly Resource[] = [
	course,
	customApiCall,
	iltModule,
	instructor,
	location,
	courseModule,
	session,
	sessionParticipant,
	team,
	teamMember,
	teamRole,
	user,
	userCourse,
];

/** The row behind the two dropdowns. @throws Error for a pair that a hand-written workflow made up. */
export function findOperation(resource: string, operation: string): Operation {
	const row = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	if (row) return row;
	throw new Error(`Litmos has no operation "${operation}" for the resource "${resource}"`);
}
