import type { Replacement } from '../replaceOnce';

/** What attacks are there for, switched off: texts of the sources become others. */
export interface AttackMutant {
	/** What no longer holds. */
	name: string;
	/** The class of the attacks that should notice. */
	class: string;
	/** As jest takes it. */
	tests: string;
	changes: readonly Replacement[];
}

type Text = readonly [from: string, to: string] | readonly [file: string, from: string, to: string];

type Row = readonly [name: string, file: string, ...changes: Text[]];

/** Of one class, whose attacks are in a file of test/attacks. A change names its file where it is another one. */
export function of(group: string, test: string, ...all: Row[]): AttackMutant[] {
	return all.map(([name, file, ...changes]) => ({
		name,
		class: group,
		tests: `test/attacks/${test}.test`,
		changes: changes.map((texts): Replacement => {
			const [to, from, other = file] = [...texts].reverse() as [string, string, string?];
			return { file: `nodes/${other}.ts`, from, to };
		}),
	}));
}
