// Only what Litmos itself says tells the limit: then a POST is sent again, and otherwise never.
import { naming } from '../engine/support/bench';
import { createEngine } from '../support/engine';
import { attacks } from './limitTexts.cases';
import type { Parrot } from './support/parrot';
import { startParrot } from './support/parrot';

let parrot: Parrot;
beforeAll(async () => (parrot = await startParrot()));
afterAll(async () => await parrot.stop());

const named = <T extends { name: string }>(all: readonly T[]) =>
	all.map((one) => [one.name, one] as const);

async function post(answer: { status: number; text: string; phrase?: string }): Promise<number> {
	let sent = 0;
	// A limit of its own for each case: after a refusal the key pauses.
	const apiKey = `key-${Math.random().toString(36).slice(2)}`;
	parrot.say(() => {
		sent += 1;
		if (sent > 1) return { status: 201, text: '{"Id":"a","Name":"New Hires"}' };
		return { ...answer, headers: { 'Retry-After': '0' } };
	});
	const engine = createEngine({
		credentials: { litmosApi: { apiKey, region: 'custom', baseUrl: parrot.baseUrl } },
	});
	await engine.runNode({
		parameters: { ...naming('team: create'), Name: 'New Hires' },
		continueOnFail: true,
	});
	return sent;
}

describe('B11 An outage that sounds like the limit', () => {
	it.each(named(attacks['B11 An outage that sounds like the limit']))(
		'is sent once where Litmos is out of order, whatever the page says: %s',
		async (_name, answer) => {
			expect(await post(answer)).toBe(1);
		},
	);

	it.each(named(attacks['B11 The limit in its own words']))(
		'is sent again where the limit has refused it: %s',
		async (_name, answer) => {
			expect(await post(answer)).toBe(2);
		},
	);
});
