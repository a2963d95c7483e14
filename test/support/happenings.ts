import { recordChange } from '../../sandbox/state/timestamps';
import { assignCourse, type State } from '../../sandbox/state/state';

/** When all of it happens; the days around it are what reports are asked for. */
const HAPPENED = Date.UTC(2026, 0, 2, 3, 4, 5);
export const AROUND = { since: '2026-01-01T00:00:00Z', to: '2026-01-05T00:00:00Z' };

/** Lets something happen in a tenant that every feed has to tell of. */
export function letThingsHappen(state: State): void {
	const at = HAPPENED;
	const [team] = state.teams.values();
	const [path] = state.learningPaths.values();
	const person = [...state.users.values()].at(-1);
	const sold = [...state.courses.values()].find(({ ForSale }) => ForSale);
	if (!team || !path || !person || !sold) throw new Error('The tenant is too small');
	const [courseId = ''] = path.courses;
	sold.created = at;
	person.CreatedDate = person.LastLogin = '2026-01-02T03:04:05Z';
	team.members.add(person.Id);
	team.courses.add(sold.Id);
	path.teams.add(team.Id);
	recordChange(state, `team ${team.Id}`, at);
	recordChange(state, `member ${team.Id} ${person.Id}`, at);
	recordChange(state, `teamCourse ${team.Id} ${sold.Id}`, at);
	recordChange(state, `path ${path.Id}`, at);
	recordChange(state, `teamPath ${team.Id} ${path.Id}`, at);
	// Where the sandbox keeps who has a learning path, besides the courses that come from it.
	const { people } = path as { people?: Map<string, unknown> };
	people?.set(person.Id, { assigned: at, isDirect: true });
	state.enrolments.set(person.Id, new Map());
	assignCourse(state, { userId: person.Id, courseId, source: `path:${path.Id}` }, at);
	const enrolment = state.enrolments.get(person.Id)?.get(courseId);
	Object.assign(enrolment ?? {}, { started: at, completed: at });
	for (const { Id } of state.courses.get(courseId)?.modules ?? []) {
		const result = { score: 90, completed: true, attempt: 1, updated: at };
		enrolment?.modules.set(Id, { ...result, resultId: state.random.longId() });
	}
	state.settingsChanges.push({ category: 'Login', name: 'Idle time', from: '5', to: '9', at });
}
