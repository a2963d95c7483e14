import { contractSchema, findEndpoint, readContract, type Endpoint } from '../../contract/schema';

const contract = readContract();
const { endpoints, schemas, sources, conventions } = contract;

/** The conventions hold for these. */
const ofTheApi = endpoints.filter(({ host }) => host === 'api');

/** Every value under `key`, at any depth, with where it stands. */
function collect(key: string, value: unknown, at = ''): Array<{ at: string; value: unknown }> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, child]) => [
		...(name === key ? [{ at, value: child }] : []),
		...collect(key, child, `${at}/${name}`),
	]);
}

const codes = (evidence: string) => evidence.split(' ')[0].split(',');
const placeholders = (text: string) => text.match(/\{[^}]*\}/g) ?? [];
const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);
const idsOf = (list: Endpoint[]) => list.map((endpoint) => endpoint.id);
const named = (id: string) => endpoints.find((endpoint) => endpoint.id === id);
const fieldNames = (schema: string) => schemas[schema].map((field) => field.name);

describe('the form of the contract', () => {
	it('refuses a member that the schema does not name', () => {
		const [first, ...others] = endpoints;
		const misspelled = { ...contract, endpoints: [{ ...first, anwsers: [] }, ...others] };
		expect(contractSchema.safeParse(contract).success).toBe(true);
		expect(contractSchema.safeParse(misspelled).success).toBe(false);
	});

	it('gives every endpoint an ID of its own', () => {
		expect(repeated(idsOf(endpoints))).toEqual([]);
	});

	it('has each method and path once', () => {
		expect(repeated(endpoints.map(({ method, path }) => `${method} ${path}`))).toEqual([]);
	});

	it('has no field twice in a schema, in any spelling', () => {
		const twice = Object.entries(schemas).flatMap(([schema, fields]) =>
			repeated(
				fields.flatMap(({ name, alsoSpelled = [] }) => [name, ...alsoSpelled.map((x) => x.name)]),
			).map((name) => `${schema}.${name}`),
		);
		expect(twice).toEqual([]);
	});

	it('has no query parameter twice in an endpoint, nor one that every call takes', () => {
		const common = conventions.query.map(({ name }) => name);
		const wrong = endpoints.filter(
			({ query, host }) =>
				repeated([...(host === 'api' ? common : []), ...query.map(({ name }) => name)]).length > 0,
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('writes every placeholder as a name in braces that fills a segment or follows an equals sign', () => {
		const segment = /^(?:[A-Za-z]+|(?:[A-Za-z]+=)?\{[A-Za-z]+\})$/;
		const wrong = endpoints.filter(({ path }) =>
			path
				.slice(1)
				.split('/')
				.some((part) => !segment.test(part)),
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('has no placeholder twice in a path', () => {
		expect(idsOf(endpoints.filter(({ path }) => repeated(placeholders(path)).length > 0))).toEqual(
			[],
		);
	});

	it('uses in the text of an error only placeholders of the path', () => {
		const wrong = endpoints.flatMap(({ id, path, errors }) =>
			errors
				.flatMap(({ text }) => placeholders(text))
				.filter((name) => !path.includes(name))
				.map((name) => `${id} ${name}`),
		);
		// The call takes people in its body; the text is that of the call for one person.
		expect(wrong).toEqual([
			'userCourses.listForUsers {courseId}',
			'userCourses.listForUsers {userId}',
		]);
	});

	it('joins no two texts of errors in one entry', () => {
		const joined = collect('errors', endpoints).flatMap(({ value }) =>
			(value as Endpoint['errors']).filter(({ text }) => /\bOR\b|\. or /.test(text)),
		);
		expect(joined).toEqual([]);
	});
});

describe('the evidence', () => {
	it('cites only sources that are described', () => {
		const cited = [
			...collect('evidence', contract),
			...collect('sources', endpoints),
			...collect('requiredBy', schemas),
			...collect('boundsBy', schemas),
		];
		const unknown = cited.filter(({ value }) =>
			codes(value as string).some((code) => !(code in sources)),
		);
		expect(unknown).toEqual([]);
	});

	it('never rests on the source that is known to invent', () => {
		const unusable = Object.keys(sources).filter((code) => sources[code].kind === 'not to be used');
		expect(unusable).toEqual(['AE']);
		const cited = [...collect('evidence', contract), ...collect('sources', endpoints)];
		expect(cited.filter(({ value }) => codes(value as string).includes('AE'))).toEqual([]);
	});

	it('calls recorded only what a recording or its edited copy shows', () => {
		const recordings = Object.keys(sources).filter((code) =>
			sources[code].kind.startsWith('recording'),
		);
		const wrong = collect('evidence', contract).filter(
			({ value }) =>
				(value as string).includes('(recorded') &&
				!codes(value as string).some((code) => recordings.includes(code)),
		);
		expect(recordings).toEqual(['C', 'TR', 'DK', 'SB']);
		expect(wrong).toEqual([]);
	});

	it('names for every answer, body and query parameter of an endpoint no source the endpoint does not name', () => {
		const wrong = endpoints.flatMap(({ id, sources: own, answers, body, query }) =>
			[...answers, ...(body ? [body] : []), ...query]
				.filter(({ evidence }) => !evidence.includes('analogy'))
				.flatMap(({ evidence }) => codes(evidence))
				.filter((code) => !own.split(',').includes(code))
				.map((code) => `${id} ${code}`),
		);
		expect(wrong).toEqual([]);
	});

	it('gives every endpoint at least one answer and at least one source', () => {
		expect(
			idsOf(endpoints.filter(({ answers, sources: own }) => answers.length === 0 || own === '')),
		).toEqual([]);
	});

	it('does not give the same answer twice', () => {
		const wrong = endpoints.filter(
			({ answers }) =>
				repeated(answers.map(({ status, body, schema }) => `${status} ${body} ${schema}`)).length >
				0,
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('answers with success only, and errs with failure only', () => {
		const wrong = endpoints.filter(
			({ answers, errors }) =>
				answers.some(({ status }) => status >= 300) || errors.some(({ status }) => status < 400),
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('does not repeat the common errors with single endpoints', () => {
		const common = conventions.commonErrors.map(({ text }) => text);
		const wrong = endpoints.filter(({ errors }) =>
			errors.some(({ text }) => common.includes(text)),
		);
		expect(idsOf(wrong)).toEqual([]);
	});
});

describe('bodies and answers', () => {
	it('sends no body with a GET', () => {
		expect(idsOf(endpoints.filter(({ method, body }) => method === 'GET' && body))).toEqual([]);
	});

	it('refers only to schemas that exist, and has none that nothing refers to', () => {
		const used = collect('schema', contract)
			.map(({ value }) => value)
			.filter((value): value is string => typeof value === 'string');
		expect(used.filter((schema) => !(schema in schemas))).toEqual([]);
		expect(Object.keys(schemas).filter((schema) => !used.includes(schema))).toEqual([]);
	});

	it('has a schema for every list and record, or says that the members are not known', () => {
		const without = endpoints.filter(({ answers }) =>
			answers.some(({ body, schema }) => (body === 'array' || body === 'object') && !schema),
		);
		// The two lists nobody describes, and an array of plain texts.
		expect(idsOf(without)).toEqual([
			'ilt.listModules',
			'ecommerce.courseSessions',
			'xapi.addStatement',
		]);
		expect(named('ilt.listModules')?.unknown.join()).toContain('members');
		expect(named('ecommerce.courseSessions')?.unknown.join()).toContain('members');
	});

	it('gives an answer that is empty or not known no schema', () => {
		const wrong = endpoints.filter(({ answers }) =>
			answers.some(({ body, schema }) => (body === 'empty' || body === 'unknown') && schema),
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('says so where the sources spell a member of a body differently', () => {
		const spelledTwice = endpoints.filter(
			({ body }) =>
				typeof body?.schema === 'string' &&
				schemas[body.schema].some(({ alsoSpelled }) => alsoSpelled),
		);
		expect(idsOf(spelledTwice)).toContain('teamCourses.assign');
		for (const { id, body } of spelledTwice) {
			for (const { name } of collectSpellings(body?.schema as string)) {
				expect(`${id}: ${body?.disagreement}`).toContain(name);
			}
		}
	});

	it.each([
		['users.create', 'SkipFirstLogin'],
		['users.update', 'full replacement'],
		['userCustomFields.set', 'one object for each field'],
		['userLearningPaths.assign', 'XML'],
		['teamCourses.assign', 'CourseId'],
		['teamCourses.unassign', 'S draws no body'],
		['teamLearningPaths.assign', 'LearningPathId'],
		['teamLearningPaths.unassign', 'S draws no body'],
		['modules.setResult', 'Attempts'],
		['ilt.createSession', 'SessionType'],
		['ilt.markRollcall', 'Score'],
		['bulkImports.importUsers', 'Username'],
		['collections.addCourses', 'CourseId'],
		['collections.addLearningPaths', 'LearningPathId'],
		['collections.removeCourse', 'S draws no body'],
		['tokens.create', 'TokenId'],
	])('tells what the sources disagree on in the body of %s', (id, about) => {
		expect(named(id)?.body?.disagreement).toContain(about);
	});

	it('lets a maximum of IDs be that of the body', () => {
		const wrong = endpoints.filter(
			({ maxIds, body }) => maxIds !== undefined && body?.max !== maxIds,
		);
		expect(idsOf(wrong)).toEqual([]);
		expect(idsOf(endpoints.filter(({ maxIds }) => maxIds === 25))).toEqual([
			'userCourses.listForUsers',
			'userTeams.assign',
			'ilt.registerUsers',
			'collections.addCourses',
			'collections.addLearningPaths',
		]);
	});

	it('has the switch for mail among the query parameters', () => {
		const wrong = endpoints.filter(
			({ mail, query }) => mail?.switch && !query.some(({ name }) => name === mail.switch),
		);
		expect(idsOf(wrong)).toEqual([]);
		expect(
			idsOf(
				endpoints.filter(
					({ query, mail }) => query.some(({ name }) => name === 'sendmessage') && !mail,
				),
			),
		).toEqual([]);
	});

	it('knows two calls that send mail unless told not to', () => {
		expect(idsOf(endpoints.filter(({ mail }) => mail?.default === 'sends'))).toEqual([
			'userCourses.assign',
			'teamCourses.assign',
		]);
	});
});

describe('lists', () => {
	it('gives limit the default and the maximum that hold for all, and counts start from 0', () => {
		const { limit, start } = conventions.paging;
		expect(limit).toMatchObject({ default: 100, maximum: 1000 });
		const wrong = ofTheApi.flatMap(({ id, query }) =>
			query
				.filter(
					({ name, type, default: byDefault, maximum }) =>
						(name === 'limit' &&
							(type !== 'integer' || byDefault !== limit.default || maximum !== limit.maximum)) ||
						(name === 'start' && (type !== 'integer' || byDefault !== start.default)),
				)
				.map(({ name }) => `${id} ${name}`),
		);
		expect(wrong).toEqual([]);
	});

	it('pages only what is read', () => {
		const wrong = endpoints.filter(
			({ method, query }) => method !== 'GET' && query.some(({ name }) => name === 'limit'),
		);
		expect(idsOf(wrong)).toEqual([]);
	});

	it('wants both ends of a span in every feed of the organisation, and at most seven days', () => {
		const feeds = endpoints.filter(({ path }) => path.startsWith('/org/'));
		expect(feeds).toHaveLength(25);
		const wrong = feeds.filter(
			({ query, rangeDays }) =>
				rangeDays !== 7 ||
				!['since', 'to'].every((name) => query.some((q) => q.name === name && q.required)),
		);
		expect(idsOf(wrong)).toEqual([]);
	});
});

describe('what was recorded', () => {
	it.each([
		['users.create', 201, 'object'],
		['users.update', 200, 'empty'],
		['users.delete', 200, 'empty'],
		['userTeams.unassignAll', 200, 'empty'],
		['teams.create', 201, 'object'],
		['teams.createSubTeam', 201, 'object'],
		['teamUsers.assign', 201, 'empty'],
		['teamLeaders.promote', 200, 'empty'],
		['teamLeaders.demote', 200, 'empty'],
		['modules.setResult', 200, 'empty'],
	])('puts the recorded answer of %s first', (id, status, body) => {
		const first = named(id)?.answers[0];
		expect(first).toMatchObject({ status, body });
		expect(first?.evidence).toContain('(recorded)');
	});

	it('keeps the order in which a person was recorded', () => {
		const names = fieldNames('User');
		expect(names.slice(0, 7)).toEqual([
			'Id',
			'UserName',
			'FirstName',
			'LastName',
			'FullName',
			'Email',
			'AccessLevel',
		]);
		expect(names.indexOf('Points')).toBe(42);
		expect(names[43]).toBe('Brand');
		expect(names).toHaveLength(53);
	});

	it('knows the eight members of a person in a list', () => {
		expect(fieldNames('UserSummary')).toEqual([
			'Id',
			'UserName',
			'FirstName',
			'LastName',
			'Active',
			'Email',
			'AccessLevel',
			'Brand',
		]);
	});
});

describe('reading the contract', () => {
	it('finds an endpoint by method and path', () => {
		expect(findEndpoint('GET', '/users/{userId}')?.id).toBe('users.get');
		expect(findEndpoint('DELETE', '/teams/{teamId}/courses')?.id).toBe('teamCourses.unassign');
	});

	it('finds nothing for a path that is not there', () => {
		expect(findEndpoint('PATCH', '/users/{userId}')).toBeUndefined();
		expect(findEndpoint('GET', '/users/{id}')).toBeUndefined();
	});
});

function collectSpellings(schema: string) {
	return schemas[schema].flatMap(({ alsoSpelled = [] }) => alsoSpelled);
}
