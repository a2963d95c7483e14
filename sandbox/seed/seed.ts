import type { Settings } from '../options';
import { seedCourseFields } from './courseFields';
import { seedExpiring } from './expiring';
import { countPoints } from '../state/gamification';
import { seedContent } from './content';
import { seedIlt } from './ilt';
import { seedCourses, seedPath, seedProgress } from './courses';
import { seedHistory } from './history';
import { seedPeople } from './people';
import { seedResults } from './results';
import { seedMorePaths } from './learningPaths';
import { seedMembers, seedTeams } from './teams';
import { emptyState, type State } from '../state/state';

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
	seedExpiring(state, today);
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
