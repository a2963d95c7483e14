/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { join } from 'node:path';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

interface BuiltNode {
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

const FILE = join(__dirname, '../../dist/nodes/Litmos/Litmos.node.js');
const ANSWER = JSON.stringify({ Id: 'abc', UserName: 'ada@example.com', FirstName: 'Ada' });

/** User: Get for so many items, with an n8n that reads fields and sends requests in no time. */
function contextFor(count: number): IExecuteFunctions {
	const items = Array.from({ length: count }, (_, index) => ({ json: { index } }));
	const fixed: IDataObject = { resource: 'user', operation: 'get', simplify: true, options: {} };
	const known: Record<string, unknown> = {
		getInputData: () => items,
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			name === 'userId'
				? { __rl: true, mode: 'id', value: `Oe4zZK7ZntpWn8${String(item).padStart(8, '0')}2` }
				: (fixed[name] ?? fallback),
		getExecutionId: () => '1',
		getNode: () => ({ id: '1', name: 'Litmos' }),
		getCredentials: async () => ({ apiKey: 'k', region: 'us', source: 'n8n' }),
		continueOnFail: () => false,
		helpers: {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body: ANSWER }),
		},
	};
	return known as unknown as IExecuteFunctions;
}

/** Microseconds that the built node spends on an item. */
export async function perItem(count: number): Promise<number> {
	const { Litmos } = (await import(FILE)) as { Litmos: new () => BuiltNode };
	const context = contextFor(count);
	const node = new Litmos();
	const began = performance.now();
	const [output] = await node.execute.call(context);
	const microseconds = ((performance.now() - began) * 1_000) / count;
	if (output.length !== count) throw new Error(`${output.length} of ${count} items came out`);
	return microseconds;
}
