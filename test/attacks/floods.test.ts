/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Too much of anything is cut, and what grows with a run's length only is cheap.
import { EventEmitter } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';
import { acquire, issueTicket, release } from '../../nodes/shared/limiter/limiters';
import type * as Received from '../../nodes/LitmosWebhookTrigger/received';
import { jsonOf, naming } from '../engine/support/bench';
import { startStub } from '../engine/support/stub';
import { createEngine } from '../support/engine';
import { processorTime } from '../support/processorTime';
import { attacks, MB } from './floods.cases';
import { named } from './support/named';

const engineFor = (origin: string) =>
	createEngine({
		credentials: {
			litmosApi: {
				apiKey: 'key-1',
				region: 'custom',
				baseUrl: `${origin}/v1.svc`,
				requestsPerMinute: 1000,
			},
		},
	});

describe('C16 Answers that are too large', () => {
	it.each(named(attacks['C16 Answers that are too large']))(
		'is cut, and said to be so: %s',
		async (_name, flood) => {
			let sent = 0;
			function* parts() {
				for (; sent < flood.times; sent++) yield flood.part;
			}
			const { origin, seen } = await startStub((_request, response) => {
				response.writeHead(flood.status, { 'Content-Type': 'application/json', ...flood.headers });
				// Whoever hangs up ends it.
				pipeline(Readable.from(parts()), response, () => undefined);
			});
			let peak = 0;
			const before = process.memoryUsage().rss;
			const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
			const { operation, parameters } = flood;
			const run = await engineFor(origin).runNode({
				parameters: { ...naming(operation), ...parameters },
				continueOnFail: true,
			});
			clearInterval(watch);
			const [output] = jsonOf(run.items);
			expect(output!.error).toMatch(flood.error);
			expect(output!.details).toMatch(flood.details);
			expect(String(output!.details).length).toBeLessThan(1_000);
			expect(seen).toHaveLength(1);
			// Less than what was sent: 50 MB twice, and what the process takes for other things.
			expect(peak - before).toBeLessThan(400 * MB);
			if (flood.part.length >= MB && flood.times > 5) expect(sent).toBeLessThan(flood.times);
		},
	);

	it.each(named(attacks['C16 Answers that are large']))(
		'but not too large is read: %s',
		async (_name, { headers, body, rows }) => {
			const { origin } = await startStub((_request, response) => {
				response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
				response.end(body);
			});
			const run = await engineFor(origin).runNode({
				parameters: { ...naming('user: getAll'), simplify: false, returnAll: true },
			});
			expect(run.error).toBeUndefined();
			expect(jsonOf(run.items)).toEqual(rows);
		},
	);
});

describe('C16 Floods of deliveries', () => {
	class Answer extends EventEmitter {
		statusCode = 200;
		writableEnded = false;
		destroyed = false;

		end(): void {
			this.writableEnded = true;
			this.emit('finish');
			this.emit('close');
		}
	}

	const { receive } = jest.requireActual<typeof Received>(
		'../../dist/nodes/LitmosWebhookTrigger/received.js',
	);

	/** So many deliveries, each of which finds what the one before has stored. */
	async function deliver(node: string, from: number, count: number): Promise<void> {
		for (let id = from; id < from + count; id++) {
			const stored = JSON.parse(database) as IDataObject;
			const answer = new Answer();
			expect(await receive(`1000${id}`, answer, { node, stored })).toBe('first');
			answer.end();
			database = JSON.stringify(stored);
		}
	}
	let database = '{}';

	it('cost no more each, however many came before', async () => {
		async function deliverFew(): Promise<void> {
			for (let node = 0; node < 10; node++) {
				database = '{}';
				await deliver(`${(nodes += 1)}`, 0, 100);
			}
		}
		let nodes = 0;
		await deliverFew();
		const few = await processorTime(deliverFew, 3);
		database = '{}';
		let count = 7_000;
		await deliver('n', 0, count);
		const many = await processorTime(async () => {
			await deliver('n', count, 1_000);
			count += 1_000;
		}, 2);
		// By then 4,000 are kept: they are read and written as one text. A list of them built anew each time cost 60 times as much.
		expect(many / few).toBeLessThan(15);
	});

	it('that are all under way at once cost no more each than few', async () => {
		const open = async (node: string, from: number, count: number) => {
			const answers = Array.from({ length: count }, () => new Answer());
			for (const [index, answer] of answers.entries())
				await receive(String(from + index), answer, { node, stored: {} });
			answers.forEach((answer) => answer.end());
		};
		const inRounds = async (node: string) => {
			for (let from = 0; from < 8_000; from += 100) await open(node, from, 100);
		};
		await inRounds('a');
		// As many of them, so that both times as much is stored.
		const few = await processorTime(async () => await inRounds('b'));
		const many = await processorTime(async () => await open('c', 0, 8_000));
		expect(many / few).toBeLessThan(5);
	});
});

describe('C16 Floods of keys', () => {
	let next = 0;

	async function use(count: number): Promise<void> {
		for (let n = 0; n < count; n++) {
			const options = {};
			const keyLimit = {
				origin: 'https://a',
				limitKey: `key ${(next += 1)}`,
				requestsPerMinute: 9,
				processes: 1,
			};
			issueTicket(options, { lane: 'run', flow: '1' });
			await acquire(options, keyLimit, { lane: 'run', flow: '1' });
			release(options, 'answered');
		}
	}

	it('cost no more each, however many are in use', async () => {
		await use(500);
		const few = await processorTime(async () => await use(500), 5);
		await use(2_000);
		const many = await processorTime(async () => await use(500), 5);
		// Looking at all of them cost ten times as much.
		expect(many / few).toBeLessThan(4);
	});
});
