/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- scripts do not ship */
import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createLimiter, type Limiter } from '../nodes/shared/limiter/limiter';
import { issueTicket, acquire, release, backOff } from '../nodes/shared/limiter/limiters';
import { inVirtualTime, type VirtualClock } from '../test/limiter/support/virtualClock';
import {
	busiestMinute,
	createRandom,
	jitter,
	simulate,
	acquireFrom,
	type Call,
	type Delivery,
} from '../test/limiter/support/simulation';

const LIMIT = 100;
// What a bulk run may use: two slots are kept for the editor.
const RUN_SLOTS = LIMIT - 2;
const REQUESTS = 1_000;
const LATENCY_MS = 200;
const MINUTE_MS = 60_000;
// More callers than slots, so that the limit is always what holds them up.
const CALLERS = 150;
const LATE_MS = 8_000;
// Networks per way to arrive: a single one may be lucky.
const SEEDS = 3;
// A few requests come from the editor, so that its two slots are used as well.
const EDITOR_EVERY = 25;

/** In bursts, as long as the server takes all; evenly, after it has rejected. */
type Pace = 'bursts' | 'even';

interface Figures {
	atClient: number;
	atServer: number;
	seconds: number;
}

/** Has the limiter keep an even pace for the whole run: by itself that ends after ten minutes. */
async function keepEven(limiter: Limiter, clock: VirtualClock): Promise<void> {
	const permit = await limiter.acquire({
		lane: 'run',
		flow: 'other',
		limit: LIMIT,
		reportsOutcome: true,
	});
	limiter.backOff(permit, 1_000);
	for (let at = 300_000; at < 1_800_000; at += 300_000) clock.at(at, () => limiter.backOff(permit));
}

async function measureArrivals(
	pace: Pace,
	starts: number[],
	deliver: () => Delivery,
): Promise<Figures> {
	return await inVirtualTime(async (clock) => {
		const limiter = createLimiter(clock);
		if (pace === 'even') await keepEven(limiter, clock);
		const calls = starts.map((at, index): Call => {
			const lane = index % EDITOR_EVERY === 0 ? 'editor' : 'run';
			return { at, flow: lane, lane, limit: LIMIT };
		});
		const trace = await simulate({ clock, acquire: acquireFrom(limiter), deliver }, calls);
		const sent = trace.grants.map(({ at }) => at);
		const arrived = trace.arrivals.map(({ at }) => at);
		return {
			atClient: busiestMinute(sent),
			atServer: busiestMinute(arrived),
			seconds: Math.round((Math.max(...arrived) - starts[0]) / 1_000),
		};
	});
}

/** Arrivals that make limiters fail which count in fixed minutes or by an average. */
function adversaries(): number[][] {
	const burst = (count: number, at: number): number[] => Array.from({ length: count }, () => at);
	const edges = [1_000, 30_000, 59_400, 59_999, 60_000, 60_001, 60_099, 60_100, 90_000];
	return [
		burst(REQUESTS, 0),
		Array.from({ length: REQUESTS }, (_, index) => index * 600),
		...edges.map((at) => [0, ...burst(REQUESTS - 1, at)]),
		...edges.map((at) => [...burst(50, 0), ...burst(REQUESTS - 50, at)]),
	];
}

/** The worst of all ways to arrive; every way gets a network of its own. */
async function worst(
	pace: Pace,
	makeDelivery: () => () => Delivery,
): Promise<Omit<Figures, 'seconds'>> {
	const most = { atClient: 0, atServer: 0 };
	for (const starts of adversaries()) {
		const figures = await measureArrivals(pace, starts, makeDelivery());
		most.atClient = Math.max(most.atClient, figures.atClient);
		most.atServer = Math.max(most.atServer, figures.atServer);
	}
	return most;
}

function lateAtFirst(seed: number): () => Delivery {
	const network = jitter(createRandom(seed));
	let sent = 0;
	return () => (sent++ < LIMIT ? { ...network(), toServerMs: LATE_MS } : network());
}

async function row(pace: Pace): Promise<string> {
	const client = await worst(pace, () => () => ({ toServerMs: 0, toClientMs: 0 }));
	const [allAtOnce] = adversaries();
	const { seconds } = await measureArrivals(pace, allAtOnce, jitter(createRandom(1)));
	let jittery = 0;
	let late = 0;
	for (let seed = 1; seed <= SEEDS; seed++) {
		jittery = Math.max(jittery, (await worst(pace, () => jitter(createRandom(seed)))).atServer);
		late = Math.max(late, (await worst(pace, () => lateAtFirst(seed))).atServer);
	}
	return `| ${pace} | ${client.atClient} | ${jittery} | ${late} | ${seconds} s |`;
}

interface Counted {
	arrivals: number[];
	rejected: number;
}

/** A real server that answers after 200 ms and rejects what a sliding log of 100 would reject. */
async function startServer(counted: Counted): Promise<Server> {
	let accepted: number[] = [];
	const server = createServer((_request, response) => {
		const now = performance.now();
		counted.arrivals.push(now);
		accepted = accepted.filter((at) => now - at < MINUTE_MS);
		const isRefused = accepted.length >= LIMIT;
		if (isRefused) counted.rejected++;
		else accepted.push(now);
		setTimeout(() => response.writeHead(isRefused ? 503 : 200).end(), LATENCY_MS);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

async function request(url: string): Promise<number> {
	return await new Promise((resolve, reject) => {
		get(url, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		}).on('error', reject);
	});
}

async function callUntilStopped(origin: string, signal: AbortSignal): Promise<void> {
	const keyLimit = { origin, limitKey: 'measured', requestsPerMinute: LIMIT, processes: 1 };
	const sender = { lane: 'run' as const, flow: 'bulk', signal };
	while (!signal.aborted) {
		const options = {};
		issueTicket(options, sender);
		await acquire(options, keyLimit, sender);
		if ((await request(origin)) === 503) backOff(options);
		else release(options, 'answered');
	}
}

/** How many requests per minute the slots give, once each of them has come round. */
function sustained(arrivals: number[]): string {
	const rounds = arrivals.slice(RUN_SLOTS).map((at, index) => at - arrivals[index]);
	if (rounds.length === 0) return 'measured too briefly';
	const meanMs = rounds.reduce((sum, ms) => sum + ms, 0) / rounds.length;
	return ((RUN_SLOTS * MINUTE_MS) / meanMs).toFixed(1);
}

async function measure(seconds: number): Promise<string[]> {
	const counted: Counted = { arrivals: [], rejected: 0 };
	const server = await startServer(counted);
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stop = new AbortController();
	const callers = Array.from({ length: CALLERS }, () => callUntilStopped(origin, stop.signal));
	setTimeout(() => stop.abort(), seconds * 1_000);
	await Promise.allSettled(callers);
	server.close();
	const { arrivals, rejected } = counted;
	const minutes = Math.floor(seconds / 60);
	const perMinute = Array.from({ length: minutes }, (_, minute) => {
		const from = arrivals[0] + minute * MINUTE_MS;
		return arrivals.filter((at) => at >= from && at < from + MINUTE_MS).length;
	});
	return [
		`| first 60 s | ${perMinute[0] ?? arrivals.length} |`,
		`| each later 60 s | ${perMinute.slice(1).join(', ')} |`,
		`| sustained per minute | ${sustained(arrivals)} |`,
		`| busiest closed 60 s | ${busiestMinute(arrivals)} |`,
		`| rejected | ${rejected} |`,
	];
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { seconds: { type: 'string', default: '180' } } });
	console.log(`Virtual clock, ${REQUESTS} requests, limit ${LIMIT}: most in any closed 60 s\n`);
	console.log(
		'| pace | at the client, adversarial | at the server, jitter | at the server, late | all take |',
	);
	console.log('|---|---|---|---|---|');
	for (const pace of ['bursts', 'even'] as const) console.log(await row(pace));
	console.log(
		`\nReal clock, ${values.seconds} s, ${LATENCY_MS} ms latency, one saturated process\n`,
	);
	console.log('| | requests |\n|---|---|');
	console.log((await measure(Number(values.seconds))).join('\n'));
}

void main();
