// Stryker names its types only under "exports", which this project's module resolution does not read: here are
// those that are used. It is loaded as Node does by itself, for turned into CommonJS it misses what it imports.

interface Position {
	line: number;
	column: number;
}

/** A change of the code, as Stryker describes it. */
export interface Mutant {
	fileName: string;
	mutatorName: string;
	replacement: string;
	/** Lines and columns count from 0. */
	location: { start: Position; end: Position };
}

type Options = Readonly<Record<string, unknown>>;

interface Core {
	Stryker: new (options: Options) => {
		runMutationTest(): Promise<Array<Mutant & { status: string }>>;
	};
}

interface File {
	name: string;
	content: string;
	mutate: boolean;
}

interface InstrumenterPackage {
	Instrumenter: new (logger: { debug(): void; isDebugEnabled(): boolean; info(): void }) => {
		instrument(files: readonly File[], options: Options): Promise<{ mutants: Mutant[] }>;
	};
}

const CORE: string = '@stryker-mutator/core';
const INSTRUMENTER: string = '@stryker-mutator/instrumenter';

/** Tries mutants. */
export const loadCore = async (): Promise<Core> => (await import(CORE)) as Core;

/** Lists the mutants that there are. */
export const loadInstrumenter = async (): Promise<InstrumenterPackage> =>
	(await import(INSTRUMENTER)) as InstrumenterPackage;

/** Whether one mutant changes nothing outside of what the other changes. */
export const isWithin = (inner: Mutant, outer: Mutant): boolean =>
	!isBefore(inner.location.start, outer.location.start) &&
	!isBefore(outer.location.end, inner.location.end);

const isBefore = (one: Position, other: Position): boolean =>
	one.line < other.line || (one.line === other.line && one.column < other.column);
