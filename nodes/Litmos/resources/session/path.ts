import { sessionCourseField } from '../../../shared/locators/course';
import { iltModuleLocator } from '../../../shared/locators/module';
import { sessionLocator } from '../../../shared/locators/session';

/** The fields that say which module is meant. */
export const inModule = [sessionCourseField, iltModuleLocator.field] as const;

/** The session itself says where it is. */
const dispensable = inModule.map((field) => ({
	...field,
	required: false,
	description: `The ${field.displayName.toLowerCase()} of the session. Found automatically if you leave it empty.`,
}));

/** The fields that say which session is meant. */
export const inSession = [sessionLocator.field, ...dispensable] as const;

export const SESSIONS_PATH = '/courses/{courseId}/modules/{moduleId}/sessions';

export const SESSION_PATH = `${SESSIONS_PATH}/{sessionId}` as const;
