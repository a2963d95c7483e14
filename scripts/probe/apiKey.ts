/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './options';

/** Asks for a line at the terminal and shows nothing of it. */
async function askHidden(prompt: string): Promise<string> {
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	process.stderr.write(prompt);
	return await new Promise<string>((resolve, reject) => {
		lines.once('line', (line) => {
			resolve(line);
			lines.close();
		});
		lines.once('close', () => {
			process.stderr.write('\n');
			reject(new UsageError('No API Key was entered.'));
		});
	});
}

/** The key, from the environment or typed in. It is never an argument: those stay in the history of the shell. */
export async function readApiKey(): Promise<string> {
	const given = process.env.LITMOS_API_KEY?.trim();
	if (given) return given;
	if (!process.stdin.isTTY)
		throw new UsageError('There is no API Key. Set LITMOS_API_KEY, or run this in a terminal.');
	const typed = (await askHidden('API Key (hidden): ')).trim();
	if (!typed) throw new UsageError('No API Key was entered.');
	return typed;
}
