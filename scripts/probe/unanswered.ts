import type { Reason } from '../../contract/evidence';

/** A question has no answer here, and why. */
export class Unanswered extends Error {
	constructor(
		readonly because: Reason,
		readonly status?: number,
	) {
		super(because);
	}
}
