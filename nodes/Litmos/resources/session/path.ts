import { sessionCourseField } from '../../../shared/locators/course';
import { iltModuleLocator } from '../../../shared/locators/module';
import { sessionLocator } from '../../../shared/locators/session';

/** The fields that say which module is meant. */
export const inModule = [sessionCourseField, iltModuleLocator.field] as const;

/** The fields that say which session is meant. */
export const inSession = [...inModule, sessionLocator.field] as const;

export const SESSIONS_PATH = '/courses/{courseId}/modules/{moduleId}/sessions';

export const SESSION_PATH = `${SESSIONS_PATH}/{sessionId}` as const;
