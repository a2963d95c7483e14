/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the contract does not ship */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Codes of sources with commas between, then perhaps a remark: `C,S (recorded)`. */
const evidence = z.string().regex(/^[A-Z]{1,2}(,[A-Z]{1,2})*( \(.+\))?$/);
/** Codes of sources without a remark. */
const sourceCodes = z.string().regex(/^[A-Z]{1,2}(,[A-Z]{1,2})*$/);
const text = z.string().min(1);
const status = z.number().int().min(200).max(599);
const wireType = z.enum(['string', 'boolean', 'integer', 'number', 'object', 'array']);

const fieldSchema = z
	.object({
		/** As on the wire; `*` where the members are named after what the organisation has set up. */
		name: text,
		type: wireType,
		format: z.enum(['id', 'originalId', 'isoDate', 'msDate', 'uri', 'email']).optional(),
		/** Of an object, or of the rows of an array. */
		schema: text.optional(),
		/** Of the rows of an array that has no schema. */
		items: wireType.optional(),
		/** Those that are known; there may be more. */
		values: z.array(z.union([z.string(), z.number()])).optional(),
		maxLength: z.number().int().positive().optional(),
		minimum: z.number().optional(),
		maximum: z.number().optional(),
		/** The sources of minimum and maximum, where not all of the evidence has them. */
		boundsBy: sourceCodes.optional(),
		nullable: z.literal(true).optional(),
		readOnly: z.literal(true).optional(),
		/** The sources that want it in a request. */
		requiredBy: sourceCodes.optional(),
		/** Year of the first recording that has it. */
		since: z
			.string()
			.regex(/^20\d\d$/)
			.optional(),
		alsoSpelled: z.array(z.object({ name: text, evidence }).strict()).optional(),
		evidence,
		note: text.optional(),
	})
	.strict();

const querySchema = z
	.object({
		name: text,
		required: z.boolean(),
		type: z.enum(['string', 'boolean', 'integer']),
		format: z.enum(['queryDate', 'id']).optional(),
		values: z.array(z.string()).optional(),
		default: z.number().int().optional(),
		minimum: z.number().int().optional(),
		maximum: z.number().int().optional(),
		maxLength: z.number().int().optional(),
		evidence,
		note: text.optional(),
	})
	.strict();

const bodySchema = z
	.object({
		shape: z.enum(['object', 'array', 'xml']),
		/** Of the object, or of the rows of the array. */
		schema: z.union([text, z.array(fieldSchema)]),
		/** The schema stands in the order that XML wants. */
		wireOrder: z.literal(true).optional(),
		/** Most rows that one call takes. */
		max: z.number().int().positive().optional(),
		evidence,
		note: text.optional(),
		/** What the sources do not agree on. */
		disagreement: text.optional(),
	})
	.strict();

const answerSchema = z
	.object({
		status,
		body: z.enum(['empty', 'object', 'array', 'unknown']),
		schema: text.optional(),
		evidence,
		note: text.optional(),
	})
	.strict();

const errorSchema = z.object({ status, text, evidence, note: text.optional() }).strict();

const endpointSchema = z
	.object({
		id: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
		group: text,
		method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
		path: z.string().startsWith('/'),
		summary: text,
		host: z.enum(['api', 'lrs']),
		/** Beyond those that every call takes. */
		query: z.array(querySchema),
		body: bodySchema.nullable(),
		/** One for each success the sources give evidence of, the likeliest first. */
		answers: z.array(answerSchema),
		/** Beyond those that every call may answer. */
		errors: z.array(errorSchema),
		mail: z
			.object({
				default: z.enum(['sends', 'silent', 'unknown']),
				switch: z.literal('sendmessage').optional(),
				evidence,
			})
			.strict()
			.optional(),
		slow: z.literal(true).optional(),
		maxIds: z.number().int().positive().optional(),
		rangeDays: z.number().int().positive().optional(),
		sources: sourceCodes,
		unknown: z.array(text),
		notes: z.array(text),
	})
	.strict();

const conventionsSchema = z
	.object({
		scope: text,
		apiKey: z.object({ header: text, maxLength: z.number().int(), evidence, note: text }).strict(),
		query: z.array(querySchema),
		contentType: z.object({ header: text, value: text, evidence, note: text }).strict(),
		paging: z
			.object({
				limit: z
					.object({ default: z.number().int(), maximum: z.number().int(), evidence })
					.strict(),
				start: z.object({ default: z.number().int(), evidence, note: text }).strict(),
				beyondTheEnd: z.object({ status, body: text, evidence }).strict(),
				notes: z.array(text),
			})
			.strict(),
		search: z.object({ evidence, note: text }).strict(),
		ids: z.array(z.object({ format: text, fact: text, evidence }).strict()),
		dates: z.array(z.object({ format: text, fact: text, evidence }).strict()),
		rateLimit: z
			.object({
				requests: z.number().int(),
				seconds: z.number().int(),
				status,
				evidence,
				note: text,
			})
			.strict(),
		errorBody: z
			.object({
				member: text,
				contentType: text,
				reasonPhraseRepeatsText: z.boolean(),
				evidence,
				note: text,
			})
			.strict(),
		commonErrors: z.array(errorSchema),
		facts: z.array(
			z.object({ topic: text, fact: text, evidence, schema: text.optional() }).strict(),
		),
	})
	.strict();

/** The host of the learning record store, for which the conventions do not hold. */
const lrsSchema = z
	.object({
		url: text,
		evidence,
		note: text,
		access: z.object({ scheme: text, evidence }).strict(),
		headers: z.array(z.object({ name: text, value: text, evidence, note: text }).strict()),
		facts: z.array(z.object({ fact: text, evidence }).strict()),
		unknown: z.array(text).nonempty(),
	})
	.strict();

/** The form of `endpoints.json`. A member that is not named here is a mistake. */
export const contractSchema = z
	.object({
		sources: z.record(z.object({ what: text, date: text, kind: text }).strict()),
		hosts: z
			.object({
				api: z.array(z.object({ region: text, url: z.string().url(), evidence }).strict()),
				lrs: lrsSchema,
			})
			.strict(),
		conventions: conventionsSchema,
		schemas: z.record(z.array(fieldSchema).nonempty()),
		endpoints: z.array(endpointSchema),
	})
	.strict();

export type Contract = z.infer<typeof contractSchema>;
export type Endpoint = Contract['endpoints'][number];
export type Field = z.infer<typeof fieldSchema>;

let contract: Contract | undefined;

/** The facts about the API, read from the file beside this one and checked, once. */
export function readContract(): Contract {
	contract ??= contractSchema.parse(
		JSON.parse(readFileSync(join(__dirname, 'endpoints.json'), 'utf8')),
	);
	return contract;
}

/** The endpoint with this method and this path, spelled with its `{placeholders}`. */
export function findEndpoint(method: string, path: string): Endpoint | undefined {
	return readContract().endpoints.find(
		(endpoint) => endpoint.method === method && endpoint.path === path,
	);
}
