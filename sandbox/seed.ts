import type { Settings } from './options';
import { seedCourseFields } from './courseFields';
import { countPoints } from './gamification';
import { seedContent } from './seedContent';
import { seedIlt } from './seedIlt';
import { seedCourses, seedPath, seedProgress } from './seedCourses';
import { seedHistory } from './seedHistory';
import { seedPeople } from './seedPeople';
import { seedResults } from './seedResults';
import { seedMorePaths } from './seedPaths';
import { seedMembers, seedTeams } from './seedTeams';
import { emptyState, type State } from './state';

const DAY_MS = 86_400_000;

/** An invented tenant; the same sizes, seed and day give the same one. */
export function seedState(settings: Settings): State {
	const state = emptyState(settings.seed);
	const today = Math.floor(settings.clock() / DAY_MS) * DAY_MS;
	seedPeople(state, settings.people, today);
	seedCourses(state, settings.courses, today);
	seedTeams(state, settings.teams, today);
	seedPath(state);
	seedMembers(state, today);
	seedProgress(state, today);
	seedContent(state, today);
	seedMorePaths(state);
	seedCourseFields(state);
	seedIlt(state, today);
	seedResults(state, settings.results, today);
	state.users.forEach((user) => countPoints(state, user));
	seedHistory(state, today);
	state.clock = settings.clock;
	return state;
}
