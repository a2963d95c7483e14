import type { Resource } from '../../shared/operation/types';
import { achievement } from './achievement';
import { bulkImport } from './bulkImport';
import { collection } from './collection';
import { course } from './course';
import { customApiCall } from './customApiCall';
import { customField } from './customField';
import { gamification } from './gamification';
import { iltModule } from './iltModule';
import { instructor } from './instructor';
import { learningPath } from './learningPath';
import { listing } from './listing';
import { location } from './location';
import { courseModule } from './module';
import { peopleSync } from './peopleSync';
import { session } from './session';
import { sessionParticipant } from './sessionParticipant';
import { team } from './team';
import { teamCourse } from './teamCourse';
import { teamLearningPath } from './teamLearningPath';
import { teamMember } from './teamMember';
import { teamRole } from './teamRole';
import { token } from './token';
import { user } from './user';
import { userCourse } from './userCourse';
import { userLearningPath } from './userLearningPath';
import { userTeam } from './userTeam';

/** In the order of the Resource dropdown: what people use most comes first. */
export const resources: readonly Resource[] = [
	user,
	peopleSync,
	team,
	teamMember,
	userCourse,
	course,
	userLearningPath,
	learningPath,
	session,
	sessionParticipant,
	bulkImport,
	teamCourse,
	teamLearningPath,
	userTeam,
	teamRole,
	courseModule,
	achievement,
	customField,
	customApiCall,
];

/** What few people need, in a node of its own: what live training takes place with, what is sold, badges and points. */
export const catalogResources: readonly Resource[] = [
	listing,
	collection,
	token,
	iltModule,
	location,
	instructor,
	gamification,
];
