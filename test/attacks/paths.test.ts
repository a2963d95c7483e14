// No path leaves its place, whoever reads it: n8n, a proxy, or Litmos.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { leavesPlace } from '../../nodes/shared/transport/path';
import { jsonOf } from '../engine/support/bench';
import { OPERATIONS } from '../engine/support/everyOperation';
import { itemFor } from '../engine/support/itemFor';
import { by } from '../engine/support/locatorValue';
import type { Recorder } from '../support/recorder';
import { startRecorder } from '../support/recorder';
import { attacks } from './paths.cases';
import { named } from './support/named';
import { runAt } from './support/runAt';

let recorder: Recorder;
beforeAll(async () => {
	recorder = await startRecorder(({ path }) =>
		/[^/]{11}/.test(path) ? { status: 404, body: {} } : { status: 200, body: [] },
	);
});
afterAll(async () => await recorder.stop());

/** Of the item. */
const ID = '={{ $json.id }}';

/** What the operation says of these parameters, and what it has sent. */
async function tryOut(operation: string, parameters: INodeParameters, item: IDataObject = {}) {
	const items = [{ ...itemFor(parameters), ...item }];
	const run = await runAt(recorder, operation, { parameters, items, continueOnFail: true });
	return { error: jsonOf(run.items)[0]?.error as string | undefined, seen: recorder.take() };
}

describe('B10 A path that leads elsewhere', () => {
	it.each(named(attacks['B10 Parts of a path that lead out of it']))(
		'that leads out of it is refused: %s',
		(_name, { part }) => {
			expect(leavesPlace(`/users/${part}/x`)).toBe(true);
			expect(leavesPlace(`/${part}`)).toBe(true);
			expect(leavesPlace(`/users/${encodeURIComponent(part)}`)).toBe(true);
		},
	);

	it.each(named(attacks['B10 Parts of a path that only look so']))(
		'that only looks so is taken: %s',
		(_name, { part }) => {
			expect(leavesPlace(`/users/${part}/x?a=../b#/..`)).toBe(false);
			expect(leavesPlace(`/users/${encodeURIComponent(part)}`)).toBe(false);
		},
	);

	it('is refused before anything is sent', async () => {
		for (const { part } of attacks['B10 Parts of a path that lead out of it']) {
			const path = `/users/${part}/x`;
			const { error, seen } = await tryOut('customApiCall: send', { path });
			expect(error).toMatch(/leads to a different endpoint|contains a # or a line break/);
			expect(seen).toEqual([]);
		}
	});

	it.each(named(attacks['B10 Addresses in place of a path']))(
		'in a Custom API Call is refused: %s',
		async (_name, { path }) => {
			const { error, seen } = await tryOut('customApiCall: send', { path });
			expect(error).toContain('The field "Path" contains');
			expect(seen).toEqual([]);
		},
	);

	it.each(named(attacks['B10 IDs that hold more than one part of a path']))(
		'by an ID that expressions give is refused: %s',
		async (_name, { operation, field, id }) => {
			const spoken = operation.replace(':', ': ');
			for (const mode of ['list', 'id']) {
				const value = field.type === 'resourceLocator' ? by(mode, ID) : ID;
				const parameters = { ...OPERATIONS[spoken], [field.name]: value };
				const { error, seen } = await tryOut(spoken, parameters, { id });
				expect(error).toMatch(/^[A-Z][^]{10}/);
				for (const { method, path } of seen) {
					expect(method).toBe('GET');
					expect(decodeURIComponent(path)).not.toContain(id);
				}
			}
		},
	);
});
