/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/server';
import { openEditor, type Editor, type EditorOptions } from './editor';
import { takeHand, type Hand } from './hand';
import { shoot } from './images';
import { until } from './processes';
import { outcomeOf, type NodeOutcome } from './rest';
import { createCredential, openStage, runFolder } from './stage';

const PAGE = path.resolve(__dirname, '../../../docs/ten-jobs.md');

/** How many clicks the page says that a job takes. */
function clicksTold(letter: string): number {
	const row = readFileSync(PAGE, 'utf8').match(
		new RegExp(`^\\| ${letter}\\. .*\\| +(\\d+) +\\|$`, 'm'),
	);
	return Number(row?.[1]);
}

/** Keeps the number for whoever writes that page: LITMOS_E2E_KEEP says where. */
function noted(letter: string, clicks: number): void {
	appendFileSync(runFolder('clicks.txt'), `${letter} ${clicks}\n`);
}

/** So many active learners, from a place in the list on. */
export const people = ({ state }: Pick<Sandbox, 'state'>, count: number, from = 2) =>
	[...state.users.values()]
		.filter(({ Active, AccessLevel }) => Active && AccessLevel === 'Learner')
		.slice(from, from + count);

export const hires = (boss: string) =>
	['Ada North', 'Ben East', 'Cleo South', 'Dan West', 'Eve Center'].map((name) => {
		const [First = '', Last = ''] = name.split(' ');
		const Login = `${First}.${Last}@example.com`.toLowerCase();
		return { Login, First, Last, Email: Login, Branch: `Branch ${Last}`, Boss: boss };
	});

export const LEAVERS = 3;

/** A list of HR: below whom each belongs, at random places. */
export const TEAM_TREE = [
	{ Department: 'Shop 1', Belongs_to: 'Region North' },
	{ Department: 'Region North', Belongs_to: '' },
	{ Department: 'Shop 2', Belongs_to: 'Region North' },
	{ Department: 'Till Crew', Belongs_to: 'Shop 1' },
];

/** Two of them without a real email address. */
export const REFUSED = ['new.17@example.com', 'new.230@example.com'];

/** Columns as an HR system names them. */
export const IMPORTED = Array.from({ length: 300 }, (_, index) => {
	const Login = `new.${index}@example.com`;
	const email = REFUSED.includes(Login) ? 'no address' : Login;
	return { Login, 'E-mail': email, 'First Name': `New ${index}`, Surname: `Person ${index}` };
});

const MANUALLY = ['manual', 'Trigger manually'] as const;

/** Some time after the installation, the editor gives new nodes the one credential there is. */
async function untilCredentialIsTaken(editor: Editor): Promise<void> {
	await until('a new node takes the credential by itself', async () => {
		const hand = await takeHand(editor);
		await hand.start(...MANUALLY);
		await hand.add('litmos', 'Litmos', 'Get many users');
		const taken = editor.at('node-credentials-select').first();
		await taken.or(editor.at('node-credentials-empty-state').first()).first().waitFor();
		return await taken.isVisible();
	});
}

/** A real n8n with its editor, and what the jobs have in common. */
export async function openJobs(name: string, options: EditorOptions = {}) {
	const stage = await openStage(name);
	await createCredential(stage, 'Litmos account', { requestsPerMinute: 1_000 });
	const { rest } = stage.n8n;
	const editor = await openEditor(rest, options);
	await untilCredentialIsTaken(editor);
	const { state } = stage.sandbox;
	const named = <T extends { Name: string }>(records: Map<string, T>, wanted: string): T =>
		[...records.values()].find((one) => one.Name === wanted)!;
	return {
		stage,
		editor,
		state,
		course: (wanted: string) => named(state.courses, wanted),
		team: (wanted: string) => named(state.teams, wanted),
		user: (wanted: string) => state.users.get(state.userNames.get(wanted.toLowerCase()) ?? ''),
		/** An empty canvas, then the rows of a sheet as the output of the first node. */
		begin: async (rows?: readonly IDataObject[]): Promise<Hand> => {
			const hand = await takeHand(editor);
			await hand.start(...MANUALLY);
			if (!rows) return hand;
			await hand.openNode('When clicking ‘Execute workflow’');
			await hand.paste(rows);
			await hand.close();
			return hand;
		},
		/** What a node did in the newest execution, once that has ended. */
		outcome: async (node: string): Promise<NodeOutcome> => {
			const found = await rest.call<{ results: Array<{ id: string }> }>(
				'GET',
				'/executions?limit=1',
			);
			return outcomeOf(await rest.execution(found.results[0]!.id), node);
		},
		/** The end of a job: its picture, and the number of clicks that docs/ten-jobs.md tells. */
		end: async (letter: string, hand: Hand): Promise<void> => {
			await shoot(editor, `job-${letter}`);
			noted(letter, hand.clicks());
			expect(hand.clicks()).toBe(clicksTold(letter));
		},
		close: async (): Promise<void> => {
			await editor.close();
			await stage.close();
		},
	};
}

export type Jobs = Awaited<ReturnType<typeof openJobs>>;
