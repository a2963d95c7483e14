/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Happening } from '../../sandbox/control/happen';
import type { WorkflowJson } from '../../test/support/engineTypes';

/** What must hold of one node after a run. */
export interface ExpectedNode {
	/** Items that leave the node: one number for each output where it has several, or as the sandbox knows. */
	items: number | number[] | { notFinishedIn: string[] };
	/** What the node spends of the limit; only for Litmos nodes. */
	requests?: number;
	/** By field and value: how many items have it. */
	counts?: Record<string, Record<string, number>>;
	/** For each entry an item that has at least these fields. */
	has?: IDataObject[];
}

/** What must hold of a person in the sandbox; null: there is no such person. */
export type ExpectedPerson = IDataObject & {
	/** The names of all teams of the person. */
	teams?: string[];
	/** Teams the person is in, among others. */
	teamsInclude?: string[];
	/** Courses the person has, among others. */
	coursesInclude?: string[];
};

export interface Expected {
	nodes: Record<string, ExpectedNode>;
	requests: number;
	peopleAdded: number;
	peopleChanged: number;
	peopleRemoved: number;
	mails: number;
	/** By user name. */
	people: Record<string, ExpectedPerson | null>;
}

/** What happens in Litmos once the workflow is published, told for people: by username. */
export interface ExampleHappening {
	what: Happening['what'];
	person?: string;
	userName?: string;
}

export interface Example {
	name: string;
	workflow: WorkflowJson;
	/** Only of workflows that start when something happens. */
	happenings?: readonly ExampleHappening[];
	expected: Expected;
}

const FOLDER = path.resolve(__dirname, '../../examples');

/** What the demo runs, in this order: each builds on the ones before. */
export const EXAMPLES = [
	'onboarding',
	'offboarding',
	'not-finished',
	'welcome',
	'course-completed',
] as const;

/** These begin with a sandbox of their own: with the others they would exceed its limit. */
export const APART = ['people-sync', 'leaver-sync', 'send-statements'] as const;

/** The first example once more: by then it would exceed the limit, so it has to wait. */
export const AGAIN = 'onboarding-again';

/** Reads an example and what must hold after it. The note is for readers: n8n does not run it. */
export function readExample(name: string): Example {
	const workflow = readJson(`${name.replace(/-again$/, '')}.json`) as WorkflowJson;
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const expected = readJson(`expected/${name}.json`) as Expected;
	const happenings = `happenings/${name}.json`;
	if (!existsSync(path.join(FOLDER, happenings))) {
		return { name, workflow: { ...workflow, nodes }, expected };
	}
	return {
		name,
		workflow: { ...workflow, nodes },
		happenings: readJson(happenings) as ExampleHappening[],
		expected,
	};
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
}
