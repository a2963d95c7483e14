import type { Route } from '../call';
import { courseRoutes } from './courses';
import { iltModuleRoutes } from './iltModules';
import { moduleRoutes } from './modules';
import { sessionPeopleRoutes } from './sessionPeople';
import { sessionRoutes } from './sessions';
import { teamCourseRoutes } from './teamCourses';
import { teamMemberRoutes } from './teamMembers';
import { teamRoutes } from './teams';
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
	...moduleRoutes,
	...iltModuleRoutes,
	...sessionRoutes,
	...sessionPeopleRoutes,
];
