/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- scripts do not ship */
// What other numbers in the limiter's share would give: the table in docs/limit.md, by a clock that is run fast. Run: npm run frontier
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../test/limiter/support/sharing';
import { replaceOnce, type Replacement } from '../mutation/replaceOnce';
import { forAll, MODELS, simulateTogether, type Together } from './sharing';

const LIMITER = join(__dirname, '../../nodes/shared/limiter');
const share = (from: string, to: string): Replacement => ({ file: 'share', from, to });
const growth = (times: number) => share('CALM_GROWTH = 4', `CALM_GROWTH = ${times}`);
const pauses = (borrowing: string, guaranteed: string) =>
	share(
		'{ borrowing: 8_000, guaranteed: 3_000 }',
		`{ borrowing: ${borrowing}, guaranteed: ${guaranteed} }`,
	);
const kept = (part: number) => share('KEPT_FRACTION = 0.25', `KEPT_FRACTION = ${part}`);
const first = (rate: number) => share('atFirst: 1.1', `atFirst: ${rate}`);
const decrease = (to: number) => share('DECREASE = 0.85', `DECREASE = ${to}`);
const guarantee = (part: number) =>
	share('GUARANTEED_FRACTION = 0.99', `GUARANTEED_FRACTION = ${part}`);

/** What is other than in the package. */
const VARIANTS: Record<string, readonly Replacement[]> = {
	'as it is': [],
	'the wait grows twofold': [growth(2)],
	'pauses of 4 and 2 s': [pauses('4_000', '2_000')],
	'pauses of 10 and 6 s': [pauses('10_000', '6_000')],
	'half of what is borrowed is kept': [kept(0.5)],
	'none of it is kept': [kept(0)],
	'0.8 more per second at first': [first(0.8)],
	'a quarter less at each refusal': [decrease(0.75)],
	'0.95 of the guarantee': [guarantee(0.95)],
	'0.97 of the guarantee': [guarantee(0.97)],
};

const three: Together[] = [300, 10_000, 20_000, 60_000].map((apartMs) => ({
	processes: 3,
	apartMs,
	minutes: 5,
}));
const five: Together = { processes: 5, apartMs: 10_000, minutes: 5 };
const foreign: Together = {
	processes: 3,
	apartMs: 10_000,
	minutes: 10,
	more: { foreignPerMinute: 30 },
};

type Figures = Awaited<ReturnType<typeof simulateTogether>>;

/** By each server that counts exactly, at each moment of its minute, by each seed. */
async function measure(folder: string, { more, ...one }: Together): Promise<Figures[]> {
	const together = { ...one, more: { ...more, folder } };
	const found: Figures[] = [];
	for (const model of MODELS) {
		found.push(
			...(await forAll(async (place) => await simulateTogether(together, { ...place, model }))),
		);
	}
	return found;
}

/** Seconds in which one process of four sends 1,000 requests while the others rest. */
async function alone(folder: string): Promise<number> {
	const workers = [{ fromMs: 0, items: 1_000 }];
	const place = { model: 'a sliding log', phaseMs: 0, seed: 1, folder, workers, processes: 4 };
	const { doneMs } = await simulate({ ...place, untilMs: Infinity });
	return doneMs[0]! / 1_000;
}

const mean = (values: number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

async function row(name: string, folder: string): Promise<string[]> {
	const busy: Figures[] = [];
	for (const one of three) busy.push(...(await measure(folder, one)));
	const ofFive = await measure(folder, five);
	const beside = await measure(folder, foreign);
	const accepted = busy.map((one) => one.accepted);
	return [
		name,
		`${mean(accepted).toFixed(1)} (${Math.min(...accepted).toFixed(1)})`,
		`${mean(busy.map(({ refused }) => refused)).toFixed(1)} (${Math.max(...busy.map(({ refused }) => refused)).toFixed(1)})`,
		Math.min(...busy.map((one) => one.jain)).toFixed(3),
		`${mean(ofFive.map((one) => one.accepted)).toFixed(1)}; ${Math.max(...ofFive.map(({ refused }) => refused)).toFixed(1)}`,
		...MODELS.map((_, index) => {
			const size = beside.length / MODELS.length;
			const own = beside.slice(index * size, (index + 1) * size);
			return `${mean(own.map((one) => one.foreignRefused)).toFixed(1)}; ${mean(own.map((one) => one.accepted)).toFixed(1)}`;
		}),
		(await alone(folder)).toFixed(0),
	];
}

/** A copy of the limiter with other numbers. */
function copyWith(replacements: readonly Replacement[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'frontier-'));
	cpSync(LIMITER, folder, { recursive: true });
	for (const replacement of replacements) {
		const path = join(folder, `${replacement.file}.ts`);
		writeFileSync(path, replaceOnce(readFileSync(path, 'utf8'), replacement));
	}
	return folder;
}

async function main(): Promise<void> {
	const head = [
		'Variant',
		'3 processes: accepted a minute, mean (worst)',
		'refused %, mean (worst)',
		'worst Jain',
		'5 processes: accepted; refused %, worst',
		'foreign client refused %; ours, by a fixed minute',
		'by a log',
		'where refused count',
		'1 of 4 busy: 1,000 in s',
	];
	console.log(`| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
	for (const [name, replacements] of Object.entries(VARIANTS)) {
		const folder = copyWith(replacements);
		console.log(`| ${(await row(name, folder)).join(' | ')} |`);
		rmSync(folder, { recursive: true });
	}
}

void main();
