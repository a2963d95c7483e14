import { assignByImport, assignMany, registrations } from './courseJobs';
import { everything, intoTeams, newPeople } from './peopleJobs';
import { datedResults, hierarchy, namedResults } from './reportJobs';
import type { Job } from './ways';

/** In the order of the table. */
export const JOBS: readonly Job[] = [
	newPeople,
	assignMany,
	assignByImport,
	intoTeams,
	namedResults,
	datedResults,
	everything,
	registrations,
	hierarchy,
];
