/** Of a batch that was refused as a whole: what became of those that went out alone after all. */
export interface Tally {
	taken: number;
	refused: number;
}

/** What was refused as a whole goes out half by half. */
export function halvesOf<T>(items: readonly T[]): [T[], T[]] {
	const middle = Math.ceil(items.length / 2);
	return [items.slice(0, middle), items.slice(middle)];
}

/** After so many refused items in a row, and none that was taken, what is refused is likelier what they share. */
const ALL_ALIKE = 5;

/** Whether it is no use to go on looking for the ones that are refused. */
export function isHopeless({ taken, refused }: Tally): boolean {
	return taken === 0 && refused >= ALL_ALIKE;
}
