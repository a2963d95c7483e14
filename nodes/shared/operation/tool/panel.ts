import type { INodeProperties } from 'n8n-workflow';

/** Shown where the full record has more columns than a person wants to see. Older n8n, which knows no `@tool`, shows it always. */
const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { hide: { '@tool': [true] } },
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** In its place for an AI agent, as n8n's guidelines have it. */
const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		{ name: 'Raw', value: 'raw', description: 'All fields, which leaves room for fewer rows' },
		{ name: 'Selected Fields', value: 'fields', description: 'Only the fields you name' },
	],
	default: 'simplified',
	displayOptions: { show: { '@tool': [true] } },
	description: 'Which fields the agent gets. Fewer fields leave room for more rows.',
};

const OUTPUT_FIELDS: INodeProperties = {
	displayName: 'Output Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. UserName, Status, DueDate',
	displayOptions: { show: { '@tool': [true], output: ['fields'] } },
	description:
		'Names of the fields, separated by commas. Run the tool with Output set to Raw to see all names.',
};

/** What decides which columns come out. */
export const OUTPUT_CHOICE: readonly INodeProperties[] = [SIMPLIFY, OUTPUT, OUTPUT_FIELDS];

/** Whether only tools show the field. */
export function isForTools({ displayOptions }: INodeProperties): boolean {
	return displayOptions?.show?.['@tool']?.[0] === true;
}
