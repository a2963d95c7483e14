// Twenty questions of an administrator, by the tools of the example Ask Litmos, against the sandbox.
import { startSandbox } from '../../sandbox/server';
import type { Sandbox } from '../../sandbox/server';
import { fieldsFor } from '../engine/support/bench';
import { toolOf } from '../engine/support/tool';
import { aboutLearning } from './support/learning';
import { aboutPeople } from './support/people';
import type { Answered } from './support/question';
import { expectTrue, readAnswer } from './support/question';
import type { Tenant } from './support/tenant';
import { tenantOf } from './support/tenant';
import { MOST_TOKENS } from './support/tokens';
import { agentExample, toolNodesOf } from './support/tools';

const QUESTIONS = [...aboutLearning, ...aboutPeople];

describe('what an administrator asks an AI agent', () => {
	let sandbox: Sandbox;
	let tenant: Tenant;
	const answers: Answered[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox({ people: 420 });
		tenant = tenantOf(sandbox.state, Date.now());
	});
	afterAll(async () => await sandbox.close());

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
			process.stdout.write(
				`${answered.tokens} ${answered.asked} ${answered.note ?? ''} ${answered.facts.slice(0, 3).join('; ')}\n`,
			);
			expect(answered.tokens).toBeLessThanOrEqual(MOST_TOKENS);
			expectTrue(question, tenant, answered);
		},
	);
});
