import { readPages } from './asking';
import type { Job, Tenant } from './ways';

const DAY_MS = 86_400_000;
const ROWS = 250_000;

const daysAgo = (days: number): string =>
	new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS).toISOString().slice(0, 10);

/** The courses of everybody, one person after the other. */
async function coursesOfAll(tenant: Tenant): Promise<unknown[]> {
	const rows: unknown[] = [];
	for (const { Id } of await readPages(tenant, '/users', { limit: 100 })) {
		rows.push(...((await tenant.http('GET', `/users/${Id}/courses`)) as unknown[]));
	}
	return rows;
}

const common = {
	tenant: { people: 5000, teams: 20, courses: 10, results: ROWS / 5000 },
	fault: (_tenant: Tenant, rows: unknown[]) =>
		rows.length >= ROWS ? undefined : `${rows.length} rows`,
	loop: {
		name: 'the list of people in pages of 100, then the courses of each person',
		run: coursesOfAll,
	},
} as const;

const REPORT = { resource: 'resultFeed', period: 'last90Days', returnAll: true };

export const namedResults: Job = {
	...common,
	name: '90 days of course results of 5,000 people, more than 250,000 rows, with their names',
	ours: {
		name: 'Litmos Report: Get Course Results with Names',
		run: async ({ node }) =>
			await node({ ...REPORT, operation: 'getNamedCourseResults' }, { isReport: true }),
	},
	others: [
		{
			name: 'pages of 1,000 until one is empty (P)',
			run: async (tenant) =>
				await readPages(tenant, `/results/details?since=${daysAgo(89)}`, {
					limit: 1000,
					until: 'empty',
				}),
		},
	],
};

export const datedResults: Job = {
	...common,
	name: 'The same results, with the dates of start and due',
	ours: {
		name: 'Litmos Report: Get Course Results, in weeks',
		run: async ({ node }) =>
			await node({ ...REPORT, operation: 'getCourseResults' }, { isReport: true }),
	},
	others: [],
};

const TEAMS = 40;

/** The teams below each team, level by level, as far down as there are any. */
async function climb(
	tenant: Tenant,
	top: readonly unknown[],
	page: Parameters<typeof readPages>[2],
): Promise<unknown[]> {
	const seen = new Set<string>();
	const next = top.map((team) => (team as { Id: string }).Id);
	for (let Id = next.pop(); Id !== undefined; Id = next.pop()) {
		if (seen.has(Id)) continue;
		seen.add(Id);
		const below = await readPages(tenant, `/teams/${Id}/teams`, page);
		next.push(...below.map((team) => team.Id));
	}
	return [...seen];
}

export const hierarchy: Job = {
	name: '40 teams with all levels',
	tenant: { people: 50, teams: TEAMS, courses: 5 },
	fault: (_tenant, rows) => (rows.length === TEAMS ? undefined : `${rows.length} teams`),
	ours: {
		name: 'Team: Get Hierarchy',
		run: async ({ node }) => await node({ resource: 'team', operation: 'getHierarchy' }),
	},
	loop: {
		name: 'the list, then the teams below each',
		run: async (tenant) => {
			const page = { limit: 100 };
			return await climb(tenant, await readPages(tenant, '/teams', page), page);
		},
	},
	others: [
		{
			name: 'the same in pages until one is empty (C)',
			run: async (tenant) => {
				const page = { limit: 1000, until: 'empty' as const };
				return await climb(tenant, await readPages(tenant, '/teams', page), page);
			},
		},
	],
};
