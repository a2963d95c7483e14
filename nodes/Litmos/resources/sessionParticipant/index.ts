import type { Resource } from '../../../shared/operation/types';
import { inModule, inSession, SESSION_PATH } from '../session/path';
import { markAttendance } from './attendance';
import { register } from './register';
import { submitRollCall } from './rollCall';
import { listAt } from '../requests';

export const sessionParticipant: Resource = {
	option: { name: 'Session Participant', value: 'sessionParticipant' },
	first: 'getRegistrations',
	operations: [
		{
			name: 'Get Attendance',
			value: 'getAttendance',
			action: 'Get attendance of session',
			description: 'List the users of a session with their attendance',
			fields: inSession,
			...listAt(`${SESSION_PATH}/attendance`, { key: 'Id' }),
		},
		{
			name: 'Get Registrations',
			value: 'getRegistrations',
			action: 'Get registrations of module',
			description:
				'List the users registered for any session of a module. For a single session, use Get Roll Call.',
			fields: inModule,
			// Who is registered for two sessions may come twice.
			...listAt('/courses/{courseId}/modules/{moduleId}/registration', { key: 'Id' }),
		},
		{
			name: 'Get Roll Call',
			value: 'getRollCall',
			action: 'Get roll call of session',
			description: 'List the users registered for a session, with score and completion',
			fields: inSession,
			...listAt(`${SESSION_PATH}/rollcall`, { key: 'Id' }),
		},
		markAttendance,
		register,
		submitRollCall,
	],
};
