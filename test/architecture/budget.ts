import ts from 'typescript';
import type { Source } from './sources';
import { parse } from './sources';

const FILE_LINES = 250;
const FUNCTION_LINES = 40;
const NESTING = 3;
const PARAMETERS = 3;

/** Where a file is larger, deeper or vaguer than the house allows. */
export function budgetFaults(source: Source): string[] {
	const tree = parse(source);
	const lines = source.text.trimEnd().split('\n').length;
	const faults: string[] = [];
	if (lines > FILE_LINES) faults.push(`${source.file} has ${lines} lines`);
	const visit = (node: ts.Node): void => {
		const place = `${source.file}:${lineOf(tree, node.getStart()) + 1}`;
		if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push(`${place} says any`);
		if (isFunction(node)) faults.push(...functionFaults(tree, node, place));
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return faults;
}

/** Shipped code must pass the linters without asking them to look away: n8n's scanner does not. */
export function disabledRules({ file, text }: Source): string[] {
	return text
		.split('\n')
		.flatMap((line, index) => (/eslint-disable/.test(line) ? [`${file}:${index + 1}`] : []))
		.map((place) => `${place} disables a lint rule`);
}

function functionFaults(tree: ts.SourceFile, node: WithBody, place: string): string[] {
	const faults: string[] = [];
	const lines = lineOf(tree, node.end) - lineOf(tree, node.getStart()) + 1;
	const parameters = node.parameters.filter(({ name }) => name.getText() !== 'this').length;
	const depth = deepest(node.body);
	if (lines > FUNCTION_LINES) faults.push(`${place} is a function of ${lines} lines`);
	if (parameters > PARAMETERS) faults.push(`${place} takes ${parameters} parameters`);
	if (depth > NESTING) faults.push(`${place} nests ${depth} deep`);
	return faults;
}

type WithBody = ts.FunctionLikeDeclaration;

function isFunction(node: ts.Node): node is WithBody {
	return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** How deep conditions, loops and try blocks stand inside each other; inner functions count anew. */
function deepest(node: ts.Node | undefined): number {
	if (!node || isFunction(node)) return 0;
	let inner = 0;
	ts.forEachChild(node, (child) => {
		inner = Math.max(inner, isElseIf(node, child) ? deepest(child) - 1 : deepest(child));
	});
	return deepens(node) ? inner + 1 : inner;
}

/** `else if` reads as one row of choices, not as a step inwards. */
function isElseIf(node: ts.Node, child: ts.Node): boolean {
	return ts.isIfStatement(node) && node.elseStatement === child && ts.isIfStatement(child);
}

function deepens(node: ts.Node): boolean {
	return (
		ts.isIfStatement(node) ||
		ts.isIterationStatement(node, false) ||
		ts.isSwitchStatement(node) ||
		ts.isTryStatement(node)
	);
}

function lineOf(tree: ts.SourceFile, position: number): number {
	return tree.getLineAndCharacterOfPosition(position).line;
}
