import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { mergeFields, placed } from '../mergeFields';
import type { Grid, Shown } from '../mergeFields';
import { FieldError } from '../readTyped';

/** How long a request waits for the limit, unless the person says otherwise. */
const MAX_WAIT_MINUTES_DEFAULT = 60;

/** An option of everything that may have to wait for the limit. */
export const MAX_WAIT: INodeProperties = {
	displayName: 'Maximum Wait (Minutes)',
	name: 'maxWaitMinutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: MAX_WAIT_MINUTES_DEFAULT,
	description:
		'How long a request waits for the rate limit (requests per minute). After that, its item fails.',
};

/** What it is set to, by an expression maybe. @throws FieldError for anything but a number above 0. */
export function readMaxWait(ctx: IExecuteFunctions): number {
	const given = ctx.getNodeParameter('options.maxWaitMinutes', 0, MAX_WAIT_MINUTES_DEFAULT);
	const minutes = Number(given);
	if (minutes > 0) return minutes;
	throw new FieldError(
		`The field "Maximum Wait (Minutes)" must be a number above 0: ${String(given)}`,
		'Change it under Options.',
	);
}

/** An option of what assigns something to a user. */
export const IF_MISSING: INodeProperties = {
	displayName: 'Only If Missing',
	name: 'ifMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether to skip what the user already has, including from a team or learning path. Skipped items return already and the progress. Uses one more request per user.',
};

/** An option of all that may send more than reads. */
export const PREVIEW_ONLY: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to change nothing in Litmos and return the requests that would be sent (preview), with their number (requests, without reads). Names are still looked up, and records are still read.',
};

/** An option of those that send records: two published clients found that Litmos wants XML here and there. */
export const REQUEST_FORMAT: INodeProperties = {
	displayName: 'Request Format',
	name: 'requestFormat',
	type: 'options',
	options: [
		{ name: 'JSON', value: 'json' },
		{ name: 'XML', value: 'xml' },
	],
	default: 'json',
	description:
		'How the values are sent. Try XML if Litmos refuses correct values: some older calls may not accept JSON.',
};

/** Shown for every operation, last. */
const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
};

/** One collection for all operations, in which each option is shown for those that have it. */
export function describeOptions(shown: readonly Shown[], existing: Grid): INodeProperties {
	const options = mergeFields(shown).flatMap((merged) =>
		merged.names.length === shown.length ? merged.field : placed(merged, existing, '/'),
	);
	return { ...OPTIONS, options };
}
