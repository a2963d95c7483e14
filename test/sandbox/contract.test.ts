import { readContract, type Endpoint, type Field } from '../../contract/schema';
import { routes } from '../../sandbox/routes';
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

	it('serves all of people, their courses, teams and custom fields, and of teams with their people and courses', () => {
		const wanted = contract.endpoints
			.filter(({ path }) => /^\/(users|teams)/.test(path))
			.filter(({ path }) => !/learningpaths|gamification|badges|\{username\}/.test(path));
		expect(
			wanted.map(({ method, path }) => `${method} ${path}`).filter((key) => !served.has(key)),
		).toEqual([]);
	});

	it('serves all of modules and live training', () => {
		const wanted = contract.endpoints.filter(({ group }) => /^(Modules|ILT)/.test(group));
		expect(wanted).toHaveLength(31);
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
		async (path, { answers }) => {
			const { state } = client.sandbox;
			const team = [...state.teams.values()].find(
				({ courses, leaders, admins }) => courses.size * leaders.size * admins.size > 0,
			);
			const [userId, mine] = [...state.enrolments].find(([id]) => state.customFields.has(id)) ?? [];
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
			};
			const filled = Object.entries(ids).reduce(
				(text, [name, id]) => text.replace(`{${name}}`, String(id)),
				path,
			);
			const value = await client.read<object>(filled);
			const known = contract.schemas[String(answers[0].schema)].map((field: Field) => field.name);
			const row: object = Array.isArray(value) ? (value[0] ?? {}) : value;
			expect(
				Object.keys(row).filter((key) => !known.includes(key) && !PROBES.includes(key)),
			).toEqual([]);
			expect(Array.isArray(value)).toBe(answers[0].body === 'array');
		},
	);
});
