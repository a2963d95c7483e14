/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as limiter from 'limiter';
import ts from 'typescript';
import type * as LimiterModule from '../../../nodes/shared/limiter/limiter';
import type { Clock } from '../../../nodes/shared/limiter/limiter';
import type * as LimitersModule from '../../../nodes/shared/limiter/limiters';
import { replaceOnce, type Replacement } from '../../../scripts/mutation/replaceOnce';
import type * as AllotmentModule from '../../../nodes/shared/limiter/allotment';

/** A fault put into the limiter's source. */
export type Mutation = Replacement;

/** A copy of the limiter of its own, as if it had been loaded from another file. */
export interface Copy {
	limiter: typeof LimiterModule;
	limiters: typeof LimitersModule;
	allotment: typeof AllotmentModule;
}

const FOLDER = join(__dirname, '../../../nodes/shared/limiter');
const PARAMETERS = ['require', 'module', 'exports'];
const compiled = new Map<string, string>();

function compile(file: string, folder: string, mutation?: Mutation): string {
	const key = JSON.stringify([file, folder, mutation?.file === file ? mutation : undefined]);
	const known = compiled.get(key);
	if (known !== undefined) return known;
	const source = readFileSync(join(folder, `${file}.ts`), 'utf8');
	const text = mutation?.file === file ? replaceOnce(source, mutation) : source;
	const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
	const { outputText } = ts.transpileModule(text, { compilerOptions: options });
	compiled.set(key, outputText);
	return outputText;
}

/**
 * Loads a fresh copy of the limiter, with a fault if one is given, in the time of `clock`. Copies with
 * the same function `sleep` share their state, as they do in one process. `folder`: the limiter of another tree.
 */
export function loadCopy(clock: Pick<Clock, 'sleep'>, mutation?: Mutation, folder = FOLDER): Copy {
	const outside: Record<string, unknown> = {
		limiter,
		'node:crypto': crypto,
		'n8n-workflow': { sleep: clock.sleep },
	};
	const loaded = new Map<string, { exports: unknown }>();

	function load(name: string): unknown {
		if (name in outside) return outside[name];
		const known = loaded.get(name);
		if (known) return known.exports;
		const module = { exports: {} };
		loaded.set(name, module);
		const code = compile(name.slice(2), folder, mutation);
		compileFunction(code, PARAMETERS)(load, module, module.exports);
		return module.exports;
	}

	return {
		limiter: load('./limiter') as typeof LimiterModule,
		limiters: load('./limiters') as typeof LimitersModule,
		allotment: load('./allotment') as typeof AllotmentModule,
	};
}
