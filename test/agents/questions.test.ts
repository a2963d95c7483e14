// Twenty questions of an administrator, by the tools of the example Ask Litmos, against the sandbox.
import type { INode } from 'n8n-workflow';
import { mayWrite } from '../../nodes/shared/operation/describe';
import { startSandbox } from '../../sandbox/server';
import type { Sandbox } from '../../sandbox/server';
import { rows } from '../../scripts/operationList';
import { fieldsFor } from '../engine/support/bench';
import { toolOf } from '../engine/support/tool';
import { IS_ACCEPTING } from '../support/accepting';
import { printTable, writePage } from './support/page';
import type { Answered } from './support/question';
import { expectTrue, readAnswer } from './support/question';
import { QUESTIONS } from './support/questions';
import type { Tenant } from './support/tenant';
import { tenantOf } from './support/tenant';
import { MOST_TOKENS } from './support/tokens';
import { agentExample, toolNodesOf } from './support/tools';

describe('what an administrator asks an AI agent', () => {
	let sandbox: Sandbox;
	let tenant: Tenant;
	const answers: Answered[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox({ people: 420 });
		tenant = tenantOf(sandbox.state, Date.now());
	});
	afterAll(async () => {
		await sandbox.close();
		printTable(answers);
		if (IS_ACCEPTING) writePage(answers);
	});

	it('are twenty questions, by tools that are the same in both examples and cannot write', () => {
		expect(QUESTIONS).toHaveLength(20);
		const [ask, mcp] = (['ask-litmos', 'mcp-server'] as const).map((name) =>
			toolNodesOf(agentExample(name)),
		);
		const settings = ({ name, type, parameters }: INode) => ({ name, type, parameters });
		expect(mcp?.map(settings)).toEqual(ask?.map(settings));
		for (const { parameters } of ask ?? []) {
			const name = `${String(parameters.resource)}:${String(parameters.operation)}`;
			const row = rows.find((one) => one.name === name);
			expect([name, row && mayWrite(row.operation)]).toEqual([name, false]);
		}
	});

	it.each(QUESTIONS.map((question, index) => [index + 1, question] as const))(
		'%i is answered truly, in 4,000 tokens',
		async (_number, question) => {
			const node = toolNodesOf(agentExample('ask-litmos')).find(
				({ name }) => name === question.tool,
			);
			const tool = await toolOf(fieldsFor(sandbox), node!);
			const text = await tool.invoke(question.given(tenant));
			const answered = readAnswer(question, tenant, text);
			answers.push(answered);
			expect(answered.tokens).toBeLessThanOrEqual(MOST_TOKENS);
			expectTrue(question, tenant, answered);
		},
	);
});
