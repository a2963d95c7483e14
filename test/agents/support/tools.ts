/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import type { WorkflowJson } from '../../support/engineTypes';

/** An example for AI agents as it is imported. */
export function agentExample(name: 'ask-litmos' | 'mcp-server'): WorkflowJson {
	const file = path.resolve(__dirname, `../../../examples/${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
}

/** Its tools. */
export function toolNodesOf({ nodes }: WorkflowJson): INode[] {
	return nodes.filter(({ type }) => /^n8n-nodes-litmos\..*Tool$/.test(type));
}
