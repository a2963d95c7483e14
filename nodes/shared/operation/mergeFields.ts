/**
 * Makes equal parameters of several operations one, shown for all of them, in an order that suits each:
 * n8n sends the whole panel to each editor, and looks through all of it at each change.
 */
import type { INodeProperties } from 'n8n-workflow';

/** One operation as the two dropdowns name it. */
export interface OperationName {
	resource: string;
	operation: string;
}

/** The parameters of one operation, in its order. */
export interface Shown {
	name: OperationName;
	fields: readonly INodeProperties[];
}

/** One parameter, and the operations that show it. */
export interface MergedField {
	field: INodeProperties;
	names: OperationName[];
}

/** The resources and operations under which a parameter stands: each with each, where there is such a pair. */
export interface Block {
	resources: string[];
	operations: string[];
}

interface Node extends MergedField {
	/** What stands behind it in at least one operation. */
	next: Set<Node>;
}

/**
 * Makes one parameter of the same literal in many operations, in an order that is that of every operation.
 * Where two operations want it differently, the second one gets a copy.
 */
export function mergeFields(shown: readonly Shown[]): MergedField[] {
	const nodes: Node[] = [];
	const copies = new Map<string, Node[]>();
	const keyOf = rememberKeys();
	for (const { name, fields } of shown) {
		let before: Node | undefined;
		for (const field of fields) {
			const key = keyOf(field);
			const known = copies.get(key) ?? [];
			let node = known.find((copy) => !before || !leadsTo(copy, before));
			if (!node) {
				node = { field, names: [], next: new Set() };
				nodes.push(node);
				copies.set(key, [...known, node]);
			}
			before?.next.add(node);
			node.names.push(name);
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
export type Grid = ReadonlyMap<string, ReadonlySet<string>>;

/** Makes what `blocksOf` goes by of all operations that there are. */
export function gridOf(names: readonly OperationName[]): Grid {
	const grid = new Map<string, Set<string>>();
	for (const { resource, operation } of names) {
		grid.set(resource, (grid.get(resource) ?? new Set()).add(operation));
	}
	return grid;
}

/** A parameter with its operations: once where they are all combinations of some resources and operations. `root` leads to the two dropdowns. */
export function placed(
	{ field, names }: MergedField,
	existing: Grid,
	root: '' | '/' = '',
): INodeProperties[] {
	return blocksOf(names, existing).map(({ resources, operations }) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				[`${root}resource`]: resources,
				[`${root}operation`]: operations,
				...field.displayOptions?.show,
			},
		},
	}));
}

/** The names as few blocks, none of which holds an operation twice or one that is not meant; pairs that no dropdown has count for nothing. */
function blocksOf(names: readonly OperationName[], existing: Grid): Block[] {
	const [{ resource: first, operation }] = names;
	if (names.length === 1) return [{ resources: [first], operations: [operation] }];
	const blocks: Block[] = [];
	let left = [...names];
	while (left.length > 0) {
		const block = largestBlock(left, existing);
		blocks.push(block);
		left = left.filter((name) => !isIn(block, name));
	}
	return blocks;
}

function isIn({ resources, operations }: Block, { resource, operation }: OperationName): boolean {
	return resources.includes(resource) && operations.includes(operation);
}

interface Ground {
	left: Grid;
	/** All operations that are left. */
	all: readonly string[];
	/** By resource: those of them that it has in its dropdown and that are not meant. */
	barred: ReadonlyMap<string, readonly string[]>;
}

/** Grown from what suits all, from the operations of each resource, and from each operation: one is the largest, or nearly. */
function largestBlock(names: readonly OperationName[], existing: Grid): Block {
	const left = gridOf(names);
	const all = [...new Set(names.map(({ operation }) => operation))];
	const barred = new Map<string, readonly string[]>();
	for (const [resource, own] of left) {
		const isBarred = (one: string) => !own.has(one) && existing.get(resource)?.has(one);
		barred.set(resource, all.filter(isBarred));
	}
	const everywhere = without(all, [...barred.values()].flat());
	let best: Block = { resources: [], operations: [] };
	let size = 0;
	for (const start of [
		everywhere,
		...[...left.values()].map((own) => [...own]),
		...all.map(only),
	]) {
		const block = grow(start, { left, all, barred });
		if (block.resources.length * block.operations.length <= size) continue;
		const count = names.filter((name) => isIn(block, name)).length;
		if (count > size) [best, size] = [block, count];
		// No other can be larger. Most fields have one block, and loading the node waits for this.
		if (size === names.length) break;
	}
	return best;
}

/** The resources that may have all of these operations, then all operations that these may have. */
function grow(start: readonly string[], { left, all, barred }: Ground): Block {
	const begun = new Set(start);
	const resources = [...left.keys()].filter(
		(resource) =>
			!barred.get(resource)?.some((one) => begun.has(one)) &&
			start.some((one) => left.get(resource)?.has(one)),
	);
	const free = without(
		all,
		resources.flatMap((resource) => barred.get(resource) ?? []),
	);
	const has = (operation: string) => resources.some((one) => left.get(one)?.has(operation));
	return { resources, operations: free.filter(has) };
}

function without(all: readonly string[], others: readonly string[]): string[] {
	const left = new Set(all);
	others.forEach((one) => left.delete(one));
	return [...left];
}

function only(operation: string): string[] {
	return [operation];
}
