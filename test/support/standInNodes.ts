/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// n8n's own nodes are not a dependency of this package. These stand-ins carry their names and do as
// much of their work as a workflow around the Litmos node needs, no more.
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	JsonObject,
	NodeOutput,
} from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes } from 'n8n-workflow';
import type { Readable } from 'node:stream';

type Execute = (this: IExecuteFunctions) => Promise<NodeOutput>;
interface StandInOptions {
	trigger?: boolean;
	outputs?: number;
	properties?: INodeProperties[];
}

export function standIn(name: string, execute: Execute, options: StandInOptions = {}): INodeType {
	const { trigger = false, outputs = 1, properties = [] } = options;
	const description: INodeTypeDescription = {
		displayName: `Stand-in for ${name}`,
		name,
		group: [trigger ? 'trigger' : 'transform'],
		version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 2.3, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.1, 4.2, 4.3],
		description: 'A small stand-in used by tests',
		defaults: { name },
		inputs: trigger ? [] : [NodeConnectionTypes.Main],
		outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
		properties,
	};
	return { description, execute };
}

async function passOn(this: IExecuteFunctions): Promise<NodeOutput> {
	return [this.getInputData()];
}

function parameter(name: string, type: INodeProperties['type'], initial: unknown): INodeProperties {
	return { displayName: name, name, type, default: initial as INodeProperties['default'] };
}

interface Assignment {
	name: string;
	value: IDataObject[string];
}

/** Edit Fields (Set): `assignments` of version 3, with expressions; keeps the input's fields only if told to. */
async function setFields(this: IExecuteFunctions): Promise<NodeOutput> {
	const output = this.getInputData().map((item, index): INodeExecutionData => {
		const path = 'assignments.assignments';
		const assignments = this.getNodeParameter(path, index, []) as unknown as Assignment[];
		const keepInput = this.getNodeParameter('includeOtherFields', index, false) as boolean;
		const added = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
		return {
			json: keepInput ? { ...item.json, ...added } : added,
			pairedItem: { item: index },
		};
	});
	return [output];
}

export interface Condition {
	leftValue: unknown;
	rightValue: unknown;
	operator: { operation: string };
}

const COMPARISONS: Record<string, (left: unknown, right: unknown) => boolean> = {
	equals: (left, right) => left === right,
	notEquals: (left, right) => left !== right,
	exists: (left) => left !== undefined && left !== null,
	notExists: (left) => left === undefined || left === null,
	true: (left) => left === true,
	false: (left) => left === false,
	empty: (left) => left === undefined || left === null || left === '',
	notEmpty: (left) => left !== undefined && left !== null && left !== '',
	contains: (left, right) => String(left).includes(String(right)),
	gt: (left, right) => Number(left) > Number(right),
	gte: (left, right) => Number(left) >= Number(right),
	lt: (left, right) => Number(left) < Number(right),
	lte: (left, right) => Number(left) <= Number(right),
	after: (left, right) => Date.parse(String(left)) > Date.parse(String(right)),
	before: (left, right) => Date.parse(String(left)) < Date.parse(String(right)),
};

export function holds({ leftValue, rightValue, operator }: Condition): boolean {
	const compare = COMPARISONS[operator.operation];
	if (!compare) throw new Error(`The stand-in cannot compare by "${operator.operation}"`);
	return compare(leftValue, rightValue);
}

/** The one test of If and Filter: which items meet the conditions, and which do not. */
function divide(context: IExecuteFunctions): [INodeExecutionData[], INodeExecutionData[]] {
	const kept: INodeExecutionData[] = [];
	const dropped: INodeExecutionData[] = [];
	context.getInputData().forEach((item, index) => {
		const path = 'conditions.conditions';
		const conditions = context.getNodeParameter(path, index, []) as unknown as Condition[];
		const combinator = context.getNodeParameter('conditions.combinator', index, 'and') as string;
		const met = combinator === 'or' ? conditions.some(holds) : conditions.every(holds);
		(met ? kept : dropped).push({ ...item, pairedItem: { item: index } });
	});
	return [kept, dropped];
}

/** What HTTP Request 4.2 hands to n8n's legacy request helper; the keys matter to a credential. */
function legacyRequest(context: IExecuteFunctions, index: number) {
	return {
		headers: {},
		method: context.getNodeParameter('method', index, 'GET') as IHttpRequestMethods,
		uri: context.getNodeParameter('url', index) as string,
		qs: {},
		gzip: true,
		rejectUnauthorized: true,
		followRedirect: true,
		followAllRedirects: true,
		maxRedirects: 21,
		resolveWithFullResponse: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: 300_000,
		encoding: null,
		json: false,
		useStream: true,
	};
}

async function readJson(body: Readable): Promise<IDataObject> {
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return { body: JSON.parse(text) as IDataObject };
	} catch {
		return { body: text };
	}
}

/** HTTP Request with a predefined credential: all items at once, as the real one does. */
async function httpRequest(this: IExecuteFunctions): Promise<NodeOutput> {
	const type = this.getNodeParameter('nodeCredentialType', 0) as string;
	// The node that is imitated still uses this deprecated helper, and that is the point.
	const send = this.helpers['requestWithAuthentication'];
	const answers = await Promise.allSettled(
		this.getInputData().map((_item, index) =>
			send.call(this, type, legacyRequest(this, index), undefined, index),
		),
	);
	const output: INodeExecutionData[] = [];
	for (const [index, answer] of answers.entries()) {
		if (answer.status === 'rejected') {
			throw new NodeApiError(this.getNode(), answer.reason as JsonObject, { itemIndex: index });
		}
		const { statusCode, body } = answer.value as { statusCode: number; body: Readable };
		output.push({ json: { statusCode, ...(await readJson(body)) }, pairedItem: { item: index } });
	}
	return [output];
}

async function keepMatching(this: IExecuteFunctions): Promise<NodeOutput> {
	return [divide(this)[0]];
}

async function chooseBranch(this: IExecuteFunctions): Promise<NodeOutput> {
	return divide(this);
}

/** Send Email: hands on what would be sent. */
async function sendEmail(this: IExecuteFunctions): Promise<NodeOutput> {
	const read = (name: string, index: number) => this.getNodeParameter(name, index, '') as string;
	const output = this.getInputData().map((_, index): INodeExecutionData => {
		const json = Object.fromEntries(MAIL_FIELDS.map((name) => [name, read(name, index)]));
		return { json, pairedItem: { item: index } };
	});
	return [output];
}

const MAIL_FIELDS = ['fromEmail', 'toEmail', 'subject', 'html'];

interface FormField {
	fieldLabel: string;
	fieldOptions: { values: Array<{ option: string }> };
}

/** Wait for a form: somebody chooses the first option of each list and sends it. One item comes, as from n8n. */
async function waitForForm(this: IExecuteFunctions): Promise<NodeOutput> {
	const fields = this.getNodeParameter('formFields.values', 0, []) as unknown as FormField[];
	const answers = fields.map(({ fieldLabel, fieldOptions: { values } }) => [
		fieldLabel,
		values[0]!.option,
	]);
	return [[{ json: Object.fromEntries(answers) as IDataObject }]];
}

/** Code: nothing but to hand on all items of a node before. */
async function allItemsOf(this: IExecuteFunctions): Promise<NodeOutput> {
	const code = this.getNodeParameter('jsCode', 0) as string;
	const [, name] = /^return \$\('(.+)'\)\.all\(\);$/.exec(code) ?? [];
	if (name === undefined) throw new Error(`The stand-in cannot run this code: ${code}`);
	const { $ } = this.getWorkflowDataProxy(0) as unknown as {
		$: (node: string) => { all: () => INodeExecutionData[] };
	};
	return [$(name).all()];
}

const CONDITIONS = parameter('conditions', 'filter', {});

const STAND_INS = [
	standIn('manualTrigger', passOn, { trigger: true }),
	standIn('scheduleTrigger', passOn, { trigger: true }),
	standIn('webhook', passOn, { trigger: true }),
	standIn('noOp', passOn),
	standIn('set', setFields, {
		properties: [
			parameter('assignments', 'assignmentCollection', {}),
			parameter('includeOtherFields', 'boolean', false),
		],
	}),
	standIn('filter', keepMatching, { properties: [CONDITIONS] }),
	standIn('if', chooseBranch, { outputs: 2, properties: [CONDITIONS] }),
	standIn('emailSend', sendEmail, {
		properties: MAIL_FIELDS.map((name) => parameter(name, 'string', '')),
	}),
	standIn('wait', waitForForm, { properties: [parameter('formFields', 'json', {})] }),
	standIn('code', allItemsOf, { properties: [parameter('jsCode', 'string', '')] }),
	standIn('httpRequest', httpRequest, {
		properties: [
			parameter('method', 'string', 'GET'),
			parameter('url', 'string', ''),
			parameter('nodeCredentialType', 'string', ''),
		],
	}),
];

/** The stand-ins by the full names of the nodes they stand for. */
export const standInNodes: Readonly<Record<string, INodeType>> = Object.fromEntries(
	STAND_INS.map((node) => [`n8n-nodes-base.${node.description.name}`, node]),
);
