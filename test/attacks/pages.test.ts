// Lists end, however a server pages.
import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../nodes/shared/operation/pages';
import { naming } from '../engine/support/bench';
import { createEngine } from '../support/engine';
import type { PlainAnswer, Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { attacks } from './pages.cases';
import { named } from './support/named';

let recorder: Recorder;
let answer: (seen: SeenRequest) => PlainAnswer;

beforeAll(async () => {
	recorder = await startRecorder((seen) => answer(seen));
});
afterAll(async () => await recorder.stop());

/** From here on the server lets go, so that a test that fails ends as well. */
const ENOUGH = 25;

const engine = () =>
	createEngine({
		credentials: {
			litmosApi: {
				apiKey: 'key-1',
				region: 'custom',
				baseUrl: recorder.baseUrl,
				requestsPerMinute: 1000,
			},
		},
	});

describe('C15 Lists that do not end', () => {
	it.each(named(attacks['C15 Lists that do not end']))(
		'is read to its end, and no further: %s',
		async (_name, { operation, parameters, page, most, rows, isList }) => {
			let count = 0;
			answer = ({ query }) => {
				const [start, limit] = ['start', 'limit'].map((name) => Number(query.get(name) ?? 0));
				if (count >= ENOUGH) return { status: 200, body: [] };
				return { status: 200, body: page(start!, limit!, count++) };
			};
			const run = await engine().runNode({
				parameters: { ...naming(operation), simplify: false, ...parameters },
				continueOnFail: true,
			});
			expect(recorder.take().length).toBeLessThanOrEqual(most);
			if (isList) expect(run.items).toHaveLength(rows);
			else expect((run.items[0]!.json as IDataObject).error).toMatch(/^[A-Z]/);
		},
	);

	it('is given up where new rows come without end', async () => {
		const made = (start: number) =>
			Array.from({ length: 50_000 }, (_, n) => ({ Name: `${start + n}` }));
		const reading = readList(async (start) => await Promise.resolve(made(start)), { key: 'Id' });
		await expect(reading).rejects.toThrow('Litmos returned a list without an end (1000000 rows');
	});

	it('that holds nothing inside of its first page is read on', async () => {
		const outer = (n: number) => ({
			Name: `Course ${n}`,
			Modules: n < 1000 ? [] : [{ Id: `m${n}` }],
		});
		const all = Array.from({ length: 1200 }, (_, n) => outer(n));
		const { rows } = await readList(
			async (start, limit) => await Promise.resolve(all.slice(start, start + limit)),
			{ key: 'Id', inside: [{ list: 'Modules', owner: 'CourseId' }] },
		);
		expect(rows).toHaveLength(200);
	});
});
