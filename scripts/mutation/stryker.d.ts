// Stryker names its types only under "exports", which this project's module resolution does not read.

interface StrykerPosition {
	line: number;
	column: number;
}

interface StrykerMutant {
	fileName: string;
	mutatorName: string;
	replacement: string;
	/** Both count from 0. */
	location: { start: StrykerPosition; end: StrykerPosition };
	status?: string;
	statusReason?: string;
}

declare module '@stryker-mutator/core' {
	export class Stryker {
		constructor(options: Readonly<Record<string, unknown>>);
		runMutationTest(): Promise<Array<StrykerMutant & { status: string }>>;
	}
}

declare module '@stryker-mutator/instrumenter' {
	export class Instrumenter {
		constructor(logger: { debug(): void; isDebugEnabled(): boolean; info(): void });
		instrument(
			files: ReadonlyArray<{ name: string; content: string; mutate: boolean }>,
			options: Readonly<Record<string, unknown>>,
		): Promise<{ mutants: StrykerMutant[] }>;
	}
}
