/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- scripts do not ship */
// Switches off what the attacks are there for, one thing at a time, and looks which attacks notice. Ends with code 1
// where none does. With classes, such as `B8 C15`, only theirs. With `--write`, docs/security.md says what came of it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { MUTANTS } from './mutation/attacks/all';
import type { AttackMutant } from './mutation/attacks/mutant';
import { writeResult, type ClassResult } from './mutation/attacks/results';
import { replaceOnce } from './mutation/replaceOnce';

const ROOT = path.resolve(__dirname, '..');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What hangs without what was switched off has noticed, too: an attack by itself, or all of them. */
const STUCK = '--testTimeout=90000';
const LONGEST_MS = 300_000;

interface Attack {
	/** Class and title. */
	name: string;
	hasFailed: boolean;
}

/** What became of the attacks; undefined where they came to no end. */
type Outcome = Attack[] | undefined;

/** The project's files, where they can be changed without harm. */
function copyProject(): string {
	const copy = mkdtempSync(path.join(tmpdir(), 'litmos-mutants-'));
	const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
	for (const file of files.split('\0').filter(Boolean)) {
		mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
		cpSync(path.join(ROOT, file), path.join(copy, file));
	}
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
	// What was switched off leaves things that nobody uses.
	const settings = path.join(copy, 'tsconfig.json');
	const strict = readFileSync(settings, 'utf8');
	writeFileSync(settings, strict.replace(/("noUnused\w+"): true/g, '$1: false'));
	return copy;
}

/** Answers with what puts all back. @throws Error where a text to be changed does not stand there once. */
function apply(copy: string, { changes }: AttackMutant): () => void {
	const before = new Map(
		changes.map(({ file }) => [file, readFileSync(path.join(copy, file), 'utf8')]),
	);
	for (const one of changes) {
		const file = path.join(copy, one.file);
		writeFileSync(file, replaceOnce(readFileSync(file, 'utf8'), one));
	}
	return () => before.forEach((source, file) => writeFileSync(path.join(copy, file), source));
}

function runAttacks(
	copy: string,
	{ name, tests, class: group }: Omit<AttackMutant, 'changes'>,
): Outcome {
	const report = path.join(copy, 'report.json');
	rmSync(report, { force: true });
	const given = [tests, '-t', `^${group} `, '--reporters=default', '--json', '--forceExit', STUCK];
	const jest = [path.join(ROOT, 'node_modules/jest/bin/jest.js'), ...given];
	const { error, stderr } = spawnSync(process.execPath, [...jest, `--outputFile=${report}`], {
		cwd: copy,
		timeout: LONGEST_MS,
		killSignal: 'SIGKILL',
		encoding: 'utf8',
		maxBuffer: 1e9,
	});
	if (error && 'code' in error && error.code === 'ETIMEDOUT') return undefined;
	if (!existsSync(report)) throw new Error(`"${name}" does not build:\n${stderr.slice(-4000)}`);
	const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
	const attacks = testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status !== 'pending')
		.map(({ fullName, status }) => ({ name: fullName, hasFailed: status === 'failed' }));
	if (attacks.length === 0) throw new Error(`No attack was run:\n${stderr.slice(-4000)}`);
	return attacks;
}

interface JestReport {
	testResults: Array<{ assertionResults: Array<{ fullName: string; status: string }> }>;
}

function tryMutant(copy: string, mutant: AttackMutant): Outcome {
	const putBack = apply(copy, mutant);
	try {
		return runAttacks(copy, mutant);
	} finally {
		putBack();
	}
}

/** @throws Error where an attack fails, or does not end, although nothing is switched off: it would prove nothing. */
function requireSurvived(copy: string, [{ class: group, tests }]: AttackMutant[]): void {
	const attacks = runAttacks(copy, { name: 'nothing', class: group, tests });
	const failed = attacks?.filter(({ hasFailed }) => hasFailed).map(({ name }) => name);
	if (failed?.length === 0) return;
	throw new Error(`With nothing switched off, of ${group}: ${failed?.join('; ') ?? 'no end'}`);
}

/** Tries all mutants of a class, and prints what they come to. */
function tryClass(copy: string, group: string): ClassResult {
	const mutants = MUTANTS.filter((one) => one.class === group);
	requireSurvived(copy, mutants);
	const tried: ClassResult['tried'] = [];
	const bites = new Map<string, boolean>();
	for (const mutant of mutants) {
		const attacks = tryMutant(copy, mutant);
		for (const { name, hasFailed } of attacks ?? []) {
			bites.set(name, bites.get(name) || hasFailed);
		}
		const failed = attacks?.filter(({ hasFailed }) => hasFailed).length;
		tried.push({ name: mutant.name, failed: failed ?? 'no end' });
		print(`${group} ${mutant.name}: ${failed ?? 'no end'} of ${attacks?.length ?? 'all'}`);
	}
	const unproven = [...bites].filter(([, hasFailed]) => !hasFailed).map(([name]) => name);
	print([`${group}: ${bites.size - unproven.length} of ${bites.size}`, ...unproven].join('\n  '));
	return { tried, attacks: bites.size, unproven };
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { write: { type: 'boolean', default: false } },
	});
	const classes = [...new Set(MUTANTS.map((mutant) => mutant.class))].filter(
		(one) => positionals.length === 0 || positionals.includes(one),
	);
	const copy = copyProject();
	try {
		for (const group of classes) {
			const result = tryClass(copy, group);
			if (result.tried.some(({ failed }) => failed === 0)) process.exitCode = 1;
			if (values.write) await writeResult(group, result);
		}
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

void main();
