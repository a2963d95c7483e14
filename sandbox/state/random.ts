/** Deterministic randomness: the same seed gives the same tenant. */
export interface Random {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number in [from, to]. */
	between(from: number, to: number): number;
	pick<T>(from: readonly T[]): T;
	chance(probability: number): boolean;
	/** A GUID, for login keys. */
	guid(): string;
	/** How far it is: a source created with this number goes on from here. */
	state(): number;
	/** C, SB: users and modules have 23 characters ending in 2. */
	longId(): string;
	/** C, DK: courses and teams have 12 characters ending in 1. */
	shortId(): string;
}

const ID_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX_SIGNS = '0123456789abcdef';

// Looked up once: a global costs a lot inside jest, and a large tenant draws millions of numbers.
const { imul, floor } = Math;

/** Mulberry32: small, fast, and good enough for names and ids. Gives 32 bits at a time. */
function mulberry32(seed: number): { draw: () => number; state: () => number } {
	let state = seed | 0;
	const draw = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
	return { draw, state: () => state };
}

/** Text of so many signs; the number of signs is a power of two, `bits` says which. */
function textFrom(
	draw: () => number,
	{ signs, bits }: { signs: string; bits: number },
	length: number,
): string {
	const perDraw = floor(32 / bits);
	let text = '';
	for (let made = 0, pool = 0; made < length; made += 1, pool >>>= bits) {
		if (made % perDraw === 0) pool = draw();
		text += signs[pool & ((1 << bits) - 1)];
	}
	return text;
}

/** Creates a source of randomness. */
export function createRandom(seed: number): Random {
	const { draw, state } = mulberry32(seed);
	const next = (): number => draw() / 2 ** 32;
	const between = (from: number, to: number): number => from + floor(next() * (to - from + 1));
	const id = (length: number): string => textFrom(draw, { signs: ID_SIGNS, bits: 6 }, length);
	const hex = (length: number): string => textFrom(draw, { signs: HEX_SIGNS, bits: 4 }, length);
	return {
		next,
		state,
		between,
		pick: (from) => from[floor(next() * from.length)],
		chance: (probability) => next() < probability,
		guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
		longId: () => `${id(22)}2`,
		shortId: () => `${id(11)}1`,
	};
}
