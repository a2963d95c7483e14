/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Runs in a process of its own: n8n's scanner is an ES module, which jest cannot load.
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

export const SCANNER = path.resolve(__dirname, '../../node_modules/@n8n/scan-community-package');

export interface Job {
	folder: string;
	patterns: readonly string[];
}
export interface Finding {
	passed: boolean;
	details?: string;
	message?: string;
}
export interface ScanAnswer {
	findings: Finding[];
	/** What the scanner itself lints of a repository's sources. */
	sourcePatterns: string[];
}
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: readonly string[]): Promise<Finding>;
}

async function main(): Promise<void> {
	const jobs = JSON.parse(await readAll(process.stdin)) as Job[];
	const url = pathToFileURL(path.join(SCANNER, 'scanner/scanner.mjs')).href;
	const scanner = (await import(url)) as Scanner;
	const findings: Finding[] = [];
	for (const { folder, patterns } of jobs) {
		findings.push(await scanner.analyzePackage(folder, patterns));
	}
	const answer: ScanAnswer = { findings, sourcePatterns: scanner.SOURCE_FILE_PATTERNS };
	process.stdout.write(JSON.stringify(answer));
}

if (require.main === module) void main();
