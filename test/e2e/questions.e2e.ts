import type { IDataObject } from 'n8n-workflow';
import type { Answered } from '../agents/support/question';
import { expectTrue, readAnswer } from '../agents/support/question';
import { QUESTIONS } from '../agents/support/questions';
import { printTable } from '../agents/support/page';
import type { Tenant } from '../agents/support/tenant';
import { tenantOf } from '../agents/support/tenant';
import { MOST_TOKENS } from '../agents/support/tokens';
import { agentExample } from '../agents/support/tools';
import { ask } from './support/ask';
import { until } from './support/processes';
import type { OpenAi, Question as Asked } from './support/openAi';
import { startOpenAi } from './support/openAi';
import type { Credential } from './support/rest';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { createCredential, openStage } from './support/stage';
import type { Workflow } from './support/workflow';
import { using } from './support/workflow';

const CHAT = 'When chat message received';
const UNKNOWN = 'Who is Nobody Whatsoever?';
const TOKEN = 'a-token-of-the-assistant';

/** The example with these credentials, by the types of its nodes. */
function withCredentials(
	name: 'ask-litmos' | 'mcp-server',
	byType: ReadonlyArray<readonly [type: RegExp, credential: Credential]>,
): Workflow & { name: string } {
	const example = agentExample(name) as Workflow;
	const nodes = example.nodes.map((one) => {
		const [, credential] = byType.find(([type]) => type.test(one.type)) ?? [];
		return credential ? { ...one, ...using(credential) } : one;
	});
	return { ...example, nodes, name };
}

const contentOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

describe('the examples for AI agents', () => {
	let stage: Stage;
	let model: OpenAi;
	let tenant: Tenant;
	let ours: Credential;

	beforeAll(async () => {
		stage = await openStage('questions', { sandbox: { people: 420 } });
		tenant = tenantOf(stage.sandbox.state, Date.now());
		ours = await createCredential(stage, 'Litmos', { requestsPerMinute: 1000 });
		model = await startOpenAi(({ messages }: Asked) => {
			const last = contentOf(messages.findLast(({ role }) => role === 'user')?.content);
			if (last.includes(UNKNOWN)) return { tool: 'Get_user', given: { user: 'Nobody Whatsoever' } };
			const question = QUESTIONS.find(({ asks }) => last.includes(asks(tenant)));
			if (!question) throw new Error(`Nobody asks: ${last}`);
			return { tool: question.tool.replaceAll(' ', '_'), given: question.given(tenant) };
		});
	});
	afterAll(async () => {
		model?.close();
		await stage?.close();
	});

	const askLitmos = async () => {
		const key = { apiKey: 'any', url: model.baseUrl };
		const theirs = await stage.n8n.rest.createCredential('A model', 'openAiApi', key);
		return withCredentials('ask-litmos', [
			[/litmos/, ours],
			[/lmChatOpenAi/, theirs],
		]);
	};

	/** What the tool has told the model, which repeats it. */
	async function chat(example: Workflow & { name: string }, chatInput: string): Promise<string> {
		const { rest } = stage.n8n;
		const pinData = { [CHAT]: [{ json: { sessionId: 'a', action: 'sendMessage', chatInput } }] };
		const run = await rest.run(await rest.createWorkflow({ ...example, pinData }), CHAT);
		expect(run.status).toBe('success');
		const [answer] = outcomeOf(run, 'AI Agent').items;
		const seen = model.questions.at(-1)?.messages.findLast(({ role }) => role === 'tool');
		const text = contentOf(seen?.content);
		expect(answer?.json.output).toContain(text);
		return text;
	}

	it('Ask Litmos answers twenty questions truly, each in 4,000 tokens', async () => {
		const example = await askLitmos();
		const answers: Answered[] = [];
		for (const question of QUESTIONS) {
			const text = await chat(example, question.asks(tenant));
			const answered = readAnswer(question, tenant, text);
			answers.push(answered);
			expect(answered.tokens).toBeLessThanOrEqual(MOST_TOKENS);
			expectTrue(question, tenant, answered);
		}
		printTable(answers);
	});

	it('the model hears what is wrong, and how to go on', async () => {
		const text = await chat(await askLitmos(), UNKNOWN);
		expect(text).toMatch(/No user with the name, username or email address/);
		expect(text).toMatch(/It must match exactly/);
	});

	it('Ask Litmos can be published', async () => {
		const { rest } = stage.n8n;
		await rest.publish(await rest.createWorkflow(await askLitmos()));
	});

	it('the model is told of fifteen tools, with their descriptions', () => {
		const [{ tools = [] }] = model.questions as [Asked];
		expect(tools).toHaveLength(15);
		expect(JSON.stringify(tools)).toContain('Use it for every question about how many');
	});

	it('the MCP server offers the same tools to who has the token, and to nobody else', async () => {
		const { rest, base } = { rest: stage.n8n.rest, base: stage.n8n.rest.base };
		const bearer = await rest.createCredential('Token', 'httpBearerAuth', { token: TOKEN });
		const example = withCredentials('mcp-server', [
			[/litmos/, ours],
			[/mcpTrigger/, bearer],
		]);
		await rest.publish(await rest.createWorkflow(example));
		const address = `${base}/mcp/litmos`;
		// n8n answers before it listens.
		const refused = await until('the server is there', async () => {
			const { status } = await ask(address, { method: 'POST', body: '{}' });
			return status === 404 ? undefined : status;
		});
		expect([401, 403]).toContain(refused);
		const client = createMcpClient(address);
		await client.call('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1' },
		});
		const { tools } = (await client.call('tools/list', {})) as { tools: IDataObject[] };
		expect(tools).toHaveLength(15);
		const name = 'Count_users';
		const result = await client.call('tools/call', {
			name,
			arguments: { activeOnly: false, search: '' },
		});
		expect(JSON.stringify(result)).toContain(`${stage.sandbox.state.users.size}`);
	});
});

/** As much of the protocol as it takes to call a tool. */
function createMcpClient(address: string) {
	let session: string | null = null;
	let id = 0;

	async function call(method: string, params: object): Promise<unknown> {
		const response = await ask(address, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				authorization: `Bearer ${TOKEN}`,
				...(session && { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', id: (id += 1), method, params }),
		});
		session = response.headers.get('mcp-session-id') ?? session;
		const text = await response.text();
		const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		const { result, error } = JSON.parse(data) as { result?: unknown; error?: unknown };
		if (error) throw new Error(JSON.stringify(error));
		return result;
	}

	return { call };
}
