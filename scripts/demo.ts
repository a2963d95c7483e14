/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
// Runs the examples with the built package, in n8n's own engine, over real HTTP, against the sandbox.
// Ends with code 1 if anything is not as examples/expected says. `npm run demo -- --again` runs the first
// one twice, so that the limit is reached.
import type { Sandbox } from '../sandbox/server';
import { startSandbox } from '../sandbox/server';
import { createEngine } from '../test/support/engine';
import type { Engine } from '../test/support/engineTypes';
import { countBy, differences } from './demo/differences';
import type { Expected } from './demo/readExample';
import { AGAIN, APART, EXAMPLES, readExample } from './demo/readExample';
import type { NodeReport, Report } from './demo/runExample';
import { credentialsFor, runExample } from './demo/runExample';

const API_KEY = 'demo-key';
const LIMIT = 100;
const LINE_CHARACTERS = 110;

const print = (line = ''): void => void process.stdout.write(`${line}\n`);

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;

interface Started {
	engine: Engine;
	sandbox: Sandbox;
}

async function start(): Promise<Started> {
	const sandbox = await startSandbox({
		apiKeys: [API_KEY],
		latencyMs: [50, 150],
		limit: { model: 'fixedMinute', perMinute: LIMIT },
		// Litmos writes some signs as HTML entities; the records must not show it.
		entities: true,
	});
	return { sandbox, engine: createEngine({ credentials: credentialsFor(sandbox, API_KEY) }) };
}

function shorten(text: string): string {
	return text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS - 1)}…` : text;
}

const plural = (count: number | string, noun: string): string =>
	`${count} ${noun}${count === 1 || count === '1' ? '' : 's'}`;

function printNode(node: NodeReport, { nodes }: Expected): void {
	const { name, outputs, itemsIn, requests, hints, error } = node;
	const out = outputs.map((output) => output.length).join(' + ') || '0';
	const way =
		itemsIn === undefined ? plural(out, 'item') : `${plural(itemsIn, 'item')} in, ${out} out`;
	print(`  ${name}: ${way}${requests === undefined ? '' : `, ${plural(requests, 'request')}`}`);
	const [first] = outputs.flat();
	if (first) print(`      ${shorten(JSON.stringify(first))}`);
	for (const field of Object.keys(nodes[name]?.counts ?? {})) {
		const counts = Object.entries(countBy(node, field)).map(
			([value, count]) => `${count} ${value}`,
		);
		print(`      ${field}: ${counts.join(', ')}`);
	}
	for (const hint of hints) print(`      n8n shows: ${hint}`);
	if (error !== undefined) print(`      stopped: ${error}`);
}

function printOutcome(report: Report, problems: readonly string[], seconds: number): void {
	const { requests, peopleAdded, peopleChanged, peopleRemoved, mails } = report;
	print(
		`  In the sandbox: ${peopleAdded} people added, ${peopleChanged} changed, ${peopleRemoved} removed, ${mails} mails sent.`,
	);
	print(`  ${requests} requests, ${seconds} s.${problems.length === 0 ? ' All as expected.' : ''}`);
	for (const problem of problems) print(`  NOT AS EXPECTED: ${problem}`);
	print();
}

/** Runs some examples against one sandbox; `first`: the number of the first of them. */
async function runAll(
	names: readonly string[],
	first: number,
	{ engine, sandbox }: Started,
): Promise<number> {
	let failures = 0;
	for (const [index, name] of names.entries()) {
		const example = readExample(name);
		const began = performance.now();
		print(
			`${first + index}. ${example.workflow.name ?? name}${name === AGAIN ? ', once more' : ''}`,
		);
		const report = await runExample(example, engine, sandbox);
		const problems = differences(report, example.expected);
		for (const node of report.nodes) printNode(node, example.expected);
		printOutcome(report, problems, secondsSince(began));
		failures += problems.length;
	}
	return failures;
}

/** The sandbox's own view of the limit. */
function checkLimit(sandbox: Sandbox): number {
	const log = sandbox.log();
	const refused = log.filter(({ because }) => because === 'limit').length;
	const busiest = sandbox.busiestMinute();
	print(
		`Counted by the sandbox: ${log.length} requests, at most ${busiest} of them in any 60 seconds (limit ${LIMIT}), ${refused} refused.`,
	);
	const isKept = busiest <= LIMIT && refused === 0;
	if (!isKept) print('NOT AS EXPECTED: the limit was not kept');
	return isKept ? 0 : 1;
}

async function main(): Promise<void> {
	const isAgain = process.argv.includes('--again');
	const names = isAgain ? [...EXAMPLES, AGAIN] : EXAMPLES;
	const started = await start();
	const { sandbox } = started;
	const { users, teams, courses } = sandbox.state;
	print(
		`A sandbox stands in for Litmos, with ${users.size} people, ${teams.size} teams and ${courses.size} courses, all invented.`,
	);
	print("n8n's own engine runs the example workflows with the package from dist/.\n");
	let failures = (await runAll(names, 1, started)) + checkLimit(sandbox);
	await sandbox.close();
	print(`\nThe last ${APART.length} begin with a sandbox of their own.\n`);
	const other = await start();
	failures += (await runAll(APART, names.length + 1, other)) + checkLimit(other.sandbox);
	await other.sandbox.close();
	print(
		failures === 0
			? `All as expected.${isAgain ? '' : ' To see the limit at work (about a minute): npm run demo -- --again'}`
			: `The demo failed: ${plural(failures, 'fact')} not as expected (see above).`,
	);
	process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	print(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
