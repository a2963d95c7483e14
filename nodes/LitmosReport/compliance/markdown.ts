import { TITLES } from './letter';
import type { Letter, Line } from './letter';

/** The letter in Markdown, with a table. */
export function markdownOf({ heading, counts, lines }: Letter): string {
	const told = counts.map(({ status, count }) => `- ${status}: ${count}`);
	return [
		`## ${escapeMarkdown(heading)}`,
		'',
		...told,
		'',
		rowOf(TITLES),
		rowOf(TITLES.map(() => '---')),
		...lines.map((line) => rowOf(cellsOf(line))),
	].join('\n');
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const cellsOf = ({ percentage, ...texts }: Line): string[] => [
	...[texts.user, texts.email, texts.course, texts.status, texts.date].map(escapeMarkdown),
	`${percentage} %`,
];

/** Text that means nothing in Markdown: no emphasis, link, HTML, entity or end of a cell. */
export function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_[\]<>#|~&!$]/g, '\\$&').replace(/:(?=\/\/)/g, '\\:');
}
