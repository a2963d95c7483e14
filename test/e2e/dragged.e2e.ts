import { arrange, COURSE_TARGETS, meant, TEAM_TARGETS, USER_TARGETS } from '../attacks/named.cases';
import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import { until } from './support/processes';
import type { Credential } from './support/rest';
import { outcomeOf } from './support/rest';
import { createCredential, openStage, type Stage } from './support/stage';
import { litmos, manual } from './support/workflow';

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
	let workflow: string;

	beforeAll(async () => {
		stage = await openStage('dragged');
		credential = await createCredential(stage, 'Litmos account', { requestsPerMinute: 1_000 });
		editor = await openEditor(stage.n8n.rest);
		workflow = await prepare();
		await editor.openWorkflow(workflow);
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});
	afterEach(async () => {
		await editor.closeNode();
		expect(editor.problems.splice(0)).toEqual([]);
	});

	/** A node for each drag, whose field is empty still, behind one that hands on a person, a team and a course by their names. */
	async function prepare(): Promise<string> {
		const { state } = stage.sandbox;
		arrange(state);
		const { user, team, course } = meant(state);
		const json = {
			Email: user.Email,
			Login: user.UserName,
			Department: team.Name,
			Training: course.Name,
		};
		const start = manual();
		const nodes = drags.map(({ name, target: { operation, set } }, index) => {
			const [resource, value] = operation.split(': ');
			const parameters = { ...set?.(state), resource: resource!, operation: value! };
			const position: [number, number] = [240 * (1 + (index % 6)), 160 * Math.floor(index / 6)];
			return { ...litmos(credential, parameters, { position }), name };
		});
		const { id } = await stage.n8n.rest.createWorkflow({
			name: 'Drags',
			nodes: [start, ...nodes],
			connections: {
				Start: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
			},
			pinData: { Start: [{ json }] },
		});
		return id;
	}

	/** What the node says after a click on its button. */
	async function execute(name: string) {
		const { rest } = stage.n8n;
		const before = (await rest.executions(workflow)).length;
		await editor.at('node-execute-button').click();
		const { id } = await until('n8n runs it', async () => {
			const runs = await rest.executions(workflow);
			const [newest] = runs.sort((a, b) => Number(b.id) - Number(a.id));
			return runs.length > before ? newest : undefined;
		});
		return outcomeOf(await rest.execution(id), name);
	}

	it.each(drags.map((one) => [one.name, one] as const))(
		'reaches the record that it means, or is refused: %s',
		async (name, { field, noun, column, target, isMeant }) => {
			const { state } = stage.sandbox;
			arrange(state);
			await editor.openNode(name);
			await editor.drag(column, field);
			stage.sandbox.clearLog();
			const { error, items } = await execute(name);
			const writes = stage.sandbox
				.log()
				.filter(({ method, status }) => method !== 'GET' && status! < 300);
			if (isMeant) expect(error).toBeUndefined();
			expect(target.isDone(state)).toBe(isMeant);
			expect(writes).toHaveLength(isMeant ? 1 : 0);
			expect(items).toHaveLength(isMeant ? 1 : 0);
			if (isMeant) return;
			expect(error!.message.toLowerCase()).toMatch(
				new RegExp(`^${noun} "[^"]+" was not found in litmos$`),
			);
			await editor.at('output-panel').getByText(error!.message.slice(0, 30)).first().waitFor();
			if (column === 'Training' && target.operation === 'teamMember: add') {
				await shoot(editor, 'dragged-onto-the-wrong-field');
			}
		},
	);
});
