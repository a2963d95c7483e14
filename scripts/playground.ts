/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- scripts do not ship */
// A real n8n to play with: the package from dist/, an owner, the sandbox behind a credential, and the examples.
import type { Sandbox } from '../sandbox/server';
import { startSandbox } from '../sandbox/server';
import { provide } from '../test/e2e/support/download';
import type { N8n } from '../test/e2e/support/n8n';
import { startN8n } from '../test/e2e/support/n8n';
import { freePorts } from '../test/e2e/support/ports';
import { showProgress } from '../test/e2e/support/progress';
import type { Installation } from '../test/e2e/support/releases';
import { cacheFolder, isComplete, NEWEST } from '../test/e2e/support/releases';
import { LoginRefused, OWNER } from '../test/e2e/support/rest';
import { LITMOS } from '../test/e2e/support/workflow';
import { provideCredentials, provideExamples } from './playground/content';
import { endInOrder } from './playground/ending';
import { checkBuilt, claimHome, installPackage, prepareHome } from './playground/home';
import { network } from './playground/network';
import type { PlaygroundOptions } from './playground/options';
import { HELP, optionsFrom, PlaygroundError } from './playground/options';
import { firstFreePort } from './playground/ports';
import { TOUR } from './playground/tour';

const API_KEY = 'sandbox-key';
const SANDBOX_PORT = 8081;
const N8N_PORT = 5678;
const PER_MINUTE = 100;

const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const ending = endInOrder(say);

async function download(): Promise<Installation> {
	if (!isComplete(NEWEST)) {
		say(
			`The first start downloads n8n ${NEWEST.version} from npm: 2.8 GB on disk, about 4 minutes. You can end it with Ctrl-C: the next start goes on.`,
		);
		say(`It goes to ${cacheFolder()}\n`);
	}
	const { report, end } = showProgress();
	try {
		return await provide(NEWEST, report);
	} catch (error) {
		throw new PlaygroundError(
			`n8n could not be downloaded. The first start needs npm's registry; later ones need no network.\n\n${(error as Error).message}`,
		);
	} finally {
		end();
	}
}

/** Answers as slowly as Litmos does, and takes as many requests. */
async function openSandbox(): Promise<Sandbox> {
	const sandbox = await startSandbox({
		port: await firstFreePort(SANDBOX_PORT),
		apiKeys: [API_KEY],
		latencyMs: [50, 150],
		limit: { model: 'fixedMinute', perMinute: PER_MINUTE },
	});
	ending.add(async () => await sandbox.close());
	return sandbox;
}

async function openN8n(installation: Installation, options: PlaygroundOptions): Promise<N8n> {
	const port = await firstFreePort(options.port ?? N8N_PORT, options.port !== undefined);
	const [brokerPort = 0] = await freePorts(1);
	say('Starting n8n ...');
	const { home } = options;
	const env = network(process.env);
	const n8n = await startN8n({ installation, home, port, brokerPort, env }).catch(explain);
	ending.add(async () => await n8n.process.stop());
	claimHome(home, { pid: n8n.process.pid, address: n8n.base });
	if (!(await n8n.rest.nodeTypes()).includes(LITMOS)) {
		throw new PlaygroundError(`n8n did not take the package; see ${n8n.process.log}`);
	}
	return n8n;
}

/** The one thing that a person can do to a playground so that it does not open any more. */
function explain(error: Error): never {
	if (!(error instanceof LoginRefused)) throw error;
	throw new PlaygroundError(
		`n8n does not take the log-in ${OWNER.email} any more. If you have changed it in n8n: npm start -- --fresh begins anew, and deletes your workflows in the playground.\n(${error.message})`,
	);
}

function sayReady({ base }: N8n, example: string, sandbox?: Sandbox): void {
	say(`
n8n ${NEWEST.version} is ready, with the Litmos node from dist/.

  Address    ${base}
  Email      ${OWNER.email}
  Password   ${OWNER.password}
`);
	if (sandbox) {
		say(`The credentials "Litmos sandbox" and "Litmos LRS sandbox" lead to a stand-in for Litmos with invented
people. It takes ${PER_MINUTE} requests per minute, as Litmos does, and begins anew at each start.
What has arrived there: ${sandbox.origin}/__sandbox/summary

The tour has ${TOUR.length} workflows, with the steps on a note above each.
Begin with the first, and choose "Execute workflow": ${base}/workflow/${example}`);
	} else {
		say(`Create a credential of the type "Litmos API" with the API Key of your account.
The examples add invented people: look before you run them. ${base}/workflow/${example}`);
	}
	say('\nCtrl-C ends n8n; what you made in it is kept.');
}

async function main(): Promise<void> {
	const options = optionsFrom(process.argv.slice(2));
	if (!options) return say(HELP);
	checkBuilt();
	const installation = await download();
	await prepareHome(options.home, options.isFresh);
	installPackage(options.home);
	const sandbox = options.isReal ? undefined : await openSandbox();
	const n8n = await openN8n(installation, options);
	const credentials = sandbox ? await provideCredentials(n8n.rest, sandbox, API_KEY) : [];
	const example = await provideExamples(n8n.rest, credentials);
	sayReady(n8n, example, sandbox);
	const { code, signal } = await n8n.process.exited;
	if (!ending.hasBegun())
		throw new Error(`n8n ended by itself with ${code ?? signal}; see ${n8n.process.log}`);
}

main().catch((error: Error) => {
	// What was under way when the end was asked for fails, of course.
	if (ending.hasBegun()) return;
	process.stderr.write(
		`\n${error instanceof PlaygroundError ? error.message : (error.stack ?? error.message)}\n`,
	);
	process.exit(1);
});
