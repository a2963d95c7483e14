// Only what Litmos itself says tells the limit: then a POST is sent again, and otherwise never.
import { naming } from '../engine/support/bench';
import { createEngine } from '../support/engine';
import { attacks } from './limitTexts.cases';
import type { Parrot } from './support/parrot';
import { startParrot } from './support/parrot';

let parrot: Parrot;
beforeAll(async () => {
	parrot = await startParrot();
	parrot.say((_method, _path, apiKey) => {
		const sent = (times.get(apiKey) ?? 0) + 1;
		times.set(apiKey, sent);
		if (sent > 1) return { status: 201, text: '{"Id":"a","Name":"New Hires"}' };
		return { ...ALL[Number(apiKey.slice('key-'.length))]!, headers: { 'Retry-After': '0' } };
	});
	// At the same time, as each has to wait a moment.
	runs = ALL.map(async (_answer, index) => await post(`key-${index}`));
});
afterAll(async () => await parrot.stop());

const OUTAGES = attacks['B11 An outage that sounds like the limit'];
const LIMITS = attacks['B11 The limit in its own words'];
const ALL = [...OUTAGES, ...LIMITS];

/** How often something was sent, by the key: a limit of its own for each case, as the key pauses after a refusal. */
const times = new Map<string, number>();
let runs: Array<Promise<void>>;

async function post(apiKey: string): Promise<void> {
	const engine = createEngine({
		credentials: { litmosApi: { apiKey, region: 'custom', baseUrl: parrot.baseUrl } },
	});
	await engine.runNode({
		parameters: { ...naming('team: create'), Name: 'New Hires' },
		continueOnFail: true,
	});
}

async function timesSent(index: number): Promise<number | undefined> {
	await runs[index];
	return times.get(`key-${index}`);
}

describe('B11 An outage that sounds like the limit', () => {
	it.each(OUTAGES.map(({ name }, index) => [name, index] as const))(
		'is sent once where Litmos is out of order, whatever the page says: %s',
		async (_name, index) => {
			expect(await timesSent(index)).toBe(1);
		},
	);

	it.each(LIMITS.map(({ name }, index) => [name, OUTAGES.length + index] as const))(
		'is sent again where the limit has refused it: %s',
		async (_name, index) => {
			expect(await timesSent(index)).toBe(2);
		},
	);
});
