// Whatever the contract lets a request carry can be set in a row, or stands here with the reason why it cannot.
import contract from '../../contract/endpoints.json';
import { requestsOf } from '../../nodes/shared/operation/describe';
import type { FieldMapping } from '../../nodes/shared/operation/types';
import { rows } from '../../scripts/operationList';
import { byPosition, targetsOf } from '../support/rowContract';

/** Nobody misses these. */
const REASONS: ReadonlyArray<readonly [left: RegExp, reason: string]> = [
	[/^GET \/users\/paginated: (sort|dir)$/, 'only the total of it is read'],
	[/^POST .*: (Id|TokenId)$/, 'Litmos gives new records their IDs'],
	[/^POST \/users: Points$/, 'Litmos counts them'],
	[/^POST \/users: ManagerName$/, 'follows from the manager'],
	[/^POST \/users\/\{userId\}\/usercustomfields: \*$/, 'stands for the names of the account'],
	[/^POST \/teams\/\{teamId\}\/users: (UserName|FirstName|LastName)$/, 'the ID is enough'],
	[/sessions: (InstructorName|CourseName|ModuleName)$/, 'follows from the IDs'],
	[/sessions: (ResourceId|Resources|Accepted)$/, 'nobody has published what it takes'],
	[/events: Sessions$/, 'sessions are added one by one'],
	[/ \/statements: attachments$/, 'statements are sent and read without files'],
	[/^DELETE \/collections\/.*: SeqId$/, 'a place in an order, of what is removed'],
];

const wireOf = (mapping: FieldMapping): string => {
	if (typeof mapping === 'string') return mapping;
	return 'wire' in mapping ? mapping.wire : mapping[0];
};

/** By method and path: what some row can put into the query or the body. */
function settable(): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const request of rows.flatMap(({ operation }) => requestsOf(operation))) {
		for (const { template } of targetsOf(request.path)) {
			const name = `${request.method} ${byPosition(template)}`;
			const names = found.get(name) ?? new Set(['start', 'limit']);
			found.set(name, names);
			[...(request.query ?? []), ...(request.body ?? [])].forEach((one) => names.add(wireOf(one)));
			Object.keys(request.defaults ?? {}).forEach((one) => names.add(one));
		}
	}
	return found;
}

interface Member {
	name: string;
	readOnly?: boolean;
}
interface Endpoint {
	method: string;
	path: string;
	query?: Member[] | null;
	body?: { schema?: string } | null;
}

/** What an endpoint takes. Updates send the record as it was read, so all of it goes along. */
function takenBy({ method, query, body }: Endpoint): string[] {
	const schemas = contract.schemas as unknown as Record<string, Member[] | undefined>;
	const members = method === 'PUT' ? [] : (schemas[body?.schema ?? ''] ?? []);
	return [...(query ?? []), ...members.filter(({ readOnly }) => !readOnly)].map(({ name }) => name);
}

describe('what the contract lets a request carry', () => {
	const known = settable();
	const taken = (contract.endpoints as unknown as Endpoint[])
		.filter(({ method, path }) => known.has(`${method} ${byPosition(path)}`))
		.flatMap((endpoint) =>
			takenBy(endpoint).map((name) => {
				const { method, path } = endpoint;
				const isSettable = known.get(`${method} ${byPosition(path)}`)!.has(name);
				return { name: `${method} ${path}: ${name}`, isSettable };
			}),
		);
	const left = taken.filter(({ isSettable }) => !isSettable).map(({ name }) => name);

	it('can be set in a row, or there is a reason why not', () => {
		expect(taken.length).toBeGreaterThan(300);
		expect(left.filter((name) => !REASONS.some(([pattern]) => pattern.test(name)))).toEqual([]);
	});

	it.each(REASONS)('needs this reason still: %s (%s)', (pattern) => {
		expect(left.some((name) => pattern.test(name))).toBe(true);
	});
});
