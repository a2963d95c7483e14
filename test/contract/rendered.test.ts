/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// n8n's linters read literals, and most of our panel is put together when the node is loaded. So the
// finished description is printed as one literal, and the official rules read that.
import path from 'node:path';
import { runTypeScript } from '../support/runScript';
import type { Finding } from './lintRendered';
import { CLEAN, FAULTS } from './renderedFaults';

const ROOT = path.resolve(__dirname, '../..');

/** The rules want resources by the alphabet; what people use most stands first here. */
const isResourcesByUse = ({ rule, message }: Finding): boolean | undefined =>
	rule?.endsWith('unsorted-items') && message.includes('Order: Achievement | Bulk Import | ');

let findings: Record<string, Finding[]>;
beforeAll(() => {
	const input = [...Object.keys(CLEAN), ...Object.keys(FAULTS)];
	const file = path.join(__dirname, 'lintRendered.ts');
	findings = runTypeScript(file, { cwd: ROOT, input }) as typeof findings;
});

describe('the finished description', () => {
	it.each(Object.keys(CLEAN))('passes the official rules: %s', (name) => {
		expect(findings[name]?.filter((finding) => !isResourcesByUse(finding))).toEqual([]);
	});

	it('passes the official rules: of Litmos Report', () => {
		expect(findings.report).toEqual([]);
	});

	it('passes the official rules: of Litmos LRS', () => {
		expect(findings.lrs).toEqual([]);
	});

	it('passes the official rules: of Litmos Webhook Trigger', () => {
		expect(findings.webhook).toEqual([]);
	});

	it('passes the official rules: of Litmos Trigger', () => {
		expect(findings.trigger).toEqual([]);
	});

	it.each(Object.entries(FAULTS))('would be refused for %s', (name, { rule }) => {
		const rules = (findings[name] ?? []).map((finding) => finding.rule).join(' ');
		expect(rules).toMatch(rule);
	});
});
