/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- scripts do not ship */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contenders } from './contenders/contenders';
import { measureCosts } from './cost';
import { measure, type Figures, type Sweep } from './figures';
import { page } from './page/page';
import { plot } from './page/plot';
import { measureGroup, type ProcessGroup, type GroupFigures } from './processes';
import { measureReal } from './real';
import { measureSharing } from './sharing';

const HELP = `Measures the limiter of this package beside what people would use in its place.

  npm run bench -- [options]

  --phases 3      moments of the server's minute at which each run begins
  --seeds 3       networks for each of them
  --real 2        minutes by a real clock
  --scale 20      how many times as fast the several processes live
  --unscaled      also three processes for five minutes of real time; --write does it, too
  --write         writes docs/performance.md and its picture, instead of printing the page
  --help

For a thorough run: --phases 17 --seeds 6 --unscaled`;

const OPTIONS = {
	phases: { type: 'string', default: '3' },
	seeds: { type: 'string', default: '3' },
	real: { type: 'string', default: '2' },
	scale: { type: 'string', default: '20' },
	unscaled: { type: 'boolean', default: false },
	write: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

const DOCS = join(__dirname, '../../docs');
const APART_SECONDS = [10, 20, 60];
const OURS = contenders[0].name;

/** Goes to stderr, so that the page can be sent into a file. */
const say = (text: string): void => console.error(text);

async function measureAll(sweep: Sweep): Promise<Map<string, Figures>> {
	const figures = new Map<string, Figures>();
	for (const contender of contenders) {
		say(`  ${contender.name}`);
		figures.set(contender.name, await measure(contender, sweep));
	}
	return figures;
}

/** By fast clocks, one group after the other. */
function fastGroups(scale: number): ProcessGroup[] {
	const fast = { minutes: 10, scale, apartSeconds: 0 };
	const groups = [1, 3, 5].map((processes) => ({ contender: OURS, processes, ...fast }));
	const later = APART_SECONDS.map((apartSeconds) => ({
		...fast,
		contender: OURS,
		processes: 3,
		apartSeconds,
		// Who begins first needs enough to be busy until five minutes after the last start.
		minutes: 12,
	}));
	const unaware = { contender: 'limiter, RateLimiter', processes: 3, ...fast };
	return [...groups, ...later, unaware];
}

const UNSCALED: ProcessGroup = {
	contender: OURS,
	processes: 3,
	minutes: 5,
	scale: 1,
	apartSeconds: 0,
};

async function measureGroups(groups: ProcessGroup[]): Promise<GroupFigures[]> {
	const figures: GroupFigures[] = [];
	// One after the other: a busy machine would let them wait for each other.
	for (const group of groups) figures.push(await measureGroup(group));
	return figures;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) return console.log(HELP);
	const began = performance.now();
	const sweep = { phases: Number(values.phases), seeds: Number(values.seeds) };
	say('What it costs itself');
	const costs = await measureCosts();
	say('All kinds of servers, by a clock that is run fast');
	const byContender = await measureAll(sweep);
	say('Several processes, by a clock that is run fast');
	const sharing = await measureSharing();
	say('A real clock, and several processes');
	const minutes = Number(values.real);
	const [rows, fast, unscaled] = await Promise.all([
		measureReal(minutes),
		measureGroups(fastGroups(Number(values.scale))),
		measureGroups(values.unscaled || values.write ? [UNSCALED] : []),
	]);
	const groups = [...fast, ...unscaled];
	const tookSeconds = (performance.now() - began) / 1_000;
	const text = page({
		tookSeconds,
		byContender,
		sweep,
		costs,
		real: { minutes, rows },
		groups,
		sharing,
	});
	if (!values.write) return console.log(text);
	const curves = [...byContender].map(([name, { arrivals }]) => ({ name, arrivals }));
	writeFileSync(join(DOCS, 'performance.md'), text);
	writeFileSync(join(DOCS, 'images/arrivals.svg'), plot(curves));
}

main().then(
	// Some of the libraries keep a timer for ever.
	() => process.exit(),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
