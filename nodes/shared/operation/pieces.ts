import type { Piece } from './perform';
import { codedIdIn } from './names/matching';
import { plan } from './plan';
import type { ItemValues } from './readValues';
import { plain } from '../values';
import type { Operation } from './types';

/** The items as they are done together; `onProblem` hears of those that cannot be. */
export function piecesOf(
	operation: Operation,
	items: readonly ItemValues[],
	onProblem: (index: number, problem: unknown) => void,
): Piece[] {
	const pick = (members: readonly number[]) => members.map((member) => items[member]);
	if (operation.kind === 'coded') return items.map((item) => ({ items: [item] }));
	if (operation.kind === 'joint') {
		return jobsOf(operation, items).map((job) => ({ items: job }));
	}
	const batches = plan(operation.request, items, onProblem);
	return batches.map(({ members, request }) => ({ items: pick(members), request }));
}

/** One item by itself. @throws what is wrong with it, such as an ID from Litmos that no path can hold. */
export function pieceOf(operation: Operation, item: ItemValues): Piece {
	const fail = (_: number, problem: unknown) => {
		throw problem as Error;
	};
	return piecesOf(operation, [item], fail)[0];
}

/** Items that are only previewed make jobs of their own, unless all are one list: half of it means something else. */
function jobsOf(
	{ together, needsAll }: Extract<Operation, { kind: 'joint' }>,
	items: readonly ItemValues[],
): ItemValues[][] {
	const parts = needsAll
		? [items]
		: [items.filter(({ isPreview }) => !isPreview), items.filter(({ isPreview }) => isPreview)];
	return parts
		.filter((part) => part.length > 0)
		.flatMap((part) =>
			together(part.map(({ values }) => values)).map((job) => job.map((member) => part[member])),
		);
}

/**
 * Whether some items have the record in their path by its ID and others by a name: before they are read, nobody knows
 * which of them are about the same one.
 */
export function isNamedInTwoWays({ request }: Operation, items: readonly ItemValues[]): boolean {
	const field = request?.method === 'PUT' ? request.takesNameOf : undefined;
	if (field === undefined) return false;
	const taken = items.filter((item) => item.taken?.includes(field));
	const isId = ({ values }: ItemValues) => codedIdIn(String(values[field])) !== undefined;
	return new Set(taken.map(isId)).size > 1;
}

/** Two writes to one record at once would lose one of them; all else may run side by side. */
export function keyOf(operation: Operation, { items, request }: Piece): string | undefined {
	const { kind, sameRecord } = operation;
	if (kind === 'joint') return 'job';
	if (sameRecord) {
		const [{ values }] = items;
		return sameRecord.map((field) => plain(values[field])).join(' ');
	}
	const isKeyed = request?.method === 'PUT' || request?.method === 'DELETE';
	// A path may hold a user name, which Litmos reads in any case.
	return isKeyed ? request.path.toLowerCase() : undefined;
}
