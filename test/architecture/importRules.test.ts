import type { Import, Violation } from './support/project';
import { violationsOf } from './support/project';

const RULES = jest.requireActual<{ forbidden: Array<{ name: string }> }>(
	'../../.dependency-cruiser',
);

/** A project in which each of these imports is too much, with the rule that says so. */
const FORBIDDEN: ReadonlyArray<readonly [rule: string, from: string, to: string]> = [
	['layer: the limiter', 'nodes/shared/limiter/limiter.ts', '../account'],
	['layer: account and values', 'nodes/shared/values.ts', './transport/errors'],
	['layer: account and values', 'nodes/shared/account.ts', './xml'],
	['layer: the secrets', 'nodes/shared/secrets/redact.ts', '../transport/errors'],
	['layer: the secrets', 'nodes/shared/secrets/redact.ts', '../xml'],
	['layer: XML', 'nodes/shared/xml.ts', './transport/errors'],
	['layer: errors', 'nodes/shared/transport/errors.ts', './client'],
	['layer: errors', 'nodes/shared/transport/errors.ts', './waitMessages'],
	['layer: messages and budget of waiting', 'nodes/shared/transport/waitMessages.ts', './request'],
	['layer: messages and budget of waiting', 'nodes/shared/transport/waitBudget.ts', './request'],
	['layer: the request', 'nodes/shared/transport/request.ts', './client'],
	['layer: the transport', 'nodes/shared/transport/client.ts', '../operation/run'],
	['layer: the operation engine', 'nodes/shared/operation/plan.ts', '../../Litmos/resources/user'],
	['layer: the operation engine', 'nodes/shared/operation/plan.ts', '../locators/team'],
	['layer: the locators', 'nodes/shared/locators/team.ts', '../feeds/results'],
	['layer: the feeds', 'nodes/shared/feeds/results.ts', '../../LitmosReport/resources/period'],
	['layer: the parts of a node', 'nodes/Litmos/resources/team.ts', '../Litmos.node'],
	['layer: none', 'nodes/shared/newcomer.ts', './values'],
	['layer: none', 'nodes/shared/request.ts', './values'],
	['layer: the operation engine', 'nodes/shared/operation/run.ts', '../newcomer'],

	['nodes: no other node', 'nodes/LitmosTrigger/LitmosTrigger.node.ts', '../Litmos/resources/user'],
	[
		'nodes: no other node',
		'nodes/LitmosReport/resources/compliance.ts',
		'../../Litmos/resources/fields',
	],
	['nodes: no other node', 'nodes/LitmosReport/LitmosReport.node.ts', '../Litmos/Litmos.node'],
	['nodes: what ships', 'nodes/Litmos/methods/listSearch.ts', '../../../sandbox/server'],
	['nodes: what ships', 'nodes/Litmos/Litmos.node.ts', '../../contract/endpoints.json'],
	['nodes: what ships', 'nodes/Litmos/Litmos.node.ts', '../../credentials/LitmosApi.credentials'],
	['nodes: what ships', 'nodes/shared/transport/client.ts', 'axios'],
	['nodes: what ships', 'nodes/shared/transport/client.ts', 'limiter'],
	['nodes: what ships', 'nodes/shared/transport/client.ts', 'node:fs'],
	['nodes: what ships', 'nodes/shared/transport/client.ts', 'node:crypto'],
	['nodes: packages of the limiter', 'nodes/shared/limiter/limiters.ts', 'axios'],
	['nodes: packages of the limiter', 'nodes/shared/limiter/limiters.ts', 'node:fs'],
	['nodes: used', 'nodes/shared/locators/unused.ts', '../values'],

	[
		'credentials: limiter and account only',
		'credentials/LitmosApi.credentials.ts',
		'../nodes/shared/transport/client',
	],
	[
		'credentials: limiter and account only',
		'credentials/LitmosApi.credentials.ts',
		'../nodes/shared/limiter/slots',
	],
	['credentials: limiter and account only', 'credentials/LitmosApi.credentials.ts', './Other'],
	['credentials: limiter and account only', 'credentials/LitmosApi.credentials.ts', 'axios'],
	['credentials: limiter and account only', 'credentials/LitmosApi.credentials.ts', 'node:crypto'],
	['sandbox: contract only', 'sandbox/server.ts', '../nodes/shared/values'],
	['sandbox: contract only', 'sandbox/server.ts', '../scripts/demo'],
	['contract: itself only', 'contract/read.ts', '../nodes/shared/values'],
	['contract: itself only', 'contract/read.ts', '../sandbox/server'],

	['no import of a test', 'test/unit/x.test.ts', './y.test'],
	['resolvable', 'scripts/demo.ts', './missing'],
	['no utils', 'scripts/demo.ts', './utils'],
	['no utils', 'scripts/demo.ts', './helpers/dates'],
];

/** A project in which each import is allowed, each to the edge of what is. */
const ALLOWED: ReadonlyArray<readonly [from: string, to: string]> = [
	['nodes/Litmos/Litmos.node.ts', './resources/user'],
	['nodes/Litmos/Litmos.node.ts', './methods/listSearch'],
	['nodes/Litmos/Litmos.node.ts', 'n8n-workflow'],
	['nodes/Litmos/resources/user.ts', '../../shared/operation/run'],
	['nodes/Litmos/resources/user.ts', '../../shared/feeds/results'],
	['nodes/Litmos/resources/user.ts', './course'],
	['nodes/LitmosReport/LitmosReport.node.ts', '../shared/feeds/results'],
	['nodes/LitmosReport/LitmosReport.node.ts', '../shared/limiter/limiters'],
	['nodes/shared/feeds/results.ts', './spans'],
	['nodes/shared/feeds/results.ts', '../locators/team'],
	['nodes/shared/locators/team.ts', './field'],
	['nodes/shared/locators/team.ts', '../operation/run'],
	['nodes/shared/operation/run.ts', '../transport/client'],
	['nodes/shared/operation/run.ts', './plan'],
	['nodes/shared/transport/client.ts', '../limiter/limiters'],
	['nodes/shared/transport/client.ts', './retry'],
	['nodes/shared/transport/retry.ts', './request'],
	['nodes/shared/transport/request.ts', './waitMessages'],
	['nodes/shared/transport/waitMessages.ts', './waitBudget'],
	['nodes/shared/transport/waitBudget.ts', './errors'],
	['nodes/shared/transport/errors.ts', '../xml'],
	['nodes/shared/xml.ts', './secrets/redact'],
	['nodes/shared/secrets/redact.ts', '../values'],
	['nodes/shared/values.ts', './account'],
	['nodes/shared/account.ts', './limiter/limiters'],
	['nodes/shared/limiter/limiters.ts', './limiter'],
	['nodes/shared/limiter/limiters.ts', 'limiter'],
	['nodes/shared/limiter/limiters.ts', 'node:crypto'],
	['nodes/shared/limiter/limiters.ts', 'n8n-workflow'],
	['credentials/LitmosApi.credentials.ts', '../nodes/shared/account'],
	['credentials/LitmosApi.credentials.ts', '../nodes/shared/admission'],
	['nodes/shared/admission.ts', './limiter/limiters'],
	['credentials/LitmosApi.credentials.ts', '../nodes/shared/limiter/limiters'],
	['credentials/LitmosApi.credentials.ts', 'n8n-workflow'],
	['sandbox/server.ts', '../contract/endpoints.json'],
	['sandbox/server.ts', './seed/people'],
	['sandbox/server.ts', 'fastify'],
	['sandbox/server.ts', 'node:http'],
	['contract/schema.ts', './endpoints.json'],
	['contract/schema.ts', 'zod'],
	['scripts/demo.ts', '../sandbox/server'],
	['scripts/demo.ts', '../nodes/shared/values'],
	['scripts/demo.ts', '../test/support/engine'],
	['scripts/demo.ts', 'node:fs'],
	['test/unit/x.test.ts', '../../scripts/demo'],
	['test/unit/x.test.ts', '../../nodes/Litmos/Litmos.node'],
];

/** Every way to write an import. */
const FORMS = [
	"import { a } from '../account';",
	"import '../account';",
	"export { a } from '../account';",
	"import type { A } from '../account';",
	"import { type A } from '../account';",
	"export type { A } from '../account';",
	"const a = require('../account');",
	"void import('../account');",
	"type A = import('../account').A;",
	"import a = require('../account');",
];

const formFile = (index: number) => `nodes/shared/limiter/form${index}.ts`;

const CIRCLE: readonly Import[] = [
	{ from: 'test/support/a.ts', to: './b', text: "import type { B } from './b';" },
	{ from: 'test/support/b.ts', to: './c' },
	{ from: 'test/support/c.ts', to: './a' },
];

describe('a project in which every import breaks a rule', () => {
	let violations: Violation[];

	beforeAll(() => {
		const rows = FORBIDDEN.map(([, from, to]) => ({ from, to }));
		const forms = FORMS.map((text, index) => ({ from: formFile(index), to: '../account', text }));
		const alone = { from: 'scripts/alone.ts', to: 'node:fs', text: '' };
		violations = violationsOf([...rows, ...forms, ...CIRCLE, alone], ['./missing']);
	});

	const rulesAgainst = (from: string, to: string) =>
		violations
			.filter((violation) => violation.from === from && violation.to.includes(stem(to)))
			.map(({ rule }) => rule.name);

	it.each(FORBIDDEN.filter(([rule]) => rule !== 'nodes: used'))('%s: %s, %s', (rule, from, to) => {
		expect(rulesAgainst(from, to)).toContain(rule);
	});

	it.each(FORMS.map((text, index) => [text, formFile(index)]))('sees %s', (_text, file) => {
		expect(rulesAgainst(file, '../account')).toContain('layer: the limiter');
	});

	it('reports a circle of three files, and its members', () => {
		const circles = violations.flatMap(({ cycle }) => (cycle ? [cycle] : []));
		const members = circles.map((circle) => circle.map(({ name }) => name).sort());
		expect(members).toContainEqual(['test/support/a.ts', 'test/support/b.ts', 'test/support/c.ts']);
	});

	it('reports a file that imports nothing and that nothing imports', () => {
		const unused = violations.filter(({ rule }) => rule.name === 'no file without a use');
		expect(unused.map(({ from }) => from)).toEqual(['scripts/alone.ts']);
	});

	it('reports a file under nodes/ that no node and no credential reaches', () => {
		const unused = violations.filter(({ rule }) => rule.name === 'nodes: used');
		expect(unused.map(({ from }) => from)).toContain('nodes/shared/locators/unused.ts');
		expect(unused.map(({ from }) => from)).not.toContain('nodes/shared/transport/client.ts');
	});

	it('proves each rule', () => {
		const broken = new Set(violations.map(({ rule }) => rule.name));
		expect(RULES.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
	});
});

describe('a project that goes as far as the rules allow', () => {
	it('is not reported', () => {
		const imports = ALLOWED.map(([from, to]) => ({ from, to }));
		expect(violationsOf([...imports, ...CIRCLE.slice(0, 2)])).toEqual([]);
	});
});

/** The part of an import that is in the path of what it means. */
function stem(to: string): string {
	return to.replace(/^node:|^[./]+/, '');
}
