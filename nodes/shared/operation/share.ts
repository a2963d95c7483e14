import type { INodeProperties } from 'n8n-workflow';

/** One operation as the two dropdowns name it. */
export interface Place {
	resource: string;
	operation: string;
}

/** The parameters of one operation, in its order. */
export interface Shown {
	place: Place;
	fields: readonly INodeProperties[];
}

/** One parameter, and the operations that show it. */
export interface Shared {
	field: INodeProperties;
	places: Place[];
}

/** The resources and operations under which a parameter stands: each with each, where there is such a pair. */
export interface Block {
	resources: string[];
	operations: string[];
}

interface Node extends Shared {
	/** What stands behind it in at least one operation. */
	next: Set<Node>;
}

/**
 * Makes one parameter of the same literal in many operations, in an order that is that of every operation.
 * Where two operations want it differently, the second one gets a copy.
 */
export function shareFields(shown: readonly Shown[]): Shared[] {
	const nodes: Node[] = [];
	const copies = new Map<string, Node[]>();
	const keyOf = rememberKeys();
	for (const { place, fields } of shown) {
		let before: Node | undefined;
		for (const field of fields) {
			const key = keyOf(field);
			const known = copies.get(key) ?? [];
			let node = known.find((copy) => !before || !leadsTo(copy, before));
			if (!node) {
				node = { field, places: [], next: new Set() };
				nodes.push(node);
				copies.set(key, [...known, node]);
			}
			before?.next.add(node);
			node.places.push(place);
			before = node;
		}
	}
	return inOrder(nodes);
}

/** Tells literals apart. The same object comes many times, and some are long. */
function rememberKeys(): (field: INodeProperties) => string {
	const keys = new Map<INodeProperties, string>();
	return (field) => {
		const key = keys.get(field) ?? JSON.stringify(field);
		keys.set(field, key);
		return key;
	};
}

/** Whether `to` stands behind `from`, or is it. */
function leadsTo(from: Node, to: Node, seen = new Set<Node>()): boolean {
	if (from === to) return true;
	if (seen.has(from)) return false;
	seen.add(from);
	return [...from.next].some((node) => leadsTo(node, to, seen));
}

/** Every node before those behind it, and otherwise as they came. */
function inOrder(nodes: readonly Node[]): Node[] {
	const ordered: Node[] = [];
	const seen = new Set<Node>();
	const visit = (node: Node): void => {
		if (seen.has(node)) return;
		seen.add(node);
		[...node.next].reverse().forEach(visit);
		ordered.push(node);
	};
	[...nodes].reverse().forEach(visit);
	return ordered.reverse();
}

/** Operations by resource. */
type Grid = ReadonlyMap<string, ReadonlySet<string>>;

/** The places as few blocks, none of which holds an operation twice or one that is not meant; pairs that no dropdown has count for nothing. */
export function blocksOf(places: readonly Place[], all: readonly Place[]): Block[] {
	const [{ resource: first, operation }] = places;
	if (places.length === 1) return [{ resources: [first], operations: [operation] }];
	const existing = gridOf(all);
	const blocks: Block[] = [];
	let left = [...places];
	while (left.length > 0) {
		const block = largestBlock(left, existing);
		blocks.push(block);
		left = left.filter((place) => !isIn(block, place));
	}
	return blocks;
}

function gridOf(places: readonly Place[]): Grid {
	const grid = new Map<string, Set<string>>();
	for (const { resource, operation } of places) {
		grid.set(resource, (grid.get(resource) ?? new Set()).add(operation));
	}
	return grid;
}

function isIn({ resources, operations }: Block, { resource, operation }: Place): boolean {
	return resources.includes(resource) && operations.includes(operation);
}

/** Grown from what suits all, from the operations of each resource, and from each operation: one is the largest, or nearly. */
function largestBlock(places: readonly Place[], existing: Grid): Block {
	const left = gridOf(places);
	const all = [...new Set(places.map(({ operation }) => operation))];
	const isFree = (resource: string, operation: string) =>
		left.get(resource)?.has(operation) === true || !existing.get(resource)?.has(operation);
	const suitAll = all.filter((operation) =>
		[...left.keys()].every((resource) => isFree(resource, operation)),
	);
	let best: Block = { resources: [], operations: [] };
	let size = 0;
	const starts = [
		suitAll,
		...[...left.values()].map((own) => [...own]),
		...all.map((one) => [one]),
	];
	for (const start of starts) {
		const block = grow(start, { left, all, isFree });
		if (block.resources.length * block.operations.length <= size) continue;
		const count = places.filter((place) => isIn(block, place)).length;
		if (count > size) [best, size] = [block, count];
		// No other can be larger. Most fields have one block, and loading the node waits for this.
		if (size === places.length) break;
	}
	return best;
}

interface Ground {
	left: Grid;
	/** All operations that are left. */
	all: readonly string[];
	/** Whether a block may hold the pair. */
	isFree: (resource: string, operation: string) => boolean;
}

/** The resources that may have all of these operations, then all operations that these may have. */
function grow(start: readonly string[], { left, all, isFree }: Ground): Block {
	const resources = [...left.keys()].filter(
		(resource) =>
			start.some((operation) => left.get(resource)?.has(operation)) &&
			start.every((operation) => isFree(resource, operation)),
	);
	const operations = all.filter(
		(operation) =>
			resources.some((resource) => left.get(resource)?.has(operation)) &&
			resources.every((resource) => isFree(resource, operation)),
	);
	return { resources, operations };
}
