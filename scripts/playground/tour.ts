import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../test/e2e/support/workflow';

/** One workflow of the tour: an example, and what to do with it, step by step. */
export interface Stop {
	example: string;
	title: string;
	/** What is in bold is the name of a node, or stands on the screen of n8n. */
	steps: readonly string[];
}

/** In the order in which they are run: each finds what the one before has left in the sandbox. */
export const TOUR: readonly Stop[] = [
	{
		example: 'onboarding',
		title: 'New hires get a user, a team and a course',
		steps: [
			'Choose **Execute workflow** at the bottom. Each node turns green.',
			'Double-click **Create or Update User**: on the right is what Litmos has now, and how many requests it took.',
			'Close it, and choose **Execute workflow** once more. Nothing is created twice: the users are there, so they are only compared.',
			'Go on with **Litmos Tour 2** in the list of workflows.',
		],
	},
	{
		example: 'people-sync',
		title: 'A whole team follows a list, after you have said yes',
		steps: [
			'Choose **Execute workflow**. The run stops at **Ask for Approval**, and n8n opens a form with what would change.',
			'Nothing is written yet. Double-click **Preview** to see each user, and why.',
			'Say yes in the form. **Apply** does what the form showed, and no more.',
			'Run it again: there is nothing to change now, so no form is opened. Go on with **Litmos Tour 3**.',
		],
	},
	{
		example: 'not-finished',
		title: 'Who has not finished a course',
		steps: [
			'Choose **Execute workflow**. The users of the first workflow are among those who are listed.',
			'Double-click **Not Finished Yet**, and open **Filters**: this is where you say who is listed.',
			'Put your own mail node in place of **Mail to the Manager**, and the list is an email.',
			'That was the tour. The other workflows in the list are examples to copy from.',
		],
	},
];

/** Above everything else in the workflow. */
const NOTE = { width: 640, height: 300, gap: 60 };

export const tourName = (number: number): string => `Litmos Tour ${number}`;

function noteFor(stop: Stop, number: number, others: readonly WorkflowNode[]): WorkflowNode {
	const left = Math.min(...others.map(({ position }) => position[0]));
	const top = Math.min(...others.map(({ position }) => position[1]));
	const steps = stop.steps.map((step, index) => `${index + 1}. ${step}`);
	const content = [`## ${number} of ${TOUR.length}: ${stop.title}`, ...steps].join('\n');
	return {
		id: randomUUID(),
		name: 'Tour',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [left, top - NOTE.height - NOTE.gap],
		parameters: { content, width: NOTE.width, height: NOTE.height, color: 4 },
	};
}

/** The example as a stop of the tour: under a name that says when it is its turn, with the steps above it. */
export function asStop(example: Workflow, index: number): Workflow & { name: string } {
	const stop = TOUR[index]!;
	const note = noteFor(stop, index + 1, example.nodes);
	const name = `${tourName(index + 1)}: ${stop.title}`;
	return { ...example, name, nodes: [note, ...example.nodes] };
}
