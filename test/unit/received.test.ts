/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// Which events were here before: in one process, in several, and after a restart.
import { EventEmitter } from 'node:events';
import type { IDataObject } from 'n8n-workflow';
import type * as Received from '../../nodes/LitmosWebhookTrigger/received';

type Process = typeof Received;

/** A process of n8n: what it knows by itself is its own. */
function startProcess(): Process {
	let process: Process | undefined;
	jest.isolateModules(() => {
		process = jest.requireActual<Process>('../../dist/nodes/LitmosWebhookTrigger/received.js');
	});
	return process!;
}

class Answer extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
	destroyed = false;

	/** n8n answers, and Litmos hears it. */
	end(status = 200): void {
		Object.assign(this, { statusCode: status, writableEnded: true });
		this.emit('finish');
		this.hangUp();
	}

	hangUp(): void {
		this.destroyed = true;
		this.emit('close');
	}
}

interface Database {
	stored: IDataObject;
}

/** One delivery that ends well: reads what is stored, and stores it again. */
async function deliver(process: Process, database: Database, id: string): Promise<string> {
	const stored = structuredClone(database.stored);
	const answer = new Answer();
	const status = await process.receive(id, answer, { node: 'n', stored });
	database.stored = stored;
	answer.end();
	return status;
}

describe('an event', () => {
	it('is known after a restart', async () => {
		const database: Database = { stored: {} };
		expect(await deliver(startProcess(), database, '1')).toBe('first');
		expect(await deliver(startProcess(), database, '1')).toBe('repeated');
	});

	it('is known at another node for itself only', async () => {
		const process = startProcess();
		const begin = async (node: string) =>
			await process.receive('1', new Answer(), { node, stored: {} });
		expect([await begin('a'), await begin('b')]).toEqual(['first', 'first']);
	});

	it('that waits for another delivery of the same is taken instead if that fails', async () => {
		const process = startProcess();
		const [one, two] = [new Answer(), new Answer()];
		expect(await process.receive('1', one, { node: 'n', stored: {} })).toBe('first');
		const second = process.receive('1', two, { node: 'n', stored: {} });
		one.end(500);
		expect(await second).toBe('first');
		const third = process.receive('1', new Answer(), { node: 'n', stored: {} });
		two.end(200);
		expect(await third).toBe('repeated');
	});

	it('is in doubt while nobody listens any more and n8n has not answered yet', async () => {
		const process = startProcess();
		const answer = new Answer();
		await process.receive('1', answer, { node: 'n', stored: {} });
		answer.hangUp();
		const again = async () => await process.receive('1', new Answer(), { node: 'n', stored: {} });
		expect(await again()).toBe('unclear');
		answer.end(200);
		expect(await again()).toBe('repeated');
	});

	it('whose answer fails although nobody listens any more counts as not taken', async () => {
		const process = startProcess();
		const answer = new Answer();
		await process.receive('1', answer, { node: 'n', stored: {} });
		answer.hangUp();
		answer.end(500);
		expect(await process.receive('1', new Answer(), { node: 'n', stored: {} })).toBe('first');
	});
});

describe('two processes', () => {
	it('that write over each other mend it with their next event', async () => {
		const [one, two] = [startProcess(), startProcess()];
		const database: Database = { stored: {} };
		const [mine, other] = [structuredClone(database.stored), structuredClone(database.stored)];
		const answers = [new Answer(), new Answer()] as const;
		await one.receive('1', answers[0], { node: 'n', stored: mine });
		await two.receive('2', answers[1], { node: 'n', stored: other });
		answers.forEach((answer) => answer.end());
		// The second to write knows nothing of the first event.
		Object.assign(database, { stored: other });
		expect(database.stored).toEqual({ received: '2' });
		expect(await deliver(one, database, '3')).toBe('first');
		expect(database.stored).toEqual({ received: '2\n1\n3' });
		expect(await deliver(two, database, '1')).toBe('repeated');
	});

	it('both start an event that reaches them at the same moment: neither can know', async () => {
		const begin = async (process: Process) =>
			await process.receive('1', new Answer(), { node: 'n', stored: {} });
		const statuses = [await begin(startProcess()), await begin(startProcess())];
		expect(statuses).toEqual(['first', 'first']);
	});
});

describe('what is stored', () => {
	it('stays small after 100,000 events, and holds the newest 3,000', async () => {
		const process = startProcess();
		const before = Array.from({ length: 100_000 }, (_, index) => String(9_000_000 + index));
		const stored: IDataObject = { received: before };
		for (let id = 10_000_000; id < 10_000_200; id++) {
			const answer = new Answer();
			await process.receive(String(id), answer, { node: 'n', stored });
			answer.end();
		}
		const size = JSON.stringify(stored).length;
		expect(size).toBeLessThan(60_000);
		const again = async (id: string) =>
			await process.receive(id, new Answer(), { node: 'n', stored });
		expect(await again('10000000')).toBe('repeated');
		expect(await again('9097000')).toBe('repeated');
		expect(await again('9000000')).toBe('first');
		const long = Array.from({ length: 100_000 }, (_, index) => `${index}`.padStart(100, '0'));
		const flooded: IDataObject = { received: long };
		await process.receive('1', new Answer(), { node: 'm', stored: flooded });
		expect(JSON.stringify(flooded).length).toBeLessThan(60_000);
	});
});
