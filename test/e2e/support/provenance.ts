/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests do not ship */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** As much of a provenance statement (SLSA 1) as is looked at here. */
export interface Statement {
	predicateType: string;
	subject: Array<{ name: string; digest: { sha512: string } }>;
	predicate: {
		buildDefinition: {
			externalParameters: { workflow: { ref: string; repository: string; path: string } };
			resolvedDependencies: Array<{ uri: string; digest: { gitCommit: string } }>;
		};
	};
}

function npmFolder(): string {
	const bin = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
	return path.resolve(path.dirname(realpathSync(bin)), '..');
}

/** npm's own code makes it; only the signing, for which GitHub's identity is needed, is left out. */
const SCRIPT = `
const { createRequire } = require('node:module');
const file = process.argv[1] + '/node_modules/libnpmpublish/lib/provenance.js';
const own = createRequire(file);
const sigstore = own.resolve('sigstore');
require.cache[sigstore] = { id: sigstore, filename: sigstore, loaded: true, exports: {
	attest: async (payload) => String(payload),
} };
own(file).generateProvenance(JSON.parse(process.argv[2]), {}).then((text) => process.stdout.write(text));
`;

/** The statement that npm would sign for this package where it is published by a workflow with this environment. */
export function statementFor(
	subject: { name: string; version: string; sha512: string },
	env: NodeJS.ProcessEnv,
): Statement {
	const { name, version, sha512 } = subject;
	const subjects = JSON.stringify([{ name: `pkg:npm/${name}@${version}`, digest: { sha512 } }]);
	const said = execFileSync(process.execPath, ['-e', SCRIPT, npmFolder(), subjects], {
		env: { PATH: process.env.PATH, ...env },
		encoding: 'utf8',
	});
	return JSON.parse(said) as Statement;
}
