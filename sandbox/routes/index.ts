import type { Route } from '../call';
import { achievementRoutes } from './achievements';
import { bulkImportRoutes } from './bulkImports';
import { collectionRoutes } from './collections';
import { courseRoutes } from './courses';
import { listingRoutes } from './listings';
import { teamCourseRoutes } from './teamCourses';
import { teamMemberRoutes } from './teamMembers';
import { teamRoutes } from './teams';
import { tokenRoutes } from './tokens';
import { userCourseRoutes } from './userCourses';
import { userCustomFieldRoutes } from './userCustomFields';
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
	...achievementRoutes,
	...bulkImportRoutes,
	...collectionRoutes,
	...listingRoutes,
	...tokenRoutes,
];
