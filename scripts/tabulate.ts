/** A table in Markdown with columns of one width, as prettier wants them. */
export function tabulate(table: readonly string[][]): string {
	const cells = table.map((row) => row.map((cell) => cell.replace(/\|/g, '\\|')));
	const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	const line = (row: string[], filler = ' ') =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column], filler)).join(' | ')} |`;
	const [head, ...body] = cells;
	return [
		line(head),
		line(
			head.map(() => ''),
			'-',
		),
		...body.map((row) => line(row)),
	].join('\n');
}
