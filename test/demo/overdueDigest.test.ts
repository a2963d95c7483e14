/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// The example that mails each manager, run by n8n's engine. How many there are depends on the day, so the demo leaves it out.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowJson } from '../support/engineTypes';
import { startBench } from '../engine/support/bench';

const FILE = path.resolve(__dirname, '../../examples/overdue-digest.json');

function readExample(): WorkflowJson {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowJson;
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	// Without the schedule, which only n8n's own node could keep.
	const [{ name }] = nodes;
	const type = 'n8n-nodes-base.manualTrigger';
	return {
		...workflow,
		nodes: nodes.map((node) => (node.name === name ? { ...node, type } : node)),
	};
}

describe('the example overdue-digest', () => {
	it('mails each manager once, and what is left to one address', async () => {
		const bench = await startBench();
		const run = await bench.engine.run(readExample());
		expect(run.error).toBeUndefined();
		const itemsOf = (node: string) => (run.nodes[node]?.[0]?.items ?? []).map(({ json }) => json);
		const digests = itemsOf('Overdue and Expiring');
		const mails = itemsOf('Email to the Manager');
		expect(digests.length).toBeGreaterThan(3);
		expect(mails).toEqual(
			digests.map(({ managerEmail, subject, html }) => ({
				fromEmail: 'training@example.com',
				toEmail: managerEmail ?? 'training@example.com',
				subject,
				html,
			})),
		);
		expect(digests.filter(({ managerEmail }) => managerEmail === null).length).toBeGreaterThan(0);
		const emails = [...bench.sandbox.state.users.values()].map(({ Email }) => Email);
		for (const { managerEmail } of digests)
			expect([...emails, null]).toContain(managerEmail as string | null);
		// All results, 90 days in spans of a week, and all users.
		expect(bench.requests()).toHaveLength(1 + 13 + 1);
		expect(bench.sandbox.state.mails).toEqual([]);
	});
});
