import type { INodeParameters } from 'n8n-workflow';
import type { Target } from '../attacks/named.cases';
import { arrange, COURSE_TARGETS, meant, TEAM_TARGETS, USER_TARGETS } from '../attacks/named.cases';
import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import { until } from './support/processes';
import type { Credential } from './support/rest';
import { outcomeOf } from './support/rest';
import { createCredential, openStage, type Stage } from './support/stage';
import { chain, litmos, manual } from './support/workflow';

/** What people want of Litmos most often. */
const MOST_USED = [
	'teamMember: add',
	'userCourse: assign',
	'teamCourse: assign',
	'user: update',
	'user: deactivate',
];

/** Columns of the node before, each of which means one record, and the noun that n8n then looks for. */
const FIELDS = {
	userId: { targets: USER_TARGETS, means: ['Email', 'Login'], noun: 'user' },
	teamId: { targets: TEAM_TARGETS, means: ['Department'], noun: 'team' },
	courseId: { targets: COURSE_TARGETS, means: ['Training'], noun: 'course' },
} as const;

const COLUMNS = ['Email', 'Login', 'Training'];

const drags = Object.entries(FIELDS).flatMap(([field, { targets, means, noun }]) =>
	targets
		.filter(({ operation }) => MOST_USED.includes(operation))
		.flatMap((target) =>
			[...new Set([...COLUMNS, ...means])].map((column) => ({
				name: `${column} onto ${noun} of ${target.operation}`,
				field,
				noun,
				column,
				target,
				isMeant: (means as readonly string[]).includes(column),
			})),
		),
);

describe('by mouse, a column', () => {
	let stage: Stage;
	let editor: Editor;
	let credential: Credential;

	beforeAll(async () => {
		stage = await openStage('dragged');
		credential = await createCredential(stage, 'Litmos account', { requestsPerMinute: 1_000 });
		editor = await openEditor(stage.n8n.rest);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});
	afterEach(() => {
		expect(editor.problems.splice(0)).toEqual([]);
	});

	/** A node whose field is empty still, behind one that hands on a person, a team and a course by their names. */
	async function prepare({ operation, set }: Target): Promise<string> {
		const { state } = stage.sandbox;
		arrange(state);
		const { user, team, course } = meant(state);
		const row = {
			Email: user.Email,
			Login: user.UserName,
			Department: team.Name,
			Training: course.Name,
		};
		const [resource, value] = operation.split(': ');
		const parameters: INodeParameters = { resource: resource!, operation: value!, ...set?.(state) };
		const { id } = await stage.n8n.rest.createWorkflow({
			name: operation,
			...chain(manual(), litmos(credential, parameters)),
			pinData: { Start: [{ json: row }] },
		});
		return id;
	}

	/** What the node says after a click on its button. */
	async function execute(workflow: string) {
		const { rest } = stage.n8n;
		await editor.at('node-execute-button').click();
		const { id } = await until('n8n runs it', async () => (await rest.executions(workflow)).at(0));
		return outcomeOf(await rest.execution(id), 'Litmos');
	}

	it.each(drags.map((one) => [one.name, one] as const))(
		'reaches the record that it means, or is refused: %s',
		async (_name, { field, noun, column, target, isMeant }) => {
			const { state } = stage.sandbox;
			const workflow = await prepare(target);
			await editor.openWorkflow(workflow);
			await editor.openNode('Litmos');
			await editor.drag(column, field);
			stage.sandbox.clearLog();
			const { error, items } = await execute(workflow);
			const writes = stage.sandbox
				.log()
				.filter(({ method, status }) => method !== 'GET' && status! < 300);
			expect(target.isDone(state)).toBe(isMeant);
			expect(writes).toHaveLength(isMeant ? 1 : 0);
			expect(items).toHaveLength(isMeant ? 1 : 0);
			if (isMeant) {
				expect(error).toBeUndefined();
				return;
			}
			expect(error!.message).toMatch(new RegExp(`^No ${noun} .*was found in Litmos`));
			await editor.at('output-panel').getByText(error!.message.slice(0, 30)).first().waitFor();
			if (column === 'Training' && target.operation === 'teamMember: add') {
				await shoot(editor, 'dragged-onto-the-wrong-field');
			}
		},
	);
});
