// Who is ahead of this package where, and which figure shows why a user would still not want it: all from the figures.
import type { Figures } from '../figures';
import { PER_MINUTE } from '../contenders/session';
import { busiestOfAll, summaryOf, type Summary } from './summary';
import { oneDigit, percent, seconds } from './table';

interface Measure {
	of: keyof Summary;
	label: string;
	show: (value: number) => string;
	isMoreBetter?: boolean;
	/** Added to both before they are compared, so that a difference to nothing has a size. */
	grain: number;
}

const more = (of: Measure['of'], label: string): Measure => ({
	of,
	label,
	show: oneDigit,
	isMoreBetter: true,
	grain: 0.1,
});
const less = (of: Measure['of'], label: string, show: Measure['show']): Measure => ({
	of,
	label,
	show,
	grain: 1,
});

const MEASURES: readonly Measure[] = [
	more('accepted', 'accepted per minute'),
	more('acceptedEstimating', 'accepted per minute by servers that estimate'),
	less('refused', 'refused', percent),
	less('secondsFor50', '50 requests', seconds),
	less('secondsFor100', '100 from idle', seconds),
	less('secondsExact', '1,000 requests by servers that count exactly', seconds),
	less('secondsFor1000', '1,000 requests by any server', seconds),
	less('beside', '10 beside 5,000', seconds),
	less('lost', 'lost', String),
	less('repeated', 'repeated', String),
	more('severalAccepted', 'accepted per minute with three processes'),
	less('severalRefused', 'refused with three processes', percent),
	{ ...more('severalJain', "Jain's index of three processes"), show: (value) => value.toFixed(3) },
	less('latecomer', 'the latecomer of three processes', seconds),
	more('severalStrictAccepted', 'accepted per minute with three processes, where refused count'),
	less('severalStrictRefused', 'refused with three processes, where refused count', percent),
];
// The worst of what is against a contender; more would hide it.
const SAID = 4;

/** How many times as good the first is; 1 where both print alike. */
function factor(theirs: Summary, ours: Summary, measure: Measure): number {
	const { of, show, isMoreBetter, grain } = measure;
	if (show(theirs[of]) === show(ours[of])) return 1;
	const [good, bad] = isMoreBetter ? [theirs[of], ours[of]] : [ours[of], theirs[of]];
	return (good + grain) / (bad + grain);
}

function saying(theirs: Summary, ours: Summary, measures: readonly Measure[]): string {
	return measures
		.map(({ of, label, show }) => `${label} (${show(theirs[of])}, here ${show(ours[of])})`)
		.join(', ');
}

interface Contender {
	name: string;
	theirs: Summary;
	/** Arrivals in the busiest minute of all its runs. */
	busiest: number;
}

/** Where a contender is ahead and what is against it; undefined where it is ahead nowhere. */
export function sentenceOf(
	{ name, theirs, busiest }: Contender,
	ours: Summary,
): string | undefined {
	const compared = MEASURES.map((measure) => ({ measure, by: factor(theirs, ours, measure) }));
	const ahead = compared.filter(({ by }) => by > 1).map(({ measure }) => measure);
	if (ahead.length === 0) return undefined;
	const behind = compared.filter(({ by }) => by < 1).sort((a, b) => a.by - b.by);
	const worst = behind.slice(0, SAID).map(({ measure }) => measure);
	const reasons = [
		...(busiest > PER_MINUTE ? [`${busiest} requests arrive in 60 s, so the limit is broken`] : []),
		...(worst.length > 0 ? [saying(theirs, ours, worst)] : []),
	];
	const against = reasons.length > 0 ? reasons.join('; ') : 'nothing that was measured';
	return `- **${name}** is ahead in ${saying(theirs, ours, ahead)}. Against it: ${against}.`;
}

/** A sentence for each contender that beats the first in some figure. */
export function whoIsAhead(byContender: ReadonlyMap<string, Figures>): string {
	const [[, first], ...others] = [...byContender];
	const ours = summaryOf(first);
	const sentences = others.flatMap(([name, figures]) => {
		const contender = { name, theirs: summaryOf(figures), busiest: busiestOfAll(figures) };
		return sentenceOf(contender, ours) ?? [];
	});
	return `### Who is ahead where

${sentences.length} of ${others.length} others have some figure that is better than that of this package. What is theirs, and the figures that are most against them, as written by \`npm run bench\`:

${sentences.join('\n')}`;
}
