import type { Figures, ModelName } from '../figures';

/** Servers that never refuse who keeps to 100 in any 60 seconds; the others only estimate that. */
const EXACT: readonly ModelName[] = [
	'fixed minute',
	'sliding log',
	'sliding log, refused count',
	'token bucket',
];
const ESTIMATING: readonly ModelName[] = ['sliding counter', 'GCRA'];

const largest = (numbers: number[]): number => Math.max(...numbers);
const mean = (numbers: number[]): number =>
	numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The most arrivals in any closed 60 seconds, whatever was tried with one process. */
export function busiestOfAll({ byModel, busiestLate, busiestBeside }: Figures): number {
	const busiest = [...byModel.values()].map((run) => run.busiest);
	return largest([...busiest, busiestLate, busiestBeside]);
}

/** One number for each thing that is compared. */
export function summaryOf(figures: Figures) {
	const { byModel, several } = figures;
	const runs = EXACT.map((model) => byModel.get(model)!);
	const estimating = ESTIMATING.map((model) => byModel.get(model)!);
	const all = [...byModel.values()];
	return {
		accepted: mean(runs.map((run) => run.acceptedPerMinute)),
		acceptedEstimating: mean(estimating.map((run) => run.acceptedPerMinute)),
		refused: largest(runs.map((run) => run.refusedPercent)),
		busiest: largest(all.map((run) => run.busiest)),
		late: figures.busiestLate,
		secondsFor50: figures.secondsFor50,
		secondsFor100: figures.secondsFor100,
		secondsFor1000: largest(all.map((run) => run.seconds)),
		secondsExact: largest(runs.map((run) => run.seconds)),
		beside: figures.worstWaitSeconds,
		lost: largest(all.map((run) => run.lost)),
		repeated: largest(all.map((run) => run.repeated)),
		severalAccepted: several.acceptedPerMinute,
		severalRefused: several.refusedPercent,
		severalJain: several.jain,
		latecomer: several.latecomerSeconds,
		severalStrictAccepted: several.whereRefusedCount.acceptedPerMinute,
		severalStrictRefused: several.whereRefusedCount.refusedPercent,
	};
}

export type Summary = ReturnType<typeof summaryOf>;
