/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { LRS_LOGIN } from '../../sandbox/options';
import type { Sandbox } from '../../sandbox/server';
import type { Credential, Rest } from '../../test/e2e/support/rest';
import type { Workflow } from '../../test/e2e/support/workflow';
import { CREDENTIAL, using } from '../../test/e2e/support/workflow';
import { APART, EXAMPLES } from '../demo/readExample';
import { asStop, TOUR } from './tour';

const FOLDER = path.resolve(__dirname, '../../examples');
const PACKAGE = 'n8n-nodes-litmos.';
const LITMOS_LRS = `${PACKAGE}litmosLrs`;
const LRS_CREDENTIAL = 'litmosLrsApi';

type Example = Workflow & { name: string };

/** What a person would enter: the fields that every start sets, and those that may be changed in n8n. */
interface Entered {
	name: string;
	type: string;
	set: IDataObject;
	first: IDataObject;
}

/** Both credentials that lead to the sandbox. Its port may be another one than at the last start. */
export async function provideCredentials(
	rest: Rest,
	{ baseUrl, lrsEndpoint }: Sandbox,
	apiKey: string,
): Promise<Credential[]> {
	const all = await rest.call<Credential[]>('GET', '/credentials');
	const api = await provide(rest, all, {
		name: 'Litmos sandbox',
		type: CREDENTIAL,
		set: { apiKey, baseUrl },
		first: { region: 'custom', source: 'n8n', requestsPerMinute: 100 },
	});
	const { password, username } = LRS_LOGIN;
	const lrs = await provide(rest, all, {
		name: 'Litmos LRS sandbox',
		type: LRS_CREDENTIAL,
		set: { password, endpoint: lrsEndpoint },
		first: { username, requestsPerMinute: 60 },
	});
	return [api, lrs];
}

async function provide(
	rest: Rest,
	all: readonly Credential[],
	{ name, type, set, first }: Entered,
): Promise<Credential> {
	const known = all.find((one) => one.name === name && one.type === type);
	if (!known) return await rest.createCredential(name, type, { ...set, ...first });
	const address = `/credentials/${known.id}`;
	const { data: kept } = await rest.call<{ data: IDataObject }>(
		'GET',
		`${address}?includeData=true`,
	);
	// n8n does not tell secrets.
	const isSame = ['baseUrl', 'endpoint'].every((field) => kept[field] === set[field]);
	if (!isSame) await rest.call('PATCH', address, { name, type, data: { ...kept, ...set } });
	return known;
}

function readExample(name: string): Example {
	return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Example;
}

/** Each node of the package gets the one that it takes. */
function withCredentials(example: Example, credentials: readonly Credential[]): Example {
	const partsFor = (node: string) => {
		const taken = node === LITMOS_LRS ? LRS_CREDENTIAL : CREDENTIAL;
		const credential = credentials.find(({ type }) => type === taken);
		return node.startsWith(PACKAGE) && credential ? using(credential) : {};
	};
	return {
		...example,
		nodes: example.nodes.map((node) => ({ ...node, ...partsFor(node.type) })),
	};
}

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
export async function provideExamples(
	rest: Rest,
	credentials: readonly Credential[],
): Promise<string> {
	let id = '';
	const stops = TOUR.map(({ example }, index) => asStop(readExample(example), index));
	// n8n lists the newest first.
	for (const example of [...stops, ...[...EXAMPLES, ...APART].map(readExample)].reverse()) {
		const filled = withCredentials(example, credentials);
		id = (await idByName(rest, example.name)) ?? (await rest.createWorkflow(filled)).id;
	}
	return id;
}
