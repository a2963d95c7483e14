import type { IExecuteFunctions, INode } from 'n8n-workflow';

/** Whether n8n made this node a tool: by the same sign as n8n itself shows fields with `@tool`. */
export function isToolNode({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}

/**
 * Whether an AI agent reads what comes out. Older n8n does not say; and n8n's newest agent runs a tool like any other
 * node, so `isToolExecution` says no.
 */
export function isTool(ctx: IExecuteFunctions): boolean {
	const { isToolExecution } = ctx as Partial<IExecuteFunctions>;
	return isToolNode(ctx.getNode()) || isToolExecution?.call(ctx) === true;
}
