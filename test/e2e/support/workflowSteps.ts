/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Copy } from '../../release/support/copyProject';

interface Step {
	id?: string;
	name?: string;
	uses?: string;
	run?: string;
	env?: Record<string, string>;
	with?: Record<string, string>;
}

interface Job {
	outputs?: Record<string, string>;
	steps: Step[];
}

/** How the rehearsal of a job differs from GitHub's. */
export interface Rehearsal {
	job: string;
	/** Where its commands run. */
	folder: string;
	/** What GitHub and the settings of the repository give to it. */
	env: NodeJS.ProcessEnv;
	/** What stands for `${{ … }}`. */
	values: Readonly<Record<string, string>>;
	/** Commands that are not run here. */
	skip?: readonly string[];
	/** The command as it is run here. */
	adapt?: (command: string) => string;
}

export interface Rehearsed {
	/** Commands that ran, as the file has them. */
	ran: string[];
	skipped: string[];
	outputs: Record<string, string>;
	/** All that was written to the screen. */
	said: string;
}

function fill(text: string, values: Rehearsal['values']): string {
	return text.replace(/\$\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
		const value = values[name];
		if (value === undefined) throw new Error(`The rehearsal has nothing for ${whole}`);
		return value;
	});
}

const filled = (texts: Record<string, string> = {}, values: Rehearsal['values']) =>
	Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, values)]));

/** What steps have written to GITHUB_OUTPUT, by the name of the step. */
function outputsIn(file: string, { id = '' }: Step): Record<string, string> {
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	writeFileSync(file, '');
	return Object.fromEntries(
		lines.map((line) => [
			`steps.${id}.outputs.${line.slice(0, line.indexOf('='))}`,
			line.slice(line.indexOf('=') + 1),
		]),
	);
}

/** Runs the commands of one job of a workflow file, one after the other, as GitHub does: with bash -e. */
export function rehearse(copy: Copy, file: string, rehearsal: Rehearsal): Rehearsed {
	const workflow = parse(readFileSync(path.join(copy.folder, file), 'utf8')) as {
		jobs: Record<string, Job>;
	};
	const { steps, outputs } = workflow.jobs[rehearsal.job] ?? { steps: [] };
	mkdirSync(rehearsal.folder, { recursive: true });
	const outputFile = `${rehearsal.folder}.output`;
	writeFileSync(outputFile, '');
	const values: Record<string, string> = { ...rehearsal.values };
	const result: Rehearsed = { ran: [], skipped: [], outputs: {}, said: '' };
	for (const step of steps) {
		if (step.run === undefined) continue;
		if (rehearsal.skip?.includes(step.run)) {
			result.skipped.push(step.run);
			continue;
		}
		const command = (rehearsal.adapt ?? String)(fill(step.run, values));
		const env = { ...rehearsal.env, ...filled(step.env, values), GITHUB_OUTPUT: outputFile };
		const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c'];
		result.said += copy.run('bash', [...shell, `cd "$WHERE"; ${command}`], {
			...env,
			WHERE: rehearsal.folder,
		});
		result.ran.push(step.run);
		Object.assign(values, outputsIn(outputFile, step));
	}
	result.outputs = filled(outputs, values);
	return result;
}
