import type { CourseRecord, UserRecord } from '../../../sandbox/state/records';
import { assignCourse } from '../../../sandbox/state/state';
import type { Bench } from './bench';

/** Who is in a course: a manager with some users, somebody without a manager, and all others. */
export interface Arranged {
	course: CourseRecord;
	manager: UserRecord;
	managed: UserRecord[];
	alone: UserRecord;
}

/** Lets all users be active and in one course, some of them below a manager. */
export function letAllBeIn({ sandbox: { state } }: Bench): Arranged {
	const course = [...state.courses.values()][3];
	const [manager, alone, ...others] = state.users.values();
	const managed = others.slice(0, 5);
	for (const user of state.users.values()) {
		Object.assign(user, { Active: true, ManagerId: '0', ManagerName: '' });
		assignCourse(state, { userId: user.Id, courseId: course.Id, source: 'direct' }, Date.now());
	}
	for (const user of managed)
		Object.assign(user, { ManagerId: manager.Id, ManagerName: manager.UserName });
	return { course, manager, managed, alone };
}
