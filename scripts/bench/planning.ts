/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { plan } from '../../nodes/Litmos/resources/peopleSync/plan/plan';
import type {
	Current,
	Plan,
	Rules,
	Wanted,
} from '../../nodes/Litmos/resources/peopleSync/plan/types';

const TEAMS = 20;
const RULES: Rules = {
	matchBy: 'ExternalEmployeeId',
	scope: { by: 'everybody' },
	missing: 'deactivate',
	reactivates: true,
	teams: 'add',
	managed: [],
	createsTeams: false,
	unprotected: [],
	safety: { most: { percent: 5 }, shrinkPercent: 50 },
	now: Date.parse('2027-01-31T00:00:00Z'),
};

/** What it takes to work out what a list changes. */
export interface PlanCost {
	people: number;
	/** Of the processor. */
	milliseconds: number;
	/** In use afterwards, with what was read, the list, and what is not cleared away yet. */
	megabytes: number;
	created: number;
	updated: number;
	deactivated: number;
}

function valuesOf(at: number): Record<string, string> {
	return {
		UserName: `person${at}@example.com`,
		Email: `person${at}@example.com`,
		FirstName: 'Ada',
		LastName: `Example ${at}`,
		ExternalEmployeeId: `E-${at}`,
		JobTitle: `Job ${at % 50}`,
		CompanyName: 'Example Ltd',
		City: 'Oslo',
		CustomField1: `Cost centre ${at % 90}`,
	};
}

function inLitmos(people: number): Current {
	const teams = Array.from({ length: TEAMS }, (_, at) => {
		return { Id: `team${at}`, Name: `Team ${at}`, parentId: '', code: `${at}-Team` };
	});
	const members = new Map(teams.map(({ Id }) => [Id, new Set<string>()]));
	const all = Array.from({ length: people }, (_, at) => {
		members.get(`team${at % TEAMS}`)!.add(`id${at}`);
		const rest = { Active: true, AccessLevel: 'Learner', ManagerId: `id${at - (at % 10)}` };
		return { ...valuesOf(at), UserName: `person${at}@example.com`, Id: `id${at}`, ...rest };
	});
	return { people: all, teams, members, added: new Set(), refusedTeams: new Map() };
}

/** Of 1,000 people 50 have another job, 10 are new, and 6 have left. */
function listOf(people: number): Wanted[] {
	const rows = Array.from({ length: people + people / 100 }, (_, at): Wanted => {
		const values = valuesOf(at);
		if (at % 20 === 0) values.JobTitle = 'Another job';
		const manager = at % 10 === 0 ? undefined : `person${at - (at % 10)}@example.com`;
		return { position: 0, values, manager, teams: [`Team ${at % TEAMS}`] };
	});
	return rows.filter((_, at) => at % 167 !== 1).map((row, position) => ({ ...row, position }));
}

const counted = ({ changes }: Plan, wanted: string): number =>
	changes.filter(({ action }) => action === wanted).length;

/** Plans for so many people, the best of some times. */
export function planCost(people: number, times = 3): PlanCost {
	const [current, wanted] = [inLitmos(people), listOf(people)];
	const runs = Array.from({ length: times }, () => {
		const before = process.cpuUsage();
		const planned = plan(current, wanted, RULES);
		const { user, system } = process.cpuUsage(before);
		return { planned, milliseconds: (user + system) / 1000 };
	});
	const [{ planned }] = runs;
	return {
		people,
		milliseconds: Math.min(...runs.map(({ milliseconds }) => milliseconds)),
		megabytes: process.memoryUsage().heapUsed / 1e6,
		created: counted(planned, 'create'),
		updated: counted(planned, 'update'),
		deactivated: counted(planned, 'deactivate'),
	};
}
