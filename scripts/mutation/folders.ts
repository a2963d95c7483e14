/** A folder of sources, and the tests that are there for it. */
export interface Folder {
	name: string;
	/** Paths as jest takes them. Tests that read the text of the code are left out: Stryker changes it before any mutant is switched on. */
	tests: readonly string[];
}

const test = (folder: string, ...files: readonly string[]): string[] =>
	files.map((file) => `test/${folder}/${file}.test`);

export const FOLDERS: readonly Folder[] = [
	{
		name: 'nodes/shared/limiter',
		tests: test(
			'limiter',
			...['allotment', 'backoff', 'cancel', 'fairness', 'limiters', 'pacer', 'queue', 'window'],
		),
	},
	{
		name: 'nodes/shared/transport',
		tests: [
			...test('unit', 'client', 'errors', 'outages', 'request', 'waitMessages'),
			...test('engine', 'budget', 'cancel', 'failing', 'messages', 'slow'),
		],
	},
	{
		name: 'nodes/shared/secrets',
		tests: [...test('attacks', 'leaks'), ...test('engine', 'secrets')],
	},
	{
		name: 'nodes/shared/operation',
		tests: [
			...test('unit', 'customApiCall', 'describe', 'fail', 'imports', 'pages', 'plan', 'pool'),
			...test('unit', 'readValues', 'resolve', 'tokens', 'values', 'xml'),
			...test('contract', 'calls', 'operations'),
			...test('unit', 'recordList'),
			...test('engine', 'failing', 'lists', 'matchBy', 'messages', 'toolAnswers', 'update'),
		],
	},
	{
		name: 'nodes/shared/locators',
		tests: [
			...test('unit', 'finders', 'resolve', 'zones'),
			...test('engine', 'locators', 'searchMethods', 'people', 'courses', 'teams'),
		],
	},
	{
		name: 'nodes/shared/feeds',
		tests: [
			...test('unit', 'complianceStatus', 'period', 'zones'),
			...test('trigger', 'conditions', 'feedPoll', 'rows', 'spans'),
			...test('engine', 'report', 'triggerEvents'),
			...test('warehouse', 'exactlyOnce'),
		],
	},
	{
		name: 'nodes/Litmos/resources',
		tests: [
			...test('unit', 'describe', 'fixedChoices', 'imports', 'oddAnswers', 'users'),
			...test('contract', 'calls', 'operations', 'rows'),
			...test('engine', 'assignMany', 'everyOperation', 'ilt', 'imports', 'teams', 'users'),
		],
	},
	{
		name: 'nodes/LitmosTrigger',
		tests: ['test/trigger/', ...test('engine', 'trigger', 'triggerEvents')],
	},
	{
		name: 'nodes/LitmosWebhookTrigger',
		tests: [
			...test('unit', 'received', 'records'),
			...test('engine', 'webhook', 'webhookRecords', 'webhookRefusals'),
		],
	},
	{
		name: 'nodes/LitmosReport',
		tests: [
			...test('unit', 'complianceDigest', 'fixedChoices'),
			...test('engine', 'report', 'reportDigest', 'warehouse'),
			...test('warehouse', 'exactlyOnce', 'rows'),
			...test('contract', 'operations'),
		],
	},
	{
		name: 'nodes/LitmosLrs',
		tests: [
			...test('unit', 'sameStatement'),
			...test('engine', 'lrs', 'lrsConformance', 'lrsConflicts', 'lrsHostile'),
		],
	},
	{
		name: 'credentials',
		tests: [...test('unit', 'account', 'credential'), ...test('engine', 'credential')],
	},
];
