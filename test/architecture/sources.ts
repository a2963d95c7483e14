/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A file of the project: its path from the project's root, with slashes, and its text. */
export interface Source {
	file: string;
	text: string;
}

const ROOT = path.resolve(__dirname, '../..');

/** The TypeScript files in these folders of the project. A folder that is not there has none. */
export function readSources(folders: readonly string[]): Source[] {
	return folders.flatMap((folder) => {
		const start = path.join(ROOT, folder);
		if (!existsSync(start)) return [];
		return (readdirSync(start, { recursive: true }) as string[])
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.join(start, name))
			.map((file) => ({
				file: path.relative(ROOT, file).split(path.sep).join('/'),
				text: readFileSync(file, 'utf8'),
			}));
	});
}

export function parse({ file, text }: Source): ts.SourceFile {
	return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** What a file imports, exports again, requires or names in a type: `n8n-workflow`, `../values`. */
export function importsOf(source: Source): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const specifier = specifierOf(node);
		if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
		ts.forEachChild(node, visit);
	};
	visit(parse(source));
	return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
	if (ts.isExternalModuleReference(node)) return node.expression;
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
		return node.argument.literal;
	}
	if (!ts.isCallExpression(node)) return undefined;
	const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
	return isImport || node.expression.getText() === 'require' ? node.arguments[0] : undefined;
}

/** The project's path of a relative import, or undefined for a package. */
export function targetOf(file: string, specifier: string, known: ReadonlySet<string>) {
	if (!specifier.startsWith('.')) return undefined;
	const target = path.posix.join(path.posix.dirname(file), specifier);
	const spellings = [target, `${target}.ts`, `${target}/index.ts`];
	return spellings.find((spelling) => known.has(spelling)) ?? target;
}
