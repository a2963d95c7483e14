/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { contenders } from './contenders';
import type { Costs } from './cost';
import { MODELS, type Figures, type ModelName, type Sweep } from './figures';
import type { GroupFigures } from './processes';
import type { RealRow } from './real';
import { LATE_SECONDS, type LateRow, type SplitRow } from './sharing';

/** All that one run of the bench has found. */
export interface Findings {
	byContender: Map<string, Figures>;
	sweep: Sweep;
	costs: Costs;
	real: { minutes: number; rows: RealRow[] };
	groups: GroupFigures[];
	sharing: { splits: SplitRow[]; late: LateRow[] };
}

type Row = ReadonlyArray<string | number>;

const LIMIT = 100;
// Servers that never refuse who keeps to 100 in any 60 seconds; the others only estimate that.
const EXACT: readonly ModelName[] = [
	'fixed minute',
	'sliding log',
	'sliding log, refused count',
	'token bucket',
];

const one = (value: number): string => value.toFixed(1);
const percent = (value: number): string => (value === 0 ? '0' : `${value.toFixed(1)} %`);
const line = (row: Row): string => `| ${row.join(' | ')} |`;

function table(head: Row, rows: readonly Row[]): string {
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The versions that package.json pins. */
function versionOf(library: string): string {
	const file = join(__dirname, '../../package.json');
	const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
	return devDependencies[library];
}

interface Manifest {
	devDependencies: Record<string, string>;
}

function verdict({ byModel, busiestLate, busiestBeside }: Figures): string {
	const busiest = Math.max(...[...byModel.values()].map((run) => run.busiest));
	const most = Math.max(busiest, busiestLate, busiestBeside);
	return most <= LIMIT ? 'kept' : `**broken**: ${most}`;
}

function overview(name: string, figures: Figures): Row {
	const runs = EXACT.map((model) => figures.byModel.get(model)!);
	const all = [...figures.byModel.values()];
	const most = (numbers: number[]): number => Math.max(...numbers);
	return [
		name,
		verdict(figures),
		one(runs.reduce((sum, run) => sum + run.acceptedPerMinute, 0) / runs.length),
		percent(most(runs.map((run) => run.refusedPercent))),
		most(all.map((run) => run.busiest)),
		figures.busiestLate,
		`${one(figures.secondsFor50)} s`,
		`${Math.round(most(runs.map((run) => run.seconds)))} s`,
		`${Math.round(figures.worstWaitSeconds)} s`,
		most(all.map((run) => run.lost)),
		most(all.map((run) => run.repeated)),
	];
}

function sectionOfAll({ byContender, sweep }: Findings): string {
	const head = [
		'Contender',
		'Limit',
		'Accepted per minute',
		'Refused',
		'Busiest 60 s',
		'The same, first 100 late',
		'50 requests',
		'1,000 requests',
		'10 beside 5,000',
		'Lost',
		'Repeated',
	];
	const rows = [...byContender].map(([name, figures]) => overview(name, figures));
	return `## All side by side

1,000 requests, 200 ms each on average, a limit of 100 per minute, a clock that is run fast. The servers count as the sandbox does; each begins at ${sweep.phases} moments of its minute, with ${sweep.seeds} seed${sweep.seeds > 1 ? 's' : ''} each. _Accepted_ and _refused_ are about the four servers that admit 100 in any 60 seconds (worst case; accepted: the mean), the other columns about all six, worst case.

${table(head, rows)}

- **Limit**: the most arrivals in any closed 60 seconds, of all runs in this table. Who breaks the limit can be faster by that: more than 98 accepted per minute are there only for those, and where a server counts strictly, they pay with what is refused. The loop of n8n keeps the limit as long as it is alone.
- **First 100 late**: they take 8 s longer on their way. Whoever counts from the moment of sending is wrong then.
- **50 requests**: five at a time, also for libraries, which by themselves would send all at once.
- **10 beside 5,000**: how long a run of ten takes that begins 5, 31, 62 or 150 s after one of 5,000, in one process. Libraries serve in the order of asking; each run of the two n8n patterns knows nothing of the other, so together they send more than the limit, and each would have to be slower.
- **Lost** and **Repeated**: items of 1,000 that were never accepted, or more than once. Libraries send again what is refused as n8n's Retry On Fail does at its most, 5 times with 5 s between.`;
}

function sectionByServer({ byContender }: Findings): string {
	const models = Object.keys(MODELS) as ModelName[];
	const rows = [...byContender].map(([name, { byModel }]) => [
		name,
		...models.map((model) => {
			const run = byModel.get(model)!;
			return `${one(run.acceptedPerMinute)} (${percent(run.refusedPercent)})`;
		}),
	]);
	return `## By server

Accepted per minute, mean of nine minutes; in brackets the part that was refused, worst case. The last two servers only estimate a minute, so they may refuse a burst that keeps to the limit.

${table(['Contender', ...models], rows)}

![Arrivals at the server in the last 60 seconds, for each contender](images/arrivals.svg)`;
}

function sectionOfReal({ real }: Findings): string {
	const rows = real.rows.map(({ name, accepted, refused, busiest }) => [
		name,
		accepted,
		refused,
		busiest,
	]);
	return `## By a real clock

The first ${real.minutes} minutes of the same, over HTTP against the sandbox (a sliding log), all at the same time, each with a key of its own.

${table(['Contender', 'Accepted', 'Refused', 'Busiest 60 s'], rows)}`;
}

function sectionOfGroups({ groups }: Findings): string {
	const rows = groups.map((group) => [
		group.contender,
		group.processes,
		group.scale === 1 ? `real, ${group.minutes} min` : `${group.scale} times as fast`,
		one(group.acceptedPerMinute),
		percent(group.refusedPercent),
		group.items,
		group.lost,
		group.repeated,
		`${one(group.endedAfterMinutes)} min`,
	]);
	const head = [
		'Contender',
		'Processes',
		'Clock',
		'Accepted per minute, all together',
		'Refused',
		'Items',
		'Lost',
		'Repeated',
		'Until all was done',
	];
	return `## Several processes with one key

Real processes, each with a limit of 100; this package is told how many there are. They run against the sandbox (a sliding log, 200 ms). Accepted: while all were busy.

${table(head, rows)}`;
}

function sectionOfSharing({ sharing }: Findings): string {
	const splits = sharing.splits.map((row): Row => [
		row.model,
		`${row.apartSeconds} s`,
		`${one(row.acceptedPerMinute.mean)} (${one(row.acceptedPerMinute.worst)})`,
		percent(row.refusedPercent),
		row.parts.join(' / '),
		row.jain.toFixed(3),
	]);
	const head = ['Server', 'Apart', 'Accepted per minute', 'Refused', 'Split', "Jain's index"];
	const late = sharing.late.map(({ model, seconds }): Row => [
		model,
		...seconds.map((value) => `${Math.round(value)} s`),
	]);
	return `## Who gets how much

Three processes that always have something to send, with n8n Processes at 3, by a clock that is run fast: the five minutes after the last of them has started. Accepted by all together: the mean of three phases with three seeds each, in brackets the worst; the others are the worst.

${table(head, splits)}

How long ten requests of a second process take, so many seconds after a first one has begun 5,000, with n8n Processes at 2:

${table(['Server', ...LATE_SECONDS.map((late) => `+${late} s`)], late)}`;
}

function sectionOfCosts({ costs }: Findings): string {
	const { waiting, items } = costs;
	const rows: Row[] = [
		['A permit acquired, while the limit is used up', `${one(costs.permitMicroseconds)} µs`],
		[
			`${waiting.requests.toLocaleString('en')} requests waiting`,
			`${one(waiting.megabytes)} MB, ${waiting.timers} timer${waiting.timers === 1 ? '' : 's'}`,
		],
		[
			'A request waiting',
			`${Math.round((waiting.megabytes * 1_048_576) / waiting.requests)} bytes`,
		],
		...items.map(({ count, microseconds }): Row => [
			`The node, for each of ${count.toLocaleString('en')} items`,
			`${one(microseconds)} µs`,
		]),
		['The whole package loaded, n8n-workflow being there', `${one(costs.loadMilliseconds)} ms`],
	];
	const [, many, most] = items;
	return `## What it costs itself

${table(['', ''], rows)}

An item of 100,000 costs ${(most.microseconds / many.microseconds).toFixed(2)} times as much as one of 10,000. This is the node by itself: n8n's own work and the network are left out.`;
}

/** docs/performance.md. */
export function page(findings: Findings): string {
	const versions = contenders
		.flatMap(({ library }) => (library ? [`${library} ${versionOf(library)}`] : []))
		.join(', ');
	const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());
	return `# Performance

What the limiter of this package does, beside what people would use in its place. All figures are of one run, on ${date}: Node ${process.versions.node}, ${cpus().length} cores; ${versions}.

\`\`\`sh
npm run bench
\`\`\`

does it again in about six minutes, \`npm run bench -- --help\` tells the longer ways, and \`npm run bench -- --write\` writes this page and its picture.

${[sectionOfAll, sectionByServer, sectionOfReal, sectionOfGroups, sectionOfSharing, sectionOfCosts].map((section) => section(findings)).join('\n\n')}
`;
}
