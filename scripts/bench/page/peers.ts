import { contenders } from '../contenders/contenders';
import { PER_MINUTE } from '../contenders/session';
import { MODELS, type Figures, type ModelName } from '../figures';
import { whoIsAhead } from './ahead';
import type { Findings } from './findings';
import { busiestOfAll, summaryOf } from './summary';
import { oneDigit, percent, seconds, table, type Row } from './table';

const HEAD = [
	'Contender',
	'Set as',
	'Limit',
	'Accepted per minute',
	'Refused',
	'Busiest 60 s',
	'The same, first 100 late',
	'50 requests',
	'100 from idle',
	'1,000 requests',
	'10 beside 5,000',
	'Lost',
	'Repeated',
];

const kindOf = (name: string): string =>
	contenders.find((contender) => contender.name === name)!.kind;

function verdict(figures: Figures): string {
	const most = busiestOfAll(figures);
	return most <= PER_MINUTE ? 'kept' : `**broken**: ${most}`;
}

function overview([name, figures]: [string, Figures]): Row {
	const summary = summaryOf(figures);
	return [
		name,
		kindOf(name),
		verdict(figures),
		oneDigit(summary.accepted),
		percent(summary.refused),
		summary.busiest,
		summary.late,
		seconds(summary.secondsFor50),
		seconds(summary.secondsFor100),
		seconds(summary.secondsFor1000),
		seconds(summary.beside),
		summary.lost,
		summary.repeated,
	];
}

function sectionOfAll({ byContender, sweep }: Findings): string {
	return `## All side by side

1,000 requests, 200 ms each on average, a limit of 100 per minute, a clock that is run fast. The servers count as the sandbox does; each begins at ${sweep.phases} moments of its minute, with ${sweep.seeds} seed${sweep.seeds > 1 ? 's' : ''} each. _Accepted_ and _refused_ are about the four servers that admit 100 in any 60 seconds (worst case; accepted: the mean), the other columns about all six, worst case.

${table(HEAD, [...byContender].map(overview))}

- **Set as**: _tuned_ as an expert would do it, to an even pace or a lease; _README_ as the library shows it, 100 in a minute; _n8n_ as people build it there. What is tuned or of a README sends again without end what is refused, after 5 s (the loop after 6 s); _Loop of 10 and Wait_ and _batching_ do what n8n does by itself.
- **Limit**: the most arrivals in any closed 60 seconds, of all runs in this table. Who breaks the limit can be faster by that: more than 100 accepted per minute are there only for those, and where a server counts strictly, they pay with what is refused.
- **First 100 late**: they take 8 s longer on their way. Whoever counts from the moment of sending is wrong then.
- **50 requests** and **100 from idle**: until the last is accepted, five at a time, also for libraries, which by themselves would send all at once.
- **10 beside 5,000**: how long a run of ten takes that begins 5, 31, 62 or 150 s after one of 5,000, in one process. Libraries serve in the order of asking; each run of the n8n patterns knows nothing of the other, so together they send more than the limit, and each would have to be slower.
- **Lost** and **Repeated**: items of 1,000 that were never accepted, or more than once.`;
}

function sectionByServer({ byContender }: Findings): string {
	const models = Object.keys(MODELS) as ModelName[];
	const rows = [...byContender].map(([name, { byModel }]) => [
		name,
		...models.map((model) => {
			const run = byModel.get(model)!;
			return `${oneDigit(run.acceptedPerMinute)} (${percent(run.refusedPercent)})`;
		}),
	]);
	return `### By server

Accepted per minute, mean of nine minutes; in brackets the part that was refused, worst case. The last two servers only estimate a minute, so they may refuse a burst that keeps to the limit.

${table(['Contender', ...models], rows)}

![Arrivals at the server in the last 60 seconds, for each contender](images/arrivals.svg)`;
}

function sectionOfSeveral({ byContender }: Findings): string {
	const rows = [...byContender].map(([name, { several }]): Row => [
		name,
		oneDigit(several.acceptedPerMinute),
		percent(several.refusedPercent),
		several.parts.join(' / '),
		several.jain.toFixed(3),
		seconds(several.latecomerSeconds),
		oneDigit(several.whereRefusedCount.acceptedPerMinute),
		percent(several.whereRefusedCount.refusedPercent),
	]);
	const head = [
		'Contender',
		'Accepted per minute',
		'Refused',
		'Split',
		"Jain's index",
		'Latecomer',
		'Accepted, where refused count',
		'Refused there',
	];
	return `### Three processes of each

Started 10 s apart, each with more to send than the limit; the five minutes after the last start, by a sliding log, the worst of three seeds. _Latecomer_: until the process that began last has ten accepted. Only this package can be told how many processes there are; each other one counts to 100 for itself.

${table(head, rows)}`;
}

/** This package beside all others. */
export function sectionOfPeers(findings: Findings): string {
	return [
		sectionOfAll(findings),
		whoIsAhead(findings.byContender),
		sectionByServer(findings),
		sectionOfSeveral(findings),
	].join('\n\n');
}
