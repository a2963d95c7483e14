import type { Route } from '../call';
import { courseCustomFieldRoutes } from './courseCustomFields';
import { courseRoutes } from './courses';
import { gamificationRoutes } from './gamification';
import { learningPathRoutes } from './learningPaths';
import { feedRoutes } from './feeds';
import { achievementRoutes } from './achievements';
import { bulkImportRoutes } from './bulkImports';
import { collectionRoutes } from './collections';
import { listingRoutes } from './listings';
import { iltModuleRoutes } from './iltModules';
import { moduleRoutes } from './modules';
import { sessionPeopleRoutes } from './sessionPeople';
import { sessionRoutes } from './sessions';
import { teamCourseRoutes } from './teamCourses';
import { teamLearningPathRoutes } from './teamLearningPaths';
import { teamMemberRoutes } from './teamMembers';
import { teamRoutes } from './teams';
import { tokenRoutes } from './tokens';
import { userCourseRoutes } from './userCourses';
import { userCustomFieldRoutes } from './userCustomFields';
import { userLearningPathRoutes } from './userLearningPaths';
import { userRoutes } from './users';
import { userTeamRoutes } from './userTeams';

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
