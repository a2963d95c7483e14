import type { Editor } from './support/editor';
import { openEditor } from './support/editor';
import { shoot } from './support/images';
import type { Credential } from './support/rest';
import { createCredential, GOOD_KEY, openStage, PACKAGE, type Stage } from './support/stage';
import { until } from './support/processes';
import { chain, litmos, LITMOS_CATALOG, LITMOS_REPORT, manual } from './support/workflow';

/** Which node has the resource, if not Litmos. A listing is in Litmos, too, for workflows from before Litmos Catalog. */
const NODES: Readonly<Record<string, string>> = {
	compliance: LITMOS_REPORT,
	resultFeed: LITMOS_REPORT,
	token: LITMOS_CATALOG,
};

/** The most used operation of each resource, and its fields from top to bottom. */
const PANELS: ReadonlyArray<[resource: string, operation: string, labels: string[]]> = [
	['bulkImport', 'importPeople', ['Columns', 'Send Email', 'Wait Until Done']],
	[
		'compliance',
		'getCourses',
		[
			'Course',
			'Team',
			'Look Back',
			'Include Manager and Email',
			'Include Teams',
			'Filters',
			'Simplify',
		],
	],
	['course', 'getAll', ['Return All', 'Limit', 'Filters']],
	['customApiCall', 'send', ['Method', 'Path', 'Query Parameters']],
	['listing', 'create', ['Collection', 'Name', 'Duration', 'Active']],
	['resultFeed', 'getCourseResults', ['Period', 'Return All', 'Simplify', 'Filters']],
	['session', 'create', ['Course', 'Module', 'Instructor', 'Session Type', 'Time Zone', 'Days']],
	['sessionParticipant', 'register', ['Session', 'User', 'Assign Course']],
	['team', 'create', ['Name', 'Additional Fields']],
	['teamMember', 'add', ['Team', 'User', 'Send Email']],
	['teamRole', 'promote', ['Team', 'User', 'Role']],
	['token', 'create', ['Code', 'Token Type', 'Maximum Activations', 'Token Expiration']],
	['user', 'upsert', ['Match By', 'Username', 'First Name', 'Last Name', 'Email', 'Send Email']],
	['userCourse', 'assign', ['User', 'Course', 'Send Email']],
];

const WITH_JSON = {
	resource: 'customApiCall',
	operation: 'send',
	method: 'POST',
	path: '/teams',
	bodyFormat: 'json',
	body: '{ "Name": "New Hires" }',
};

/** What people type who look for the node, or for what it does. */
const WORDS = [
	'litmos',
	'learning',
	'enroll',
	'deactivate',
	'add to team',
	'new hire',
	'leaver',
	'assign course',
	'litmos create user',
	'litmos update user',
	'litmos deactivate user',
	'litmos add to team',
	'litmos remove from team',
	'litmos assign course',
	'litmos enroll',
	'litmos unassign course',
	'litmos reset results',
	'litmos mark attendance',
	'litmos register session',
	'litmos import users',
	'litmos team hierarchy',
	'litmos custom api call',
];

/** By mouse and keyboard, as a person does it, in the order in which a person does it. */
describe('the editor', () => {
	let stage: Stage;
	let editor: Editor;
	let credential: Credential;

	beforeAll(async () => {
		stage = await openStage('editor', {
			installed: false,
			sandbox: { latencyMs: 50 },
		});
		editor = await openEditor(stage.n8n.rest, { signIn: 'form' });
	});
	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	});
	afterEach(() => {
		expect(editor.problems.splice(0)).toEqual([]);
	});

	const requests = (): number => stage.sandbox.log().length;

	it('installs the package on the settings page', async () => {
		const { page, at } = editor;
		await editor.goto('/settings/community-nodes');
		await page.getByRole('button', { name: 'Install' }).first().click();
		await at('package-name-input').fill(PACKAGE);
		await at('user-agreement-checkbox').click();
		await at('install-community-package-button').last().click();
		await at('community-package-card').getByText(PACKAGE).first().waitFor();
	});

	it('creates a credential in its form, which tests it with one request', async () => {
		const { page, at } = editor;
		await editor.goto('/home/credentials');
		await page
			.getByRole('button', { name: /Add first credential|Create credential/ })
			.first()
			.click();
		await at('new-credential-type-select').click();
		await page.keyboard.type('litmos');
		await page.getByText('Litmos API', { exact: true }).last().click();
		await at('new-credential-type-button').click();
		const form = at('credential-edit-dialog');
		// n8n asks itself for the name only once the form is open, and saves nothing without one.
		await page.getByText('Litmos account').filter({ visible: true }).first().waitFor();
		await form.locator('input[type="password"]').first().fill(GOOD_KEY);
		stage.sandbox.clearLog();
		await at('credential-save-button').getByRole('button').click();
		await form.getByText('Connection tested successfully').filter({ visible: true }).waitFor();
		expect(requests()).toBe(1);
		const saved = await stage.n8n.rest.call<Credential[]>('GET', '/credentials');
		credential = saved.find(({ type }) => type === 'litmosApi') as Credential;
		expect(credential).toBeDefined();
	});

	it('opens a good credential for one request', async () => {
		stage.sandbox.clearLog();
		expect(await editor.openCredential(credential.id)).toContain('Connection tested successfully');
		await shoot(editor, 'credential-good');
		expect(requests()).toBe(1);
	});

	it('opens one with a wrong key for one request, and says what to check', async () => {
		const wrong = await createCredential(stage, 'Litmos wrong key', { apiKey: 'not-the-key' });
		stage.sandbox.clearLog();
		expect(await editor.openCredential(wrong.id)).toContain('Litmos did not accept the API Key');
		await shoot(editor, 'credential-bad');
		expect(requests()).toBe(1);
	});

	it('names the region when the account lives in another one', async () => {
		const wrong = await createCredential(stage, 'Litmos in Europe', { region: 'eu' });
		expect(await editor.openCredential(wrong.id)).toContain(
			'for the Region Europe (api.litmoseu.com)',
		);
	});

	it('says so when there is nothing at the address', async () => {
		const down = await createCredential(stage, 'Litmos down', {
			region: 'custom',
			baseUrl: 'http://127.0.0.1:9/v1.svc',
		});
		expect(await editor.openCredential(down.id)).toMatch(/refused|ECONNREFUSED/);
	});

	it('finds the node by the words that people search for', async () => {
		const { at, page } = editor;
		const empty = await stage.n8n.rest.createWorkflow({ name: 'Empty', ...chain(manual()) });
		await editor.openWorkflow(empty.id);
		await at('node-creator-plus-button').click();
		for (const word of WORDS) {
			await at('node-creator-search-bar').fill('nothing has this name');
			await page.getByText('Manage users, teams').waitFor({ state: 'hidden' });
			await at('node-creator-search-bar').fill(word);
			await at('node-creator-item-name').filter({ hasText: 'Litmos' }).first().waitFor();
			await page.getByText('Manage users, teams, courses and assignments').waitFor();
		}
		await shoot(editor, 'node-creator');
	});

	it('finds Litmos Catalog by what it is about', async () => {
		const { at, page } = editor;
		for (const word of ['listing', 'collection', 'instructor', 'gamification']) {
			await at('node-creator-search-bar').fill('nothing has this name');
			await page.getByText('Manage listings').waitFor({ state: 'hidden' });
			await at('node-creator-search-bar').fill(word);
			await page.getByText('Manage listings, collections').waitFor();
		}
	});

	it('adds the node by a click on one of its actions', async () => {
		const { page, at } = editor;
		await at('node-creator-search-bar').fill('litmos');
		await at('node-creator-item-name')
			.filter({ hasText: /^\s*Litmos\s*$/ })
			.first()
			.click();
		await page.getByText('Create or update user', { exact: true }).click();
		await at('ndv').waitFor();
		expect(await at('ndv').innerText()).toContain('Username');
		await editor.closeNode();
		expect(await at('canvas-node').count()).toBe(2);
	});

	describe('shows the panel', () => {
		beforeAll(async () => {
			const nodes = PANELS.map(([resource, operation]) => ({
				...litmos(credential, { resource, operation }),
				...(NODES[resource] && { type: NODES[resource] }),
				name: resource,
			}));
			const { id } = await stage.n8n.rest.createWorkflow({
				name: 'Panels',
				...chain(manual(), ...nodes, { ...litmos(credential, WITH_JSON), name: 'JSON' }),
			});
			await editor.openWorkflow(id);
		});

		it.each(PANELS)('of %s: %s', async (resource, _operation, labels) => {
			await editor.openNode(resource);
			const places = await until('all fields are shown', async () => {
				const panel = await editor.at('node-parameters').first().innerText();
				expect(panel).not.toMatch(/undefined|\[object/);
				const found = labels.map((label) => panel.search(new RegExp(`^${label}$`, 'm')));
				return found.includes(-1) ? undefined : found;
			});
			await shoot(editor, `panel-${resource}`);
			await editor.closeNode();
			expect(places).toEqual([...places].sort((a, b) => a - b));
		});

		it('with a resource of Litmos Catalog only where it is chosen already', async () => {
			const offered = async (node: string): Promise<string[]> => {
				await editor.openNode(node);
				const dropdown = editor.at('parameter-input-resource').locator('input');
				await dropdown.click();
				const options = editor.page.locator('.el-select-dropdown:visible li');
				await options.first().waitFor();
				const names = (await options.allInnerTexts()).map((name) => name.trim());
				// The open list takes Escape for itself, and so does the dropdown as long as it has the focus.
				await editor.page.keyboard.press('Escape');
				await options.first().waitFor({ state: 'hidden' });
				await dropdown.blur();
				await editor.closeNode();
				return names;
			};
			expect(await offered('user')).not.toContain('Listing');
			const older = await offered('listing');
			expect(older).toContain('Listing');
			expect(older).not.toContain('Collection');
		});

		it('of Custom API Call with an editor for JSON', async () => {
			await editor.openNode('JSON');
			const json = editor.at('node-parameters').locator('.cm-content').last();
			await json.getByText('New Hires').waitFor();
			await shoot(editor, 'panel-json');
			await editor.closeNode();
		});

		it('with the fields of the node before, to be dragged before anything has run', async () => {
			await editor.openNode('userCourse');
			const fields = editor.at('ndv-input-panel').getByTestId('run-data-schema-item');
			await fields.locator('[data-name="Id"]').first().waitFor();
			expect(await fields.allInnerTexts()).toEqual(
				expect.arrayContaining(['Id', 'UserName', 'Email', 'Active', 'result']),
			);
			await editor.drag('Id', 'userId');
			await shoot(editor, 'fields-before-the-first-run');
		});
	});
});
