import { COURSES } from './catalog';
import type { CourseRecord, Enrolment, ModuleRecord } from '../state/records';
import { assignCourse, type State } from '../state/state';

const DAY_MS = 86_400_000;

function newModules(state: State, names: readonly string[]): ModuleRecord[] {
	return names.slice(0, state.random.between(1, names.length)).map((Name, index) => {
		state.lastOriginalId.module += 1;
		const [Id, OriginalId] = [state.random.longId(), state.lastOriginalId.module];
		return {
			Id,
			OriginalId,
			Code: index === 0 ? '' : `M${index}`,
			Name,
			Description: '',
			passmark: 80,
		};
	});
}

function newCourse(state: State, index: number, today: number): CourseRecord {
	const { random } = state;
	state.lastOriginalId.course += 1;
	const { name, modules } = COURSES[index % COURSES.length];
	const round = Math.floor(index / COURSES.length);
	return {
		Id: random.shortId(),
		OriginalId: state.lastOriginalId.course,
		// D: a code has 20 characters at most; some courses have none.
		Code: index % 9 === 8 ? '' : `TST${String(index + 1).padStart(3, '0')}`,
		Name: round === 0 ? name : `${name} (${round + 1})`,
		Description: index % 4 === 0 ? '' : `What everyone needs to know about <b>${name}</b> & more.`,
		Active: index % 10 !== 9,
		ForSale: index % 6 === 5,
		price: index % 6 === 5 ? 19.5 : 0,
		tags: random.pick(['', 'Beginner', 'Compliance']),
		created: today - random.between(800, 2000) * DAY_MS,
		createdBy: [...state.users.keys()][0] ?? '',
		dueDays: random.pick([null, 14, 30, 90]),
		compliantDays: random.pick([null, 180, 365]),
		accessDays: random.pick([null, null, 730]),
		modules: newModules(state, modules),
	};
}

/** Creates the courses and one learning path, which is there to refuse un-assignments. */
export function seedCourses(state: State, count: number, today: number): void {
	for (let index = 0; index < count; index += 1) {
		const course = newCourse(state, index, today);
		state.courses.set(course.Id, course);
	}
	const courses = [...state.courses.keys()].slice(0, 2);
	const path = {
		Id: state.random.shortId(),
		OriginalId: 123_456,
		Name: 'Induction & Safety',
		Description: 'Where everybody begins',
		Active: true,
		courses,
		teams: new Set<string>(),
		people: new Map(),
	};
	if (courses.length > 0) state.learningPaths.set(path.Id, path);
}

/** The path goes to the third team, which exists in all but tiny tenants; before its people join. */
export function seedPath(state: State): void {
	const team = [...state.teams.values()][2];
	const [path] = state.learningPaths.values();
	if (team !== undefined && path !== undefined) path.teams.add(team.Id);
}

/** A person's progress: nothing, some modules or all, and never in the future. */
function advance(state: State, enrolment: Enrolment, today: number): void {
	const { random } = state;
	const course = state.courses.get(enrolment.courseId);
	if (course === undefined || random.chance(0.35)) return;
	const isComplete = random.chance(0.6);
	const finished = isComplete
		? course.modules.length
		: random.between(0, course.modules.length - 1);
	const start = enrolment.assigned + Math.floor(random.next() * 0.5 * (today - enrolment.assigned));
	enrolment.started = start;
	const step = (today - start) / (course.modules.length + 1);
	course.modules.slice(0, finished).forEach((module, index) => {
		const updated = Math.floor(start + step * (index + 1));
		const resultId = random.longId();
		enrolment.modules.set(module.Id, {
			score: random.between(80, 100),
			completed: true,
			attempt: 1,
			updated,
			resultId,
		});
		enrolment.completed = isComplete && index === finished - 1 ? updated : null;
	});
}

/** Assigns single courses by hand and lets people have learned. */
export function seedProgress(state: State, today: number): void {
	const courses = [...state.courses.keys()];
	if (courses.length === 0) return;
	for (const user of state.users.values()) {
		for (let extra = state.random.between(0, 2); extra > 0; extra -= 1) {
			const assigned = today - state.random.between(1, 500) * DAY_MS;
			assignCourse(
				state,
				{ userId: user.Id, courseId: state.random.pick(courses), source: 'direct' },
				assigned,
			);
		}
		if (user.LastLogin === '') continue;
		state.enrolments.get(user.Id)?.forEach((enrolment) => advance(state, enrolment, today));
	}
}
