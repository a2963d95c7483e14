import { readPlain } from '../secrets/plain';

/**
 * Whether a path would leave its place below the base URL: by `.` or `..` in whatever spelling, as an address,
 * a proxy or Litmos itself may read it.
 */
export function leavesPlace(path: string): boolean {
	const [place] = path.split(/[?#]/);
	// What a web address passes over, or takes for a slash or a dot.
	const read = readPlain(place).text.normalize('NFKC').replace(/\\/g, '/');
	return read.split(/[/?#]/).some((part) => {
		const name = part.split(';')[0].replace(/[\p{Cc}\p{Cf}\s]/gu, '');
		return name === '.' || name === '..';
	});
}
