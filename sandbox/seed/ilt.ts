import type { LocationRecord, SessionRecord } from '../ilt/records';
import { newDay } from '../ilt/body';
import type { CourseRecord, ModuleRecord } from '../state/records';
import { enrolmentsOf, type State } from '../state/state';

const DAY_MS = 86_400_000;
const LOCATIONS = [
	['London Office', '1 Sample Street', 'London'],
	['Berlin Office', '22 Invented Road', 'Berlin'],
	['Warehouse', '7 Fiction Quay', 'Sample-sur-Mer'],
] as const;

const locationOf = (
	[Location, Street1, City]: (typeof LOCATIONS)[number],
	index: number,
): LocationRecord => ({
	LocationId: index + 1,
	Location,
	Description: '',
	Street1,
	Street2: '',
	City,
	State: '',
	PostalCode: String(10_000 + index),
	Country: 'Nowhere',
	Phone: '',
});

/** Adds a module that holds sessions to a course. */
export function addIltModule(
	state: State,
	course: CourseRecord,
	named: Pick<ModuleRecord, 'Code' | 'Name' | 'Description'>,
): ModuleRecord {
	state.lastOriginalId.module += 1;
	const [Id, OriginalId] = [state.random.longId(), state.lastOriginalId.module];
	const module = { Id, OriginalId, ...named, passmark: 0 };
	course.modules.push(module);
	state.ilt.modules.add(Id);
	return module;
}

function addSession(state: State, module: ModuleRecord, first: number): SessionRecord {
	const { random, ilt } = state;
	const length = random.between(1, 2);
	const days = Array.from({ length }, (_, index) => newDay(state, first + index * DAY_MS));
	const location = random.pick(ilt.locations);
	const session: SessionRecord = {
		Id: random.shortId(),
		moduleId: module.Id,
		Name: `${module.Name}, ${new Date(first).toISOString().slice(0, 10)}`,
		InstructorUserId: random.pick([...ilt.instructors]),
		SessionType: 1,
		TimeZone: 'GMT Standard Time',
		Location: location.Location,
		LocationId: location.LocationId,
		Slots: 30,
		EnableWaitList: false,
		Details: '',
		days,
		people: new Map(),
	};
	ilt.sessions.set(session.Id, session);
	return session;
}

/** Who has completed the course has completed this module as well. */
function completeFor(state: State, course: CourseRecord, module: ModuleRecord): void {
	for (const mine of state.enrolments.values()) {
		const enrolment = mine.get(course.Id);
		if (!enrolment || enrolment.completed === null) continue;
		enrolment.modules.set(module.Id, {
			score: 100,
			completed: true,
			attempt: 1,
			updated: enrolment.completed,
			resultId: state.random.longId(),
		});
	}
}

/** Live training in two of four courses: a session that is over and two to come, each with some people of the course. */
export function seedIlt(state: State, today: number): void {
	const people = [...state.users.values()].filter(({ Active }) => Active);
	if (people.length === 0) return;
	people.slice(0, 3).forEach(({ Id }) => state.ilt.instructors.add(Id));
	state.ilt.locations.push(...LOCATIONS.map(locationOf));
	const courses = [...state.courses.values()].filter((_, index) => index % 4 >= 2);
	for (const course of courses) {
		const Name = `${course.Name} Workshop`;
		const named = { Code: '', Name, Description: 'A day with a trainer.' };
		const module = addIltModule(state, course, named);
		completeFor(state, course, module);
		const enrolled = people.filter(({ Id }) => enrolmentsOf(state, Id).has(course.Id));
		[-30, 10, 40].forEach((days, index) => {
			const session = addSession(state, module, today + days * DAY_MS);
			enrolled.slice(index * 3, index * 3 + 3).forEach(({ Id }) => {
				session.people.set(Id, { score: 0, completed: false });
				if (days < 0) session.days.forEach((day) => day.attended.add(Id));
			});
		});
	}
}
