/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tried } from './run';

export const RESULTS = path.join(__dirname, 'results.json');

export interface FolderResult {
	sample: number;
	seed: number;
	/** Percent: a run that finds less ends with code 1. Written with the first result, then changed by hand only. */
	threshold: number;
	tried: readonly Tried[];
}

export interface Results {
	/** Why a survivor was left, written by hand: by its place and change. */
	reasons: Readonly<Record<string, string>>;
	folders: Readonly<Record<string, FolderResult>>;
}

const KILLED = ['Killed', 'Timeout'];

/** What the last runs that were written down have found. */
export function readResults(): Results {
	if (!existsSync(RESULTS)) return { reasons: {}, folders: {} };
	return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
}

/** The mutants that say something: one that does not run at all is none. */
const countable = (tried: readonly Tried[]): readonly Tried[] =>
	tried.filter(({ status }) => KILLED.includes(status) || status === 'Survived');

/** The percentage of mutants that the tests have noticed. Throws where none could be tried, for that says nothing. */
export function scoreOf(tried: readonly Tried[]): number {
	const all = countable(tried);
	if (all.length === 0) throw new Error('None of the mutants could be tried');
	return Math.floor(
		(100 * all.filter(({ status }) => KILLED.includes(status)).length) / all.length,
	);
}

/** A threshold for a folder that has none. A small sample moves with the sources, so it leaves room below 100. */
export const firstThreshold = (tried: readonly Tried[]): number =>
	Math.min(80, Math.floor(scoreOf(tried) / 10) * 10);

/** How a survivor is named among the reasons. */
export const keyOf = ({ at, change }: Tried): string => `${at} ${change}`;
