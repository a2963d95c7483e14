import type { Route } from '../http/call';
import { courseCustomFieldRoutes } from './courses/customFields';
import { courseRoutes } from './courses/courses';
import { gamificationRoutes } from './users/gamification';
import { learningPathRoutes } from './learningPaths';
import { feedRoutes } from './feeds';
import { achievementRoutes } from './achievements';
import { bulkImportRoutes } from './bulkImports';
import { collectionRoutes } from './collections';
import { listingRoutes } from './listings';
import { iltModuleRoutes } from './modules/iltModules';
import { moduleRoutes } from './modules/modules';
import { sessionPeopleRoutes } from './modules/sessionPeople';
import { sessionRoutes } from './modules/sessions';
import { teamCourseRoutes } from './teams/courses';
import { teamLearningPathRoutes } from './teams/learningPaths';
import { teamMemberRoutes } from './teams/members';
import { teamRoutes } from './teams/teams';
import { tokenRoutes } from './tokens';
import { userCourseRoutes } from './users/courses';
import { userCustomFieldRoutes } from './users/customFields';
import { userLearningPathRoutes } from './users/learningPaths';
import { userRoutes } from './users/users';
import { userTeamRoutes } from './users/teams';

/** Every endpoint this sandbox serves. */
export const routes: readonly Route[] = [
	...userRoutes,
	...userCustomFieldRoutes,
	...userCourseRoutes,
	...userTeamRoutes,
	...teamRoutes,
	...teamMemberRoutes,
	...teamCourseRoutes,
	...courseRoutes,
	...courseCustomFieldRoutes,
	...learningPathRoutes,
	...userLearningPathRoutes,
	...teamLearningPathRoutes,
	...gamificationRoutes,
	...feedRoutes,
	...achievementRoutes,
	...bulkImportRoutes,
	...collectionRoutes,
	...listingRoutes,
	...tokenRoutes,
	...moduleRoutes,
	...iltModuleRoutes,
	...sessionRoutes,
	...sessionPeopleRoutes,
];
