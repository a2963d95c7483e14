export type Row = ReadonlyArray<string | number>;

export const oneDigit = (value: number): string => value.toFixed(1);
export const percent = (value: number): string => (value === 0 ? '0' : `${value.toFixed(1)} %`);
export const seconds = (value: number): string => {
	if (value === Infinity) return 'never';
	return `${value < 100 ? value.toFixed(1) : Math.round(value)} s`;
};

const line = (row: Row): string => `| ${row.join(' | ')} |`;

export function table(head: Row, rows: readonly Row[]): string {
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
