/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import type { ExecFileSyncOptions } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

interface ScriptOptions {
	cwd: string;
	/** Where whatever is loaded may leave its temporary files. */
	temp?: string;
	/** Reaches the script as JSON on its standard input. */
	input?: unknown;
}

/** Runs plain JavaScript in a Node process of its own, and reads the one JSON value it prints. */
export function runScript(script: string, options: ScriptOptions): unknown {
	return run(['-e', script], options);
}

/** The same for a TypeScript file: for ES modules, which jest cannot load. */
export function runTypeScript(file: string, options: ScriptOptions): unknown {
	return run(['--import', pathToFileURL(require.resolve('tsx')).href, file], options);
}

/** Runs a program to its end, and shows what it had to say if it fails. */
export function runProgram(program: string, args: string[], options: ExecFileSyncOptions): string {
	return String(execFileSync(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] }));
}

function run(args: string[], { cwd, temp, input = null }: ScriptOptions): unknown {
	const env = { PATH: process.env.PATH, HOME: process.env.HOME, N8N_LOG_LEVEL: 'silent' };
	const output = runProgram(process.execPath, args, {
		cwd,
		env: temp ? { ...env, N8N_USER_FOLDER: temp, TMPDIR: temp, TEMP: temp } : env,
		input: JSON.stringify(input),
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(output);
}
