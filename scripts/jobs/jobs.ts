import { assignByImport, assignMany, registrations } from './courseJobs';
import { everything, intoTeams, newPeople } from './peopleJobs';
import { datedResults, hierarchy, namedResults } from './reportJobs';
import { leavers, nothingChanged, someChanged } from './updateJobs';
import type { Job } from './ways';

/** In the order of the table. */
export const JOBS: readonly Job[] = [
	newPeople,
	nothingChanged,
	someChanged,
	leavers,
	assignMany,
	assignByImport,
	intoTeams,
	namedResults,
	datedResults,
	everything,
	registrations,
	hierarchy,
];
