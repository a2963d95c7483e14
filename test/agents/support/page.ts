/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Answered } from './question';

const PAGE = path.resolve(__dirname, '../../../docs/agents.md');
const [START, END] = ['<!-- questions:start -->', '<!-- questions:end -->'];

/** As many as show what kind of answer it is. */
const SHOWN = 3;

const cell = (text: string) => text.replace(/[\\|<>*_`[\]]/g, '\\$&');

function lineOf({ asked, call, tokens, facts, total, note }: Answered): string {
	const more =
		total > SHOWN
			? `; … ${facts.length < total ? `(${facts.length} of ${total})` : `(${total})`}`
			: '';
	const said = `${facts.slice(0, SHOWN).join('; ')}${more}`;
	const cells = [asked, call, String(tokens), `${said}${note ? '. The note says so.' : ''}`];
	return `| ${cells.map(cell).join(' | ')} |`;
}

/** The table of the questions. */
function tableOf(answers: readonly Answered[]): string {
	const head = ['| Question | Call | Tokens | Answer |', '| --- | --- | --: | --- |'];
	return [...head, ...answers.map(lineOf)].join('\n');
}

/** Prints it. */
export const printTable = (answers: readonly Answered[]): void => {
	process.stdout.write(`${tableOf(answers)}\n`);
};

/** Writes it into docs/agents.md. */
export function writePage(answers: readonly Answered[]): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, rest = ''] = page.split(START);
	const [, after] = rest.split(END);
	writeFileSync(PAGE, `${before}${START}\n\n${tableOf(answers)}\n\n${END}${after}`);
}
