/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Runs in a process of its own: jest cannot load the official ESLint configuration.
import { ESLint } from 'eslint';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { text as readAll } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { CLEAN, FAULTS } from './renderedFaults';

export interface Finding {
	rule: string | null;
	message: string;
	/** The line of the printed description. */
	line: string;
}

const LIFECYCLE =
	'{ checkExists: async () => true, create: async () => true, delete: async () => true }';

/** The description as the literal that the linters would like us to have written. */
function print(description: INodeTypeDescription, name: string): string {
	const entire = { depth: null, maxArrayLength: null, maxStringLength: null } as const;
	const literal = inspect(description, { ...entire, breakLength: 100, compact: false })
		.replaceAll(/\[\s*'main'\s*\]/g, '[NodeConnectionTypes.Main]')
		// A key without a value is a key that is not there, for n8n as for the rules.
		.replaceAll(/^\s*[\w']+: undefined,?\n/gm, '')
		// A shared field that is optional in one place says so there, over its own `required: true`.
		.replaceAll(/^\s*required: false,?\n/gm, '')
		// The rules sort 10 before 2. People do not, so the rules get to see 02.
		.replaceAll(/^\s*(?:name|displayName): '.*'/gm, (line) => line.replace(/ (\d)\b/g, ' 0$1'));
	return [
		"import { NodeConnectionTypes } from 'n8n-workflow';",
		"import type { INodeType, INodeTypeDescription } from 'n8n-workflow';",
		`export class ${name} implements INodeType {`,
		`	description: INodeTypeDescription = ${literal};`,
		// Not part of a description, and one of the rules asks for it where there are webhooks.
		description.webhooks ? `	webhookMethods = { default: ${LIFECYCLE} };` : '',
		'}',
		'',
	].join('\n');
}

async function lint(description: INodeTypeDescription, node = 'Litmos'): Promise<Finding[]> {
	const source = print(description, node);
	const lines = source.split('\n');
	const eslint = new ESLint({ cwd: process.cwd() });
	const [result] = await eslint.lintText(source, {
		filePath: `nodes/${node}/${node}.node.ts`,
	});
	return (result?.messages ?? []).map(({ ruleId, message, line }) => ({
		rule: ruleId,
		message,
		line: (lines[line - 1] ?? '').trim(),
	}));
}

async function main(): Promise<void> {
	const names = JSON.parse(await readAll(process.stdin)) as string[];
	const built = '../../dist/nodes/Litmos/Litmos.node.js';
	const { Litmos } = (await import(built)) as { Litmos: new () => INodeType };
	const findings: Record<string, Finding[]> = {};
	for (const name of names) {
		const description = structuredClone(new Litmos().description);
		(CLEAN[name] ?? FAULTS[name]?.spoil)?.(description);
		findings[name] = await lint(description);
	}
	const report = '../../dist/nodes/LitmosReport/LitmosReport.node.js';
	const { LitmosReport } = (await import(report)) as { LitmosReport: new () => INodeType };
	findings.report = await lint(new LitmosReport().description, 'LitmosReport');
	const lrs = '../../dist/nodes/LitmosLrs/LitmosLrs.node.js';
	const { LitmosLrs } = (await import(lrs)) as { LitmosLrs: new () => INodeType };
	findings.lrs = await lint(new LitmosLrs().description, 'LitmosLrs');
	const webhook = '../../dist/nodes/LitmosWebhookTrigger/LitmosWebhookTrigger.node.js';
	const { LitmosWebhookTrigger } = (await import(webhook)) as {
		LitmosWebhookTrigger: new () => INodeType;
	};
	findings.webhook = await lint(new LitmosWebhookTrigger().description, 'LitmosWebhookTrigger');
	const trigger = '../../dist/nodes/LitmosTrigger/LitmosTrigger.node.js';
	const { LitmosTrigger } = (await import(trigger)) as { LitmosTrigger: new () => INodeType };
	findings.trigger = await lint(new LitmosTrigger().description, 'LitmosTrigger');
	process.stdout.write(JSON.stringify(findings));
}

void main();
