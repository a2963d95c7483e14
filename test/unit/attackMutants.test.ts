/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Mutants of the attacks are run now and then only: a source that has changed since must not have left them behind.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MUTANTS } from '../../scripts/mutation/attacks/all';
import { replaceOnce } from '../../scripts/mutation/replaceOnce';

const ROOT = path.resolve(__dirname, '../..');

describe('a mutant of the attacks', () => {
	it.each(MUTANTS.map((mutant) => [`${mutant.class} ${mutant.name}`, mutant] as const))(
		'changes the sources as they are: %s',
		(_name, { changes }) => {
			const sources = new Map<string, string>();
			for (const change of changes) {
				const { file } = change;
				const source = sources.get(file) ?? readFileSync(path.join(ROOT, file), 'utf8');
				const changed = replaceOnce(source, change);
				expect(changed).not.toBe(source);
				sources.set(file, changed);
			}
		},
	);
});
