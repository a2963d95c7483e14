import type { IDataObject } from 'n8n-workflow';

/** What a job can know and say beyond its items; `memory`: what n8n keeps with the node between runs of a published workflow. */
export interface JobContext {
	memory: IDataObject;
	/** Sent by the run so far. */
	requests: () => number;
	accountName: string;
	/** Rows of the output that belong to none of the items. */
	add: (rows: readonly IDataObject[]) => void;
	/** What n8n keeps with the workflow, for all of its nodes, between runs of a published workflow. */
	workflowMemory: () => IDataObject;
	execution: string;
	/** Run in the editor: n8n keeps nothing of it. */
	isManual: boolean;
	node: { id: string; name: string };
	/** The names of all nodes that lead to this one. */
	nodesBefore: () => readonly string[];
	/** The clock of Litmos when it last answered, in milliseconds. */
	serverMs: () => number | undefined;
	/** Shows a message beside the output, and writes it to n8n's log. */
	tell: (message: string) => void;
}
