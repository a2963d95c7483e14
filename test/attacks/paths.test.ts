// No path leaves its place, whoever reads it: n8n, a proxy, or Litmos.
import { leavesPlace } from '../../nodes/shared/transport/path';
import { naming } from '../engine/support/bench';
import { createEngine } from '../support/engine';
import { attacks } from './paths.cases';
import { startParrot } from './support/parrot';
import { named } from './support/named';

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
		const parrot = await startParrot();
		const litmosApi = { apiKey: 'key-of-paths', region: 'custom', baseUrl: parrot.baseUrl };
		const engine = createEngine({ credentials: { litmosApi } });
		for (const { part } of attacks['B10 Parts of a path that lead out of it']) {
			const path = `/users/${part}/x`;
			const parameters = { ...naming('customApiCall: send'), path };
			const { error } = await engine.runNode({ parameters });
			expect(error?.message).toContain('leads to another place');
		}
		expect(parrot.take()).toEqual([]);
		await parrot.stop();
	});
});
