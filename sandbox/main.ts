/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the sandbox does not ship */
import { parseArgs } from 'node:util';
import { checkFault, FAULT_KINDS } from './http/faults';
import { LIMIT_MODELS, type LimitModel } from './http/limits';
import { startSandbox, type SandboxOptions } from './server';

const DEFAULT_KEY = 'sandbox-key';

const HELP = `A local stand-in for the Litmos API, built from published evidence. It is not Litmos.

  npm run sandbox -- [options]

  --port 8080            port on 127.0.0.1 (default 8080; 0 takes any)
  --people 200           people in the invented tenant
  --teams 20             teams
  --courses 30           courses
  --results 50           courses more for everybody, completed in the last 90 days
  --seed 1               another number, another tenant
  --latency 50-150       milliseconds before each answer, or a single number
  --limit-model NAME     ${LIMIT_MODELS.join(', ')} (default none)
  --limit 100            requests per minute and key
  --count-refused        refused requests count, too
  --refusal 503text      or 429, with a Retry-After
  --key ${DEFAULT_KEY}      API key; may be given several times
  --overfull 3           extra rows on every full page
  --entities             HTML entities in JSON texts
  --fault '<json>'       something that goes wrong; may be given several times
                         kinds: ${FAULT_KINDS.join(', ')}
  --help

Control, without a key: GET /__sandbox/summary, GET or DELETE /__sandbox/log,
GET, POST or DELETE /__sandbox/faults, GET /__sandbox/state/users/{id}, GET /__sandbox/state/mails,
POST /__sandbox/webhook (sends an event to an address, as Litmos' webhooks do; see sandbox/README.md)
`;

const OPTIONS = {
	port: { type: 'string', default: '8080' },
	people: { type: 'string' },
	teams: { type: 'string' },
	courses: { type: 'string' },
	results: { type: 'string' },
	seed: { type: 'string' },
	latency: { type: 'string', default: '0' },
	'limit-model': { type: 'string', default: 'none' },
	limit: { type: 'string', default: '100' },
	'count-refused': { type: 'boolean', default: false },
	refusal: { type: 'string', default: '503text' },
	key: { type: 'string', multiple: true },
	overfull: { type: 'string' },
	entities: { type: 'boolean', default: false },
	fault: { type: 'string', multiple: true },
	help: { type: 'boolean', default: false },
} as const;

const say = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

/** What was typed makes no sense. */
class UsageError extends Error {}

const read = (args: string[]) => parseArgs({ args, options: OPTIONS }).values;
type Values = ReturnType<typeof read>;

function count(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new UsageError(`--${name} wants a whole number, not "${text}".`);
	return Number(text);
}

function latencyFrom(text: string): number | [number, number] {
	const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
	if (from === undefined) throw new UsageError(`--latency wants 50 or 50-150, not "${text}".`);
	return to === undefined ? Number(from) : [Number(from), Number(to)];
}

const isModel = (text: string): text is LimitModel => LIMIT_MODELS.some((model) => model === text);

function limitFrom(values: Values): SandboxOptions['limit'] {
	const { 'limit-model': model, 'count-refused': countRefused, refusal } = values;
	if (!isModel(model))
		throw new UsageError(`--limit-model wants one of ${LIMIT_MODELS.join(', ')}.`);
	if (refusal !== '503text' && refusal !== '429')
		throw new UsageError('--refusal wants 503text or 429.');
	return { model, perMinute: count('limit', values.limit), countRefused, refusal };
}

const optionsFrom = (values: Values): SandboxOptions => ({
	port: count('port', values.port),
	people: count('people', values.people),
	teams: count('teams', values.teams),
	courses: count('courses', values.courses),
	results: count('results', values.results),
	seed: count('seed', values.seed),
	overfull: count('overfull', values.overfull),
	latencyMs: latencyFrom(values.latency),
	limit: limitFrom(values),
	apiKeys: values.key ?? [DEFAULT_KEY],
	entities: values.entities,
});

async function start(values: Values): Promise<void> {
	const faults = (values.fault ?? []).map((text) => checkFault(JSON.parse(text)));
	const sandbox = await startSandbox(optionsFrom(values));
	faults.forEach((fault) => sandbox.addFault(fault));
	const stop = (): void => {
		void sandbox.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	say(`A local stand-in for Litmos, built from evidence; not Litmos itself.

  Base URL   ${sandbox.baseUrl}
  API key    ${values.key?.[0] ?? DEFAULT_KEY}
  Tenant     ${sandbox.state.users.size} people, ${sandbox.state.teams.size} teams, ${sandbox.state.courses.size} courses
  Summary    ${sandbox.origin}/__sandbox/summary

In n8n's Litmos credential: Region "Custom", Base URL and API Key as above.
Ctrl-C stops it.`);
}

async function main(): Promise<void> {
	const values = read(process.argv.slice(2));
	if (values.help) say(HELP);
	else await start(values);
}

main().catch((error: unknown) => {
	const what = error instanceof Error ? error.message : String(error);
	process.stderr.write(`${what}\nSee npm run sandbox -- --help\n`);
	process.exitCode = 1;
});
