import { readContract, type Endpoint, type Field } from '../../contract/schema';
import { routes } from '../../sandbox/routes';
import { AROUND, letThingsHappen } from '../support/happenings';
import { useSandbox } from './client';

const client = useSandbox({ people: 60, teams: 8, courses: 10 });
const served = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
const contract = readContract();
const find = (key: string): Endpoint | undefined =>
	contract.endpoints.find(({ method, path }) => `${method} ${path}` === key);
const PROBES = ['SandboxProbeText', 'SandboxProbeFlag'];

describe('the sandbox and the contract', () => {
	it('serves nothing that the contract does not know', () => {
		expect([...served.keys()].filter((key) => find(key) === undefined)).toEqual([]);
	});

	it('serves all of people and teams, of learning paths and of the custom fields of courses', () => {
		const wanted = contract.endpoints
			.filter(({ path }) => /^\/(users|teams|learningpaths|coursecustomfields)/.test(path))
			.filter(({ path }) => !/\{username\}/.test(path));
		expect(
			wanted.map(({ method, path }) => `${method} ${path}`).filter((key) => !served.has(key)),
		).toEqual([]);
	});

	const lists = contract.endpoints.filter(
		({ method, path, answers }) =>
			method === 'GET' && served.has(`GET ${path}`) && answers[0].schema !== undefined,
	);

	it.each(lists.map((endpoint) => [endpoint.path, endpoint] as const))(
		'GET %s answers with keys of the contract only',
		async (path, { answers, query }) => {
			const { state } = client.sandbox;
			const isFeed = query.some(({ name, required }) => name === 'since' && required);
			if (isFeed) letThingsHappen(state);
			const team = [...state.teams.values()].find(
				({ courses, leaders, admins }) => courses.size * leaders.size * admins.size > 0,
			);
			const [userId, mine] = [...state.enrolments].find(([id]) => state.customFields.has(id)) ?? [];
			const [listing] = state.listings.values();
			const ids = {
				userId,
				teamId: team?.Id,
				courseId: [...(mine?.keys() ?? [])][0],
				learningpathId: [...state.learningPaths.keys()][0],
				customFieldId: [...state.courseFields.keys()][0],
				listingId: listing?.Id,
				collectionId: listing?.CollectionId,
				tokenId: [...state.tokens.keys()][0],
				bulkImportId: [...state.imports.keys()][0],
			};
			const filled = Object.entries(ids).reduce(
				(text, [name, id]) => text.replace(`{${name}}`, String(id)),
				path,
			);
			const span = { since: AROUND.since.slice(0, 10), to: AROUND.to.slice(0, 10) };
			const value = await client.read<object>(filled, isFeed ? span : {});
			const known = contract.schemas[String(answers[0].schema)].map((field: Field) => field.name);
			const row: object = Array.isArray(value) ? (value[0] ?? {}) : value;
			if (isFeed) expect(Object.keys(row).length).toBeGreaterThan(5);
			expect(
				Object.keys(row).filter((key) => !known.includes(key) && !PROBES.includes(key)),
			).toEqual([]);
			expect(Array.isArray(value)).toBe(answers[0].body === 'array');
		},
	);
});
