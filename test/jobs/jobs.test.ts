/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The table of requests per job must be true: its figures are those of runs, and its lines those of the script.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assignByImport, assignMany, registrations } from '../../scripts/jobs/courseJobs';
import { JOBS } from '../../scripts/jobs/jobs';
import { intoTeams, newPeople } from '../../scripts/jobs/peopleJobs';
import { hierarchy } from '../../scripts/jobs/reportJobs';
import { count, countAll } from '../../scripts/jobs/table';
import type { Job, Way } from '../../scripts/jobs/ways';
import { requestsOf } from '../../scripts/jobs/ways';

const textOf = (file: string) => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');

/** The lines of the table by job: its figures in the order of the columns, and what they are about. */
const written = new Map(
	[...textOf('docs/requests-per-job.md').matchAll(/^\| (.+?) +\|(.+)\|$/gm)]
		.filter(([line]) => line.includes('**'))
		.map(([, name, cells]) => {
			const found = [...cells.matchAll(/\*\*([\d,]+)\*\* \([^)]+\): (.+?)(?= *(?:\||<br>|$))/g)];
			return [
				name,
				{
					figures: found.map(([, figure]) => Number(figure.replaceAll(',', ''))),
					ways: found.map(([, , way]) => way),
				},
			];
		}),
);

const figuresOf = ({ name }: Job) => written.get(name)?.figures;

describe('docs/requests-per-job.md', () => {
	it('has a line for each job, with all ways to do it', () => {
		expect([...written].map(([name, { ways }]) => [name, ways])).toEqual(
			JOBS.map((job) => [job.name, [job.ours, job.loop, ...job.others].map(({ name }) => name)]),
		);
	});

	it('shows this node with the fewest requests of all who do the whole job', () => {
		for (const job of JOBS) {
			const [ours, ...others] = figuresOf(job) ?? [];
			const whole = others.filter((_, index) => ![job.loop, ...job.others][index].isPart);
			expect(ours).toBeLessThanOrEqual(Math.min(...whole));
		}
	});

	it.each([
		['registrations', registrations],
		['a hierarchy', hierarchy],
	])('is true about %s, in every way', async (_name, job) => {
		const { ours, loop, others } = await count(job);
		expect([ours, loop, ...others].map(({ requests }) => requests)).toEqual(figuresOf(job));
	});

	it('is true about what this node needs for people and courses', async () => {
		// At the same time, since an import is looked at after seconds.
		const jobs = [newPeople, assignMany, assignByImport, intoTeams];
		const counted = await Promise.all(jobs.map(async (job) => await requestsOf(job, job.ours)));
		expect(counted).toEqual(jobs.map((job) => figuresOf(job)?.[0]));
	});

	it.each(['README.md', 'docs/usage.md'])('is where the figures of %s come from', (page) => {
		const told = [...textOf(page).matchAll(/([\d,]+) instead of ([\d,]+)/g)].map((pair) =>
			pair.slice(1).map((figure) => Number(figure.replaceAll(',', ''))),
		);
		expect(told.length).toBeGreaterThanOrEqual(4);
		const pairs = [...written.values()].map(({ figures }) => figures.slice(0, 2));
		expect(pairs).toEqual(expect.arrayContaining(told));
	});
});

describe('the count', () => {
	const asking = (name: string, times: number, more: Partial<Way> = {}): Way => ({
		name,
		run: async ({ http }) => {
			for (let time = 0; time < times; time++) await http('GET', '/teams');
		},
		...more,
	});
	const job: Job = {
		name: 'Teams',
		tenant: { people: 3, teams: 2, courses: 1 },
		fault: () => undefined,
		ours: asking('ours', 2),
		loop: asking('loop', 3),
		others: [],
	};
	const told: string[] = [];
	const countOne = async (changes: Partial<Job>) =>
		await countAll([{ ...job, ...changes }], (line) => told.push(line));

	it('says so where another way needs fewer requests than ours', async () => {
		expect((await countOne({})).isLeastAll).toBe(true);
		expect(told).not.toContain('  Ours is not the least.');
		expect((await countOne({ loop: asking('loop', 1) })).isLeastAll).toBe(false);
		expect((await countOne({ others: [asking('theirs', 1)] })).isLeastAll).toBe(false);
		expect(told).toContain('  Ours is not the least.');
	});

	it('does not compare what does only a part, but shows it', async () => {
		const others = [asking('a part', 1, { isPart: true })];
		const { isLeastAll, table } = await countOne({ others });
		expect(isLeastAll).toBe(true);
		expect(table).toContain('**1** (at once): a part');
	});

	it('takes no job for done that is not, nor one with refusals that were not foreseen', async () => {
		await expect(countOne({ fault: () => 'nobody came' })).rejects.toThrow('ours: nobody came');
		const refused: Way = {
			name: 'wrong',
			run: async ({ http }) => void (await http('GET', '/users/nobody')),
		};
		await expect(countOne({ ours: refused })).rejects.toThrow('wrong: 1 requests were refused');
		expect((await countOne({ ours: { ...refused, refused: 1 } })).isLeastAll).toBe(true);
	});
});
