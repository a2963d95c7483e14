import { readContract, type Endpoint, type Field } from '../../contract/schema';
import { lrsRoutes } from '../../sandbox/lrs/routes';
import { routes } from '../../sandbox/routes';
import { beyondBounds, distinct, listed, type Departure } from '../support/contractBounds';
import { AROUND, letThingsHappen } from '../support/happenings';
import { useSandbox } from './client';

const client = useSandbox({ people: 60, teams: 8, courses: 10 });
const served = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
const contract = readContract();
const find = (key: string): Endpoint | undefined =>
	contract.endpoints.find(({ method, path }) => `${method} ${path}` === key);
const departures: Departure[] = [];
const PROBES = ['SandboxProbeText', 'SandboxProbeFlag'];

describe('the sandbox and the contract', () => {
	it('serves nothing that the contract does not know', () => {
		expect([...served.keys()].filter((key) => find(key) === undefined)).toEqual([]);
	});

	it('serves all that the contract knows of this host', () => {
		// Two spellings of one path are one.
		const numbered = (key: string) => key.replace(/\{\w+\}/g, '{}');
		const all = contract.endpoints.filter(({ host }) => host === 'api');
		const known = new Set([...served.keys()].map(numbered));
		expect(all).not.toEqual([]);
		expect(
			all.map(({ method, path }) => `${method} ${path}`).filter((key) => !known.has(numbered(key))),
		).toEqual([]);
	});

	it('serves all that the contract knows of the learning record store, and nothing else', () => {
		const all = contract.endpoints.filter(({ host }) => host === 'lrs');
		const keys = all.map(({ method, path }) => `${method} ${path}`).sort();
		expect(lrsRoutes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(keys);
		expect(keys).toHaveLength(3);
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
			const [session] = [...state.ilt.sessions.values()];
			const iltCourse = [...state.courses.values()].find(({ modules }) =>
				modules.some(({ Id }) => Id === session.moduleId),
			);
			const isIlt = path.startsWith('/courses/{courseId}/modules/');
			const ids = {
				userId,
				teamId: team?.Id,
				courseId: isIlt ? iltCourse?.Id : [...(mine?.keys() ?? [])][0],
				moduleId: isIlt ? session.moduleId : iltCourse?.modules[0].Id,
				sessionId: session.Id,
				instructorId: session.InstructorUserId,
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
			departures.push(...beyondBounds(value, answers[0].schema, String(answers[0].schema)));
			const known = contract.schemas[String(answers[0].schema)].map((field: Field) => field.name);
			const row: object = Array.isArray(value) ? (value[0] ?? {}) : value;
			if (isFeed) expect(Object.keys(row).length).toBeGreaterThan(5);
			expect(
				Object.keys(row).filter((key) => !known.includes(key) && !PROBES.includes(key)),
			).toEqual([]);
			expect(Array.isArray(value)).toBe(answers[0].body === 'array');
		},
	);

	it('keeps within the bounds of the contract in all these answers, but for what is listed', () => {
		expect(distinct(departures)).toEqual(listed('sandbox'));
	});
});
