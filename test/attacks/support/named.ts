/** Rows for `it.each`: the name of an attack, for the title of its test, and the attack. */
export function named<T extends { name: string }>(all: readonly T[]): Array<[string, T]> {
	return all.map((one) => [one.name, one]);
}
