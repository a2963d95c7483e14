import { ask } from './support/ask';
import type { OpenAi } from './support/openAi';
import { startOpenAi } from './support/openAi';
import type { Execution } from './support/rest';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { createCredential, GOOD_KEY, openStage } from './support/stage';
import type { Workflow } from './support/workflow';
import { chain, LITMOS, manual, node, using } from './support/workflow';

/** What the model is to fill in by itself. */
const FROM_AI = "={{ $fromAI('username', 'The name the person signs in with', 'string') }}";

describe('an AI agent with the Litmos node as a tool', () => {
	let stage: Stage;
	let model: OpenAi;
	let run: Execution;
	let person: { UserName: string; Email: string; LoginKey: string };

	beforeAll(async () => {
		stage = await openStage('agent');
		[, person] = [...stage.sandbox.state.users.values()];
		model = await startOpenAi(() => ({ given: { username: person.UserName } }));
		const workflow = await stage.n8n.rest.createWorkflow({ name: 'agent', ...(await agent()) });
		stage.sandbox.clearLog();
		run = await stage.n8n.rest.run(workflow, 'Start');
	});
	afterAll(async () => {
		model?.close();
		await stage?.close();
	});

	async function agent(): Promise<Workflow> {
		const { rest } = stage.n8n;
		const ours = await createCredential(stage);
		const theirs = await rest.createCredential('A model', 'openAiApi', {
			apiKey: 'any',
			url: model.baseUrl,
		});
		const parameters = { promptType: 'define', text: 'Who is it?', options: {} };
		const main = chain(
			manual(),
			node('AI Agent', '@n8n/n8n-nodes-langchain.agent', { typeVersion: 3.1, parameters }),
		);
		const chat = node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
			typeVersion: 1.3,
			parameters: {
				model: { __rl: true, mode: 'id', value: 'any-model' },
				responsesApiEnabled: false,
				options: {},
			},
			...using(theirs),
		});
		const tool = node('Look up a person', `${LITMOS}Tool`, {
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: { __rl: true, mode: 'userName', value: FROM_AI },
				// All that Litmos sent: the record has a link that signs in as the person.
				output: 'raw',
			},
			...using(ours),
		});
		const into = (type: 'ai_tool' | 'ai_languageModel') => ({
			[type]: [[{ node: 'AI Agent', type, index: 0 }]],
		});
		return {
			nodes: [...main.nodes, chat, tool],
			connections: {
				...main.connections,
				[chat.name]: into('ai_languageModel'),
				[tool.name]: into('ai_tool'),
			},
		};
	}

	it('is offered the tool with the parameter that is left to the model', () => {
		const [{ tools = [] }] = model.questions;
		expect(tools).toHaveLength(1);
		expect(tools[0].function.name).toBe('Look_up_a_person');
		expect(Object.keys(tools[0].function.parameters.properties ?? {})).toEqual(['username']);
	});

	it('calls the tool with what the model filled in, by one request', () => {
		const arrived = stage.sandbox
			.log()
			.map(({ method, path, status }) => ({ method, path, status }));
		const path = `/v1.svc/users/${encodeURIComponent(person.UserName)}`;
		expect(arrived).toEqual([{ method: 'GET', path, status: 200 }]);
	});

	it('answers with the data of the person', () => {
		expect(run.status).toBe('success');
		const [{ json }] = outcomeOf(run, 'AI Agent').items;
		expect(json.output).toContain('This is what I found');
		expect(json.output).toContain(person.Email);
		expect(model.questions).toHaveLength(2);
	});

	it('never shows the model the API Key, nor the link that signs in as the person', async () => {
		const address = `${stage.sandbox.baseUrl}/users/${person.UserName}?source=test&format=json`;
		const response = await ask(address, { headers: { apikey: GOOD_KEY } });
		expect(await response.json()).toHaveProperty('LoginKey', person.LoginKey);
		const seen = model.received.join('\n');
		expect(seen).toContain(person.Email);
		expect(seen).not.toContain(GOOD_KEY);
		expect(seen).not.toMatch(/LoginKey/i);
		expect(seen).not.toContain(person.LoginKey.split('=').at(-1));
	});
});
