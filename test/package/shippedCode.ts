/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesIn } from './pack';

/** What n8n's rules keep out of a verified package: timers, the process, the file system, eval. */
const FORBIDDEN_NAMES = new Set([
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'process',
	'global',
	'globalThis',
	'__dirname',
	'__filename',
	'eval',
	'Function',
]);
const ALLOWED_MODULES = new Set(['n8n-workflow', 'node:crypto', 'crypto']);

/** What is wrong with the JavaScript of an unpacked package, one line for each fault. */
export function codeFaults(packed: string): string[] {
	return filesIn(packed)
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => {
			const text = readFileSync(path.join(packed, file), 'utf8');
			const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
			const faults = text.includes('sourceMappingURL') ? [`${file} names a source map`] : [];
			const visit = (node: ts.Node): void => {
				if (ts.isIdentifier(node) && isGlobal(node)) faults.push(`${file} uses ${node.text}`);
				const required = requiredModule(node);
				if (required && !isReachable(path.join(packed, file), required)) {
					faults.push(`${file} requires ${required}`);
				}
				ts.forEachChild(node, visit);
			};
			visit(tree);
			return faults;
		});
}

/** A name that stands for itself, not a member of something or the key of a literal. */
function isGlobal(node: ts.Identifier): boolean {
	if (!FORBIDDEN_NAMES.has(node.text)) return false;
	const { parent } = node;
	const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
	return !isMember && !(ts.isPropertyAssignment(parent) && parent.name === node);
}

function requiredModule(node: ts.Node): string | undefined {
	if (!ts.isCallExpression(node) || node.expression.getText() !== 'require') return undefined;
	const [argument] = node.arguments;
	return argument && ts.isStringLiteralLike(argument) ? argument.text : '(computed)';
}

function isReachable(file: string, required: string): boolean {
	if (!required.startsWith('.')) return ALLOWED_MODULES.has(required);
	const target = path.resolve(path.dirname(file), required);
	return ['', '.js', '/index.js'].some((end) => existsSync(target + end));
}
