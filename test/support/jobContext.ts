import type { JobContext } from '../../nodes/shared/operation/jobs/context';

/** What a job knows where nothing of it matters, but for what is given. */
export function jobContext(given: Partial<JobContext> = {}): JobContext {
	const kept = {};
	return {
		memory: {},
		requests: () => 0,
		accountName: '',
		add: () => undefined,
		workflowMemory: () => kept,
		execution: '1',
		isManual: false,
		node: { id: 'node', name: 'Node' },
		nodesBefore: () => [],
		serverMs: () => undefined,
		tell: () => undefined,
		...given,
	};
}
