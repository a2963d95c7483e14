/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Credential, Rest } from '../../test/e2e/support/rest';
import type { Workflow } from '../../test/e2e/support/workflow';
import { CREDENTIAL, LITMOS, using } from '../../test/e2e/support/workflow';
import { EXAMPLES, SYNCS } from '../demo/readExample';
import { asStop, TOUR } from './tour';

const FOLDER = path.resolve(__dirname, '../../examples');
const NAME = 'Litmos sandbox';

type Example = Workflow & { name: string };

/** The sandbox, as a credential. Its port may be another one than at the last start. */
export async function provideCredential(
	rest: Rest,
	fields: { apiKey: string; baseUrl: string },
): Promise<Credential> {
	const all = await rest.call<Credential[]>('GET', '/credentials');
	const known = all.find(({ name, type }) => name === NAME && type === CREDENTIAL);
	const data = { ...fields, region: 'custom', source: 'n8n', requestsPerMinute: 100 };
	if (!known) return await rest.createCredential(NAME, CREDENTIAL, data);
	const address = `/credentials/${known.id}`;
	const { data: kept } = await rest.call<{ data: IDataObject }>(
		'GET',
		`${address}?includeData=true`,
	);
	if (kept.baseUrl !== fields.baseUrl) {
		const changed = { ...kept, apiKey: fields.apiKey, baseUrl: fields.baseUrl };
		await rest.call('PATCH', address, { name: NAME, type: CREDENTIAL, data: changed });
	}
	return known;
}

function readExample(name: string): Example {
	return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Example;
}

const withCredential = (example: Example, credential: Credential): Example => ({
	...example,
	nodes: example.nodes.map((node) =>
		node.type === LITMOS ? { ...node, ...using(credential) } : node,
	),
});

async function idByName(rest: Rest, name: string): Promise<string | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ name }));
	const found = await rest.call<Array<{ id: string; name: string }>>(
		'GET',
		`/workflows?filter=${filter}`,
	);
	return found.find((one) => one.name === name)?.id;
}

/**
 * The examples that are not in n8n yet, and the tour through three of them; those that are there may
 * have been changed, and stay.
 * @returns the id of the one to begin with
 */
export async function provideExamples(rest: Rest, credential?: Credential): Promise<string> {
	let id = '';
	const stops = TOUR.map(({ example }, index) => asStop(readExample(example), index));
	// n8n lists the newest first.
	for (const example of [...stops, ...[...EXAMPLES, ...SYNCS].map(readExample)].reverse()) {
		const filled = credential ? withCredential(example, credential) : example;
		id = (await idByName(rest, example.name)) ?? (await rest.createWorkflow(filled)).id;
	}
	return id;
}
