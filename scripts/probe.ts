/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
// Asks an account of Litmos what the contract does not know: `npm run probe`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from '../contract/evidence';
import { readApiKey } from './probe/apiKey';
import { explain } from './probe/explain';
import { fileFor, HELP, optionsFrom } from './probe/options';
import { runProbe, type Outcome } from './probe/probe';
import { reportOf } from './probe/report';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function write(file: string, evidence: Evidence): void {
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(evidence, null, '\t')}\n`);
}

function sayEnd({ evidence, left, requests }: Outcome, file: string): void {
	say(`\n${reportOf(evidence)}\n`);
	for (const name of left) say(`Still in Litmos, please delete it there: ${name}`);
	const short = path.relative(process.cwd(), file);
	say(`${requests} requests. Written to ${short}: no name, no address and no ID is in it.`);
	say(
		evidence.host === 'custom'
			? 'This host is not one of Litmos, so the file is no evidence. Delete it when you have read it.'
			: 'Please open a pull request with this file. contract/evidence/README.md says what comes of it.',
	);
}

/** The first Ctrl-C ends after the question that is being asked, so that nothing stays behind in Litmos. */
function stopper(): () => boolean {
	let isStopped = false;
	process.once('SIGINT', () => {
		isStopped = true;
		say('\nStopping after this question; what was made in Litmos is removed. Ctrl-C ends at once.');
		process.once('SIGINT', () => process.exit(130));
	});
	return () => isStopped;
}

async function main(): Promise<void> {
	const options = optionsFrom(process.argv.slice(2));
	if (!options) return say(HELP);
	const { access, isWriting, isLimit, out } = options;
	const apiKey = await readApiKey();
	const outcome = await runProbe({
		access: { ...access, apiKey },
		isWriting,
		isLimit,
		hasShapes: !isLimit,
		isStopped: stopper(),
		onProgress: say,
	});
	const { date, host } = outcome.evidence;
	const file = out ?? fileFor(date, host, isLimit);
	write(file, outcome.evidence);
	sayEnd(outcome, file);
}

main().catch((error: unknown) => {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = 1;
});
