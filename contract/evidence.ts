/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the contract does not ship */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readContract } from './schema';

const text = z.string().min(1);

const questionSchema = z
	.object({
		id: z.string().regex(/^[a-z][A-Za-z]+$/),
		/** The calls whose facts it settles. */
		about: z.array(text).nonempty(),
		question: z.string().endsWith('?'),
		/** All that can be found, each in a sentence. */
		answers: z.record(text).refine((answers) => Object.keys(answers).length > 1),
		/** What the nodes and the sandbox take for granted until then. */
		assumed: text,
		/** What it takes beside reading. */
		needs: z.enum(['write', 'limit']).optional(),
	})
	.strict()
	.refine(({ assumed, answers }) => assumed in answers, 'what is assumed is one of the answers');

export type Question = z.infer<typeof questionSchema>;

/** Why there is no answer. */
export const REASONS = [
	'noRecords',
	'notAsked',
	'refused',
	'noResponse',
	'unforeseen',
	'stopped',
] as const;
export type Reason = (typeof REASONS)[number];

/** How a body begins. */
export const BODIES = ['empty', 'object', 'array', 'other'] as const;

const findingSchema = z
	.object({
		question: text,
		answer: z.string().nullable(),
		because: z.enum(REASONS).optional(),
		status: z.number().int().min(100).max(599).optional(),
	})
	.strict();

const shapeSchema = z
	.object({
		endpoint: text,
		status: z.number().int().min(100).max(599).optional(),
		body: z.enum(BODIES).optional(),
		/** Members of the contract that did not come. */
		absent: z.array(text),
		/** How many came that the contract does not know; their names may be the tenant's own. */
		others: z.number().int().min(0),
		because: z.enum(REASONS).optional(),
	})
	.strict();

/** The hosts of Litmos: what they answer is evidence. */
export const HOSTS = ['api.litmos.com', 'api.litmoseu.com', 'api.litmos.com.au'] as const;

/**
 * What one run of the probe has found. Every text in it is a word of the contract, so nothing of a
 * tenant can be in it: no name, no address, no id.
 */
export const evidenceSchema = z
	.object({
		date: z.string().regex(/^20\d\d-\d\d-\d\d$/),
		/** `custom` is any other host, such as the sandbox, which is no evidence. */
		host: z.enum([...HOSTS, 'custom']),
		findings: z.array(findingSchema),
		shapes: z.array(shapeSchema),
	})
	.strict()
	.superRefine(({ findings, shapes }, context) => {
		const wrong = [...findings.filter(isOdd), ...shapes.filter(isStrange)];
		for (const one of wrong) {
			const message = `no words of the contract: ${JSON.stringify(one)}`;
			context.addIssue({ code: z.ZodIssueCode.custom, message });
		}
	});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Finding = Evidence['findings'][number];
export type Shape = Evidence['shapes'][number];

function isOdd({ question, answer, because }: Finding): boolean {
	const known = readQuestions().find(({ id }) => id === question);
	if (!known) return true;
	if (answer === null) return because === undefined;
	return !Object.hasOwn(known.answers, answer) || because !== undefined;
}

function isStrange({ endpoint, absent }: Shape): boolean {
	const members = membersOf(endpoint);
	return !members || absent.some((name) => !members.includes(name));
}

/** The members that an answer of this call may have, by all sources; undefined for a call nobody knows. */
export function membersOf(endpoint: string): string[] | undefined {
	const { endpoints, schemas } = readContract();
	const known = endpoints.find(({ id }) => id === endpoint);
	return known?.answers
		.flatMap(({ schema }) => (schema ? (schemas[schema] ?? []) : []))
		.map(({ name }) => name);
}

let questions: Question[] | undefined;

/** What nobody knows, or sources see differently, and a tenant can answer. */
export function readQuestions(): Question[] {
	questions ??= z
		.array(questionSchema)
		.parse(JSON.parse(readFileSync(join(__dirname, 'questions.json'), 'utf8')));
	return questions;
}

export const EVIDENCE_FOLDER = join(__dirname, 'evidence');

/** What tenants have shown so far, by file. @throws ZodError for a file that is not in this form */
export function readEvidence(folder = EVIDENCE_FOLDER): Map<string, Evidence> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return new Map(
		files.map((name) => [
			name,
			evidenceSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
		]),
	);
}
