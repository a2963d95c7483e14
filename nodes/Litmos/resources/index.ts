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

/** In the order of the Resource dropdown. */
export const resources: readonly Resource[] = [
	achievement,
	bulkImport,
	collection,
	course,
	customApiCall,
	customField,
	gamification,
	iltModule,
	instructor,
	learningPath,
	listing,
	location,
	courseModule,
	token,
	session,
	sessionParticipant,
	team,
	teamCourse,
	teamLearningPath,
	teamMember,
	teamRole,
	user,
	userCourse,
	userLearningPath,
	userTeam,
];
