/**
 * Which file may import which. Imports of types count as imports. Each rule is proven in test/architecture.
 */

const shared = (pattern) => `^nodes/shared/${pattern}`;

/** What is under nodes/, from the bottom to the top. A file imports from its own layer and from those below it. */
const LAYERS = [
	['the limiter', shared('limiter/')],
	['account and values', shared('(?:account|lrsAccount|region|admission|testRules|values)\\.ts$')],
	['the secrets', shared('secrets/')],
	['XML', shared('xml\\.ts$')],
	['errors', shared('transport/(?:errors|advice|words|path)\\.ts$')],
	['messages and budget of waiting', shared('transport/(?:waitMessages|waitBudget)\\.ts$')],
	['the request', shared('transport/request\\.ts$')],
	['the transport', shared('transport/')],
	['the operation engine', shared('operation/')],
	['the locators', shared('locators/')],
	['the feeds', shared('feeds/')],
	['the parts of a node', '^nodes/(?!shared/)[^/]+/(?!.*\\.node\\.ts$)'],
	['a node', '^nodes/(?!shared/)[^/]+/[^/]+\\.node\\.ts$'],
].map(([name, path]) => ({ name, path }));

const LAYERED = LAYERS.map(({ path }) => path);
const LIMITER = shared('limiter/');
/** What n8n or gulp loads by itself. */
const ENTRIES = ['^nodes/.+\\.node\\.ts$', '^credentials/'];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const layers = LAYERS.slice(0, -1).map(({ name, path }, index) =>
	rule(
		`layer: ${name}`,
		'Imports point down only.',
		{ path },
		{ path: '^nodes/', pathNot: LAYERED.slice(0, index + 1) },
	),
);

const nodes = [
	rule(
		'layer: none',
		'What stands under nodes/ has a layer.',
		{ path: '^nodes/', pathNot: LAYERED },
		{},
	),
	rule(
		'nodes: no other node',
		'What two nodes need stands in nodes/shared/.',
		{ path: '^nodes/(?!shared/)([^/]+)/' },
		{ path: '^nodes/(?!shared/)', pathNot: '^nodes/$1/' },
	),
	rule(
		'nodes: what ships',
		'Nothing outside nodes/ and no package but n8n-workflow ships with the nodes.',
		{ path: '^nodes/', pathNot: LIMITER },
		{ pathNot: ['^nodes/', '^node_modules/n8n-workflow/'] },
	),
	rule(
		'nodes: packages of the limiter',
		'The limiter has node:crypto and the package limiter besides.',
		{ path: LIMITER },
		{
			pathNot: ['^nodes/', '^node_modules/(?:n8n-workflow|limiter)/', '^(?:node:)?crypto$'],
		},
	),
	rule(
		'nodes: used',
		'What no node and no credential reaches need not ship.',
		{ path: ENTRIES },
		{ path: '^nodes/.+\\.ts$', pathNot: '\\.node\\.ts$', reachable: false },
	),
];

const rooms = [
	rule(
		'credentials: limiter and account only',
		'The credential knows the limiters of the process, the account and its admission, nothing else.',
		{ path: '^credentials/' },
		{
			pathNot: [
				'^node_modules/n8n-workflow/',
				shared('(?:limiter/limiters|account|lrsAccount|admission|testRules)\\.ts$'),
			],
		},
	),
	rule(
		'sandbox: contract only',
		'The package must not be tested against itself.',
		{ path: '^sandbox/' },
		{ pathNot: ['^sandbox/', '^contract/', '^node_modules/'], dependencyTypesNot: ['core'] },
	),
	rule(
		'contract: itself only',
		'The contract depends on nothing of the project.',
		{ path: '^contract/' },
		{ pathNot: ['^contract/', '^node_modules/'], dependencyTypesNot: ['core'] },
	),
];

const everywhere = [
	rule('no circle', 'Files that import each other are one file.', {}, { circular: true }),
	rule(
		'no file without a use',
		'Nothing imports it, and it imports nothing.',
		{ orphan: true, pathNot: ['\\.config\\.js$', '\\.d\\.ts$'] },
		{},
	),
	rule(
		'no import of a test',
		'What several tests need stands in a support folder.',
		{},
		{ path: '\\.test\\.ts$' },
	),
	rule('resolvable', 'What is imported exists.', {}, { couldNotResolve: true }),
	rule(
		'no utils',
		'A file is named after what it does.',
		{},
		{ path: '(?:^|/)(?:utils?|helpers?|common|misc)(?:/|\\.ts$)', pathNot: '^node_modules/' },
	),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [...layers, ...nodes, ...rooms, ...everywhere],
	options: {
		doNotFollow: { path: '(?:^|/)node_modules/' },
		exclude: { path: '^dist/' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default'],
		},
	},
};
