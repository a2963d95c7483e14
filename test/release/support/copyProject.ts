/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../../../scripts/release/files';

export const ROOT = path.resolve(__dirname, '../../..');

/** Nothing of the person's own git, and a name for commits. */
const GIT: NodeJS.ProcessEnv = {
	GIT_CONFIG_GLOBAL: '/dev/null',
	GIT_CONFIG_SYSTEM: '/dev/null',
	GIT_AUTHOR_NAME: 'Rehearsal',
	GIT_AUTHOR_EMAIL: 'rehearsal@example.com',
	GIT_COMMITTER_NAME: 'Rehearsal',
	GIT_COMMITTER_EMAIL: 'rehearsal@example.com',
	...settings({
		// What is thrown away needs no less room, and nobody tidies it up.
		'core.compression': '0',
		'pack.window': '0',
		'gc.auto': '0',
		'maintenance.auto': 'false',
	}),
};

/** Settings of git, as its environment says them. */
function settings(all: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const said = Object.entries(all).flatMap(([key, value], at) => [
		[`GIT_CONFIG_KEY_${at}`, key],
		[`GIT_CONFIG_VALUE_${at}`, value],
	]);
	return { GIT_CONFIG_COUNT: String(Object.keys(all).length), ...Object.fromEntries(said) };
}

/** Nothing of the workflow that this may run in. */
const OUTSIDE = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !/^(GITHUB|RUNNER|NPM_TOKEN|INPUT)_?/.test(name)),
);

/** A repository of its own with the sources as they are, committed or not, and a remote to push to. */
export interface Copy {
	folder: string;
	/** Runs a program in it and answers with what it said. @throws Error if it ends with another code than 0 */
	run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): string;
}

export function copyProject(folder: string): Copy {
	const project = path.join(folder, 'project');
	const run: Copy['run'] = (program, args, env) =>
		execFileSync(program, args, {
			cwd: project,
			env: { ...OUTSIDE, ...GIT, ...env },
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	mkdirSync(project, { recursive: true });
	for (const name of filesOf(ROOT)) cpSync(path.join(ROOT, name), path.join(project, name));
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'), 'junction');
	const remote = path.join(folder, 'remote.git');
	run('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
	run('git', ['init', '--quiet', '--initial-branch=main']);
	run('git', ['remote', 'add', 'origin', remote]);
	commit({ folder: project, run }, 'As it is');
	return { folder: project, run };
}

/** Commits all that has changed. */
export function commit({ run }: Copy, message: string): void {
	run('git', ['add', '--all']);
	run('git', ['commit', '--quiet', '--message', message]);
	run('git', ['push', '--quiet', '--set-upstream', 'origin', 'main']);
}
