import fc from 'fast-check';

/** Between them are the halves of pairs, which are no signs. */
const [HALVES, HALVES_COUNT, LAST] = [0xd800, 0x800, 0x10ffff];

const signAt = (index: number): string =>
	String.fromCodePoint(index < HALVES ? index : index + HALVES_COUNT);

function indexOf(sign: unknown): number {
	const code = typeof sign === 'string' ? (sign.codePointAt(0) ?? LAST + 1) : LAST + 1;
	const index = code < HALVES ? code : code - HALVES_COUNT;
	if (code > LAST || signAt(index) !== sign) throw new Error('Not one sign');
	return index;
}

const unit = fc.integer({ min: 0, max: LAST - HALVES_COUNT }).map(signAt, indexOf);

/**
 * Texts of any signs of Unicode: the same as those of the unit "binary", for which fast-check first keeps
 * a map of more than a million signs.
 */
export const anyText = (limits: { maxLength?: number } = {}): fc.Arbitrary<string> =>
	fc.string({ unit, ...limits });
