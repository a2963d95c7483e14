import { sessionCourseField } from '../../../shared/locators/course';
import { iltModuleField } from '../../../shared/locators/module';
import { sessionField } from '../../../shared/locators/session';

/** The fields that say which module is meant. */
export const inModule = [sessionCourseField, iltModuleField] as const;

/** The fields that say which session is meant. */
export const inSession = [...inModule, sessionField] as const;

export const SESSIONS_PATH = '/courses/{courseId}/modules/{moduleId}/sessions';

export const SESSION_PATH = `${SESSIONS_PATH}/{sessionId}` as const;
