import { requestsOf } from './ways';
import type { Job, Way } from './ways';

const PER_MINUTE = 100;

const HEAD = '| Job | This node | One call per item | Other clients |\n| --- | --- | --- | --- |';

/** What a way costs. */
interface Counted {
	way: Way;
	requests: number;
}

export interface Row {
	job: Job;
	ours: Counted;
	loop: Counted;
	others: readonly Counted[];
}

/** What jobs have in common is done once, the same way in the same tenant: the long ones take minutes. */
const known = new WeakMap<Way, Counted & Pick<Job, 'tenant' | 'fault'>>();

/** Does a job in each way, one after the other. */
export async function count(job: Job): Promise<Row> {
	const counted = async (way: Way): Promise<Counted> => {
		const before = known.get(way);
		if (before?.tenant === job.tenant && before.fault === job.fault) return before;
		const done = {
			way,
			requests: await requestsOf(job, way),
			tenant: job.tenant,
			fault: job.fault,
		};
		known.set(way, done);
		return done;
	};
	const [ours, loop] = [await counted(job.ours), await counted(job.loop)];
	const others: Counted[] = [];
	for (const way of job.others) others.push(await counted(way));
	return { job, ours, loop, others };
}

/** Whether nobody who does the whole job needs fewer requests than this node. */
const isLeast = ({ ours, loop, others }: Row): boolean =>
	[loop, ...others].every(({ way, requests }) => way.isPart || requests >= ours.requests);

const time = (requests: number): string =>
	requests <= PER_MINUTE ? 'at once' : `${Math.floor((requests - 1) / PER_MINUTE)} min`;

const figure = ({ way, requests }: Counted): string =>
	`**${requests.toLocaleString('en')}** (${time(requests)}): ${way.name}`;

/** A line of the table. */
export const lineOf = ({ job, ours, loop, others }: Row): string =>
	`| ${[job.name, figure(ours), figure(loop), others.map(figure).join('<br>')].join(' | ')} |`;

/** Does all jobs and says how far it is; the table, and whether ours is the least in every line of it. */
export async function countAll(
	jobs: readonly Job[],
	say: (line: string) => void,
): Promise<{ table: string; isLeastAll: boolean }> {
	const rows: Row[] = [];
	for (const job of jobs) {
		const started = performance.now();
		const row = await count(job);
		rows.push(row);
		const figures = [row.ours, row.loop, ...row.others].map(({ requests }) => requests);
		const seconds = Math.round((performance.now() - started) / 1000);
		say(`${job.name}: ${figures.join(', ')} (${seconds} s)`);
		if (!isLeast(row)) say('  Ours is not the least.');
	}
	return {
		table: [HEAD, ...rows.map(lineOf)].join('\n'),
		isLeastAll: rows.every(isLeast),
	};
}
