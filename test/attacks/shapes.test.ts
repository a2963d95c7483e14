// What is no text, number or date, and names that JavaScript has itself: understood or refused.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonOf } from '../engine/support/bench';
import { OPERATIONS } from '../engine/support/everyOperation';
import { itemFor } from '../engine/support/itemFor';
import { by } from '../engine/support/locatorValue';
import type { PlainAnswer, Recorder, SeenRequest } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { attacks } from './shapes.cases';
import { named } from './support/named';
import { runAt } from './support/runAt';

let recorder: Recorder;
let answer: (seen: SeenRequest) => PlainAnswer;
beforeAll(async () => (recorder = await startRecorder((seen) => answer(seen))));
afterAll(async () => await recorder.stop());
beforeEach(() => {
	answer = () => ({ status: 200, body: {} });
	recorder.take();
});

const run = async (
	operation: string,
	parameters: INodeParameters,
	{ items = [{}], account }: { items?: IDataObject[]; account?: IDataObject } = {},
) => await runAt(recorder, operation, { parameters, items, continueOnFail: true }, account);

describe('B12 Values of another shape than their field', () => {
	it.each(named(attacks['B12 Values of another shape than their field']))(
		'is refused by the name of the field, and nothing is sent: %s',
		async (_name, { operation, field, parameters, value }) => {
			const running = run(
				operation,
				{ ...OPERATIONS[operation], ...parameters },
				{ items: [{ ...itemFor(OPERATIONS[operation]), value }] },
			);
			const error = await running.then(({ items }) => jsonOf(items)[0]!.error, String);
			// Where other fields hang on it, n8n itself refuses: it looks at the expression, and wants them all.
			expect(error).toMatch(
				new RegExp(
					`"${field.replace(/[()]/g, '\\$&')}"|node has issues:\n- Parameter .* is required`,
				),
			);
			expect(error).not.toContain('[object');
			expect(recorder.take()).toEqual([]);
		},
	);
});

describe('B12 Names that every object has', () => {
	const ID = 'Oe4zZK7ZntpWn8FLGZTxuw2';

	const places: ReadonlyArray<readonly [place: string, check: (native: string) => Promise<void>]> =
		[
			[
				'a column of an answer',
				async (native) => {
					answer = () => ({ status: 200, text: `{"Id":"${ID}","${native}":"mine"}` });
					const { items } = await run('user: get', { userId: by('id', ID), simplify: false });
					expect(JSON.stringify(items)).toMatch(new RegExp(`"Id":"${ID}","${native}":"mine"`));
				},
			],
			[
				'a custom field that is read',
				async (native) => {
					answer = () => ({
						status: 200,
						text: `[{"${native}":"mine"},{"fieldname":"b","value":"c"}]`,
					});
					const { items } = await run('user: getCustomFields', { userId: by('id', ID) });
					expect(JSON.stringify(items)).toContain(`"customFields":{"${native}":"mine","b":"c"}`);
				},
			],
			[
				'a custom field that is read by name',
				async (native) => {
					answer = () => ({ status: 200, body: [{ fieldname: native, value: 'mine' }] });
					const { items } = await run('user: getCustomFields', { userId: by('id', ID) });
					expect(JSON.stringify(items)).toContain(`"customFields":{"${native}":"mine"}`);
				},
			],
			[
				'a query parameter of Custom API Call',
				async (native) => {
					const query = { parameter: [{ name: native, value: 'mine' }] };
					const { items } = await run('customApiCall: send', { path: '/users', query });
					// n8n leaves some of them out.
					const sent = recorder.take().map((seen) => seen.query.get(native));

					const refused = { error: expect.stringContaining(`named "${native}"`) as string };
					if (sent.length === 0) expect(jsonOf(items)[0]).toMatchObject(refused);
					else expect(sent).toEqual(['mine']);
				},
			],
			[
				'the mode of a locator',
				async (native) => {
					answer = () => ({ status: 200, body: { Id: ID } });
					const { items } = await run('user: get', { userId: by(native, ID) });
					expect(jsonOf(items)[0]).toMatchObject({ Id: ID });
				},
			],
			[
				'a choice',
				async (native) => {
					const { items } = await run('user: getAll', { detail: `={{ "${native}" }}` });
					expect(jsonOf(items)[0]!.error).toContain(`does not accept "${native}"`);
					expect(recorder.take()).toEqual([]);
				},
			],
			[
				'an operation',
				async (native) => {
					const { items } = await run(`user: ${native}`, {});
					expect(jsonOf(items)[0]!.error).toMatch(/^[A-Z].{10}/);
					expect(recorder.take()).toEqual([]);
				},
			],
			[
				'a Region',
				async (native) => {
					const account = { region: native, baseUrl: '' };
					const { items } = await run('user: get', { userId: by('id', ID) }, { account });
					expect(JSON.stringify(items)).toContain('The Region of the Litmos credential cannot be');
					expect(recorder.take()).toEqual([]);
				},
			],
			[
				'a word of an answer',
				async (native) => {
					answer = () => ({ status: 400, body: { Message: native, Detail: `&${native};` } });
					const { items } = await run('user: get', { userId: by('id', ID) });
					expect(jsonOf(items)[0]!.details).toContain(native);
					expect(JSON.stringify(items)).not.toContain('native code');
				},
			],
		];

	describe.each(places)('%s', (_place, check) => {
		it.each(named(attacks['B12 Names that every object has']))(
			'is a name like others: %s',
			async (_name, { native }) => await check(native),
		);
	});
});
