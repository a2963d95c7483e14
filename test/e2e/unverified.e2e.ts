import { NEWEST, refusesUnverified } from './support/releases';
import type { Stage } from './support/stage';
import { openStage, PACKAGE } from './support/stage';
import { LITMOS } from './support/workflow';

/** By default: n8n 3 refuses packages that n8n has not verified, n8n 2 takes them. */
const DEFAULT = refusesUnverified(NEWEST) ? 'is refused' : 'is installed';

describe.each([
	{ setting: 'false', what: 'is refused' },
	{ setting: 'true', what: 'is installed' },
	{ setting: undefined, what: DEFAULT },
])('with N8N_UNVERIFIED_PACKAGES_ENABLED $setting, the package', ({ setting, what }) => {
	let stage: Stage;
	afterAll(async () => await stage?.close());

	it(`${what}, unverified as it is`, async () => {
		const env = { N8N_UNVERIFIED_PACKAGES_ENABLED: setting };
		stage = await openStage(`unverified-${setting}`, { installed: false, env });
		const { rest } = stage.n8n;
		const error = await rest.installPackage(PACKAGE).catch((reason: Error) => reason);
		const isThere = (await rest.nodeTypes()).includes(LITMOS);
		expect(isThere ? 'is installed' : 'is refused').toBe(what);
		if (isThere) return;
		expect((error as Error).message).toMatch(/unverified community packages/i);
	});
});
