import { assignByImport, assignMany, assignManyByImport, registrations } from './courseJobs';
import { everything, intoTeams, loopOfOne, newPeople } from './peopleJobs';
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
	assignManyByImport,
	intoTeams,
	loopOfOne,
	namedResults,
	datedResults,
	everything,
	registrations,
	hierarchy,
];
