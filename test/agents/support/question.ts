import type { IDataObject } from 'n8n-workflow';
import type { Tenant } from './tenant';
import { tokensOf } from './tokens';

/** What an administrator asks, and the call that a model makes of it. */
export interface Question {
	asks: (tenant: Tenant) => string;
	/** The name of the tool in the examples. */
	tool: string;
	given: (tenant: Tenant) => IDataObject;
	/** What a reader takes from each row of the answer. */
	reads: (row: IDataObject, tenant: Tenant) => string;
	/** The same from the state of the sandbox, all of it. */
	truth: (tenant: Tenant) => string[];
	/** The first row answers it, with one of the truths: several may be alike. */
	first?: true;
}

/** What came of one. */
export interface Answered {
	asked: string;
	call: string;
	tokens: number;
	/** What the answer says, and how many of these there are by its note. */
	facts: string[];
	total: number;
	note: string | undefined;
}

/** Reads what a tool answered, as n8n hands it to the model. */
export function readAnswer(question: Question, tenant: Tenant, text: string): Answered {
	const rows = JSON.parse(text) as IDataObject[];
	const [first] = rows;
	const note = typeof first?.note === 'string' ? first.note : undefined;
	const told = note === undefined ? rows : rows.slice(1);
	const wanted = question.first ? told.slice(0, 1) : told;
	const facts = wanted.map((row) => question.reads(row, tenant));
	const of = /^\d[\d,]* of ([\d,]+) rows/.exec(note ?? '');
	return {
		asked: question.asks(tenant),
		call: `${question.tool} ${JSON.stringify(question.given(tenant))}`,
		tokens: tokensOf(text),
		facts,
		total: question.first || !of ? facts.length : Number(of[1]?.replaceAll(',', '')),
		note: question.first ? undefined : note,
	};
}

const inOrder = (facts: readonly string[]) => [...facts].sort();

/** Nothing but the truth, and all of it, or else its true number. */
export function expectTrue(question: Question, tenant: Tenant, answered: Answered): void {
	const truth = question.truth(tenant);
	expect(truth.length).toBeGreaterThan(0);
	if (question.first) return expect(truth).toContain(answered.facts[0]);
	expect(answered.total).toBe(truth.length);
	if (answered.note === undefined) {
		expect(inOrder(answered.facts)).toEqual(inOrder(truth));
		return;
	}
	expect(answered.note).toContain(
		`${answered.facts.length} of ${truth.length.toLocaleString('en')}`,
	);
	const left = new Set(truth);
	answered.facts.forEach((fact) => expect(left).toContain(fact));
	expect(answered.facts.length).toBeGreaterThan(10);
}
