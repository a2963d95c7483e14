/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { contenders } from '../contenders/contenders';
import type { Findings } from './findings';
import { sectionOfPeers } from './peers';
import { oneDigit, percent, seconds, table, type Row } from './table';
import { LATE_SECONDS } from '../sharing';

/** The versions that package.json pins. */
function versionOf(library: string): string {
	const file = join(__dirname, '../../../package.json');
	const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
	return devDependencies[library];
}

interface Manifest {
	devDependencies: Record<string, string>;
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
		`${group.apartSeconds} s`,
		group.scale === 1 ? `real, ${group.minutes} min` : `${group.scale} times as fast`,
		oneDigit(group.acceptedPerMinute),
		percent(group.refusedPercent),
		group.parts.join(' / '),
		group.jain.toFixed(3),
		seconds(group.latecomerSeconds),
		group.items,
		group.lost,
		group.repeated,
		`${oneDigit(group.endedAfterMinutes)} min`,
	]);
	const head = [
		'Contender',
		'Processes',
		'Apart',
		'Clock',
		'Accepted per minute, all together',
		'Refused',
		'Split',
		"Jain's index",
		'Latecomer',
		'Items',
		'Lost',
		'Repeated',
		'Until all was done',
	];
	return `## Several processes with one key

Real processes, each with a limit of 100, that start so many seconds apart; this package is told how many there are, the other one cannot be. They run against the sandbox (a sliding log, 200 ms). _Accepted_ and _split_: the five minutes after the last start (four where the run is one of five minutes). _Latecomer_: until the process that started last has ten accepted.

${table(head, rows)}`;
}

function sectionOfSharing({ sharing }: Findings): string {
	const splits = sharing.splits.map((row): Row => [
		row.model,
		`${row.apartSeconds} s`,
		`${oneDigit(row.acceptedPerMinute.mean)} (${oneDigit(row.acceptedPerMinute.worst)})`,
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
		['A permit acquired, while the limit is used up', `${oneDigit(costs.permitMicroseconds)} µs`],
		[
			`${waiting.requests.toLocaleString('en')} requests waiting`,
			`${oneDigit(waiting.megabytes)} MB, ${waiting.timers} timer${waiting.timers === 1 ? '' : 's'}`,
		],
		[
			'A request waiting',
			`${Math.round((waiting.megabytes * 1_048_576) / waiting.requests)} bytes`,
		],
		...items.map(({ count, microseconds }): Row => [
			`The node, for each of ${count.toLocaleString('en')} items`,
			`${oneDigit(microseconds)} µs`,
		]),
		[
			'The whole package loaded, n8n-workflow being there',
			`${oneDigit(costs.loadMilliseconds)} ms`,
		],
	];
	const [, many, most] = items;
	return `## What it costs itself

${table(['', ''], rows)}

An item of 100,000 costs ${(most.microseconds / many.microseconds).toFixed(2)} times as much as one of 10,000. This is the node by itself: n8n's own work and the network are left out.`;
}

/** docs/performance.md. */
export function page(findings: Findings): string {
	const libraries = new Set(contenders.flatMap(({ library }) => library ?? []));
	const versions = [...libraries].map((library) => `${library} ${versionOf(library)}`).join(', ');
	const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());
	const minutes = Math.ceil(findings.tookSeconds / 60);
	return `# Performance

What the limiter of this package does, beside what people would use in its place. All figures are of one run, on ${date}: Node ${process.versions.node}, ${cpus().length} cores; ${versions}.

\`\`\`sh
npm run bench
\`\`\`

does it again in about ${minutes} minutes, \`npm run bench -- --help\` tells the longer ways, and \`npm run bench -- --write\` writes this page and its picture.

${[sectionOfPeers, sectionOfReal, sectionOfGroups, sectionOfSharing, sectionOfCosts].map((section) => section(findings)).join('\n\n')}
`;
}
