/** A text of a file, and what takes its place. */
export interface Replacement {
	file: string;
	from: string;
	to: string;
}

/** @throws Error where it does not stand there once: a mutation that changes nothing would be "survived" by an innocent. */
export function replaceOnce(source: string, { file, from, to }: Replacement): string {
	if (source.split(from).length !== 2) throw new Error(`${file} has not exactly one: ${from}`);
	return source.replace(from, () => to);
}
