import ts from 'typescript';

/** A text, and the line where it begins. */
export interface Text {
	line: number;
	text: string;
}

/** What code may show: its literals that are words, and templates whole, without comments and imports. */
export function literalsIn(source: string): Text[] {
	const file = ts.createSourceFile('text.ts', source, ts.ScriptTarget.Latest, true);
	const texts: Text[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) return;
		if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
			const text = node.getText(file).slice(1, -1);
			const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
			// What has neither a space nor a capital is a name, a path or a value.
			if (/ |^[A-Z]/.test(text)) texts.push({ line, text });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return texts;
}

/** The lines of a page without its code. */
export function linesOf(page: string): Text[] {
	let isCode = false;
	return page.split('\n').flatMap((line, index) => {
		const isFence = line.trimStart().startsWith('```');
		if (isFence) isCode = !isCode;
		const text = line.replace(/`[^`]*`/g, '');
		return isCode || isFence ? [] : [{ line: index + 1, text }];
	});
}
