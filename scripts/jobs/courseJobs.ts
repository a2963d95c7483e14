import type { Sandbox } from '../../sandbox/server';
import { chosen, column, coursesOf, find, peopleOf } from './asking';
import type { Job, Tenant } from './ways';

const STUDENTS = 500;

/** Nobody has one of the courses yet. */
function withoutCourses(sandbox: Sandbox): void {
	for (const mine of sandbox.state.enrolments.values())
		coursesOf(sandbox).forEach(({ Id }) => mine.delete(Id));
}

function withoutSome({ sandbox }: Tenant): string | undefined {
	const courses = coursesOf(sandbox);
	const lost = peopleOf({ sandbox }, STUDENTS).filter(({ Id }) =>
		courses.some((course) => !sandbox.state.enrolments.get(Id)?.has(course.Id)),
	);
	return lost.length === 0 ? undefined : `${lost.length} people lack a course`;
}

const oneByOne: Job['loop'] = {
	name: 'the courses once, each person looked up, then one call for each course',
	run: async (tenant) => {
		await tenant.http('GET', '/courses?limit=1000');
		for (const person of peopleOf(tenant, STUDENTS)) {
			const userId = await find(tenant, person);
			for (const { Id } of coursesOf(tenant.sandbox)) {
				await tenant.http('POST', `/users/${userId}/courses?sendmessage=false`, [{ Id }]);
			}
		}
	},
};

const common = {
	tenant: { people: 1000, teams: 10, courses: 30 },
	arrange: withoutCourses,
	fault: withoutSome,
	loop: oneByOne,
};

const assignMore =
	(assignBy: 'import' | 'oneByOne'): Job['ours']['run'] =>
	async (tenant) => {
		const fields = { userList: '={{ $json.users }}', courseList: '={{ $json.courses }}' };
		const item = {
			users: peopleOf(tenant, STUDENTS).map(({ UserName }) => UserName),
			courses: coursesOf(tenant.sandbox).map(({ Name }) => Name),
		};
		const by = { usersBy: 'userName', contentBy: 'name', assignBy };
		const parameters = { resource: 'userCourse', operation: 'assignMany', ...by };
		await tenant.node({ ...parameters, ...fields }, { items: [item] });
	};

export const assignMany: Job = {
	...common,
	name: '3 courses for each of 500 people, all known by name',
	ours: { name: 'User Course: Assign Many', run: assignMore('oneByOne') },
	others: [
		{
			name: 'the courses once, each person looked up, then all courses in one call (K, J)',
			run: async (tenant) => {
				await tenant.http('GET', '/courses?limit=1000');
				const list = coursesOf(tenant.sandbox).map(({ Id }) => ({ Id }));
				for (const person of peopleOf(tenant, STUDENTS)) {
					const userId = await find(tenant, person);
					await tenant.http('POST', `/users/${userId}/courses?sendmessage=false`, list);
				}
			},
		},
	],
};

/** An import needs the names of people and the codes of courses: two nodes before it read them. */
async function importCourses(tenant: Tenant): Promise<void> {
	const all = { operation: 'getAll', returnAll: true };
	const people = await tenant.node({ resource: 'user', ...all });
	const courses = await tenant.node({ resource: 'course', ...all, simplify: false });
	const wanted = new Set(peopleOf(tenant, STUDENTS).map(({ UserName }) => UserName));
	const names = coursesOf(tenant.sandbox).map(({ Name }) => Name);
	const codes = names.map((name) => courses.find(({ Name }) => Name === name)!);
	const items = people
		.filter(({ UserName }) => wanted.has(String(UserName)))
		.map(({ UserName, FirstName, LastName }) => ({
			Username: UserName,
			FirstName,
			LastName,
			...Object.fromEntries(
				codes.map(({ CourseCodeForBulkImport }, index) => [
					`Course${index + 1}`,
					CourseCodeForBulkImport,
				]),
			),
		}));
	const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
	const parameters = { resource: 'bulkImport', operation: 'importPeople', people: columns };
	await tenant.node(parameters, { items });
}

export const assignByImport: Job = {
	...common,
	name: 'The same 3 courses for 500 people, as an import, which Litmos carries out later',
	ours: {
		name: 'User: Get Many and Course: Get Many, then Bulk Import: Import Users with Course Code 1 to 3',
		run: importCourses,
	},
	others: [],
};

export const assignManyByImport: Job = {
	...common,
	name: 'The same 3 courses for 500 people, all known by name, by an import with one node',
	ours: {
		name: 'User Course: Assign Many, with Assign By Import',
		run: assignMore('import'),
	},
	others: [],
};

const GUESTS = 200;

/** A session with seats for all; some of the people have its course already. */
function openSession(sandbox: Sandbox): void {
	const [session] = sandbox.state.ilt.sessions.values();
	Object.assign(session, { Slots: GUESTS });
	session.people.clear();
}

function placeOf({ sandbox }: Pick<Tenant, 'sandbox'>) {
	const [session] = sandbox.state.ilt.sessions.values();
	const { moduleId } = session;
	const course = [...sandbox.state.courses.values()].find(({ modules }) =>
		modules.some(({ Id }) => Id === moduleId),
	)!;
	const path = `/courses/${course.Id}/modules/${moduleId}/sessions/${session.Id}`;
	return { session, moduleId, courseId: course.Id, path };
}

/** Looks the people up and gives each the course, as one must before the session takes them. */
async function withCourse(tenant: Tenant, each: (Id: string) => Promise<void>): Promise<void> {
	const { courseId } = placeOf(tenant);
	for (const person of peopleOf(tenant, GUESTS)) {
		const Id = await find(tenant, person);
		await tenant.http('POST', `/users/${Id}/courses?sendmessage=false`, [{ Id: courseId }]);
		await each(Id);
	}
}

export const registrations: Job = {
	name: '200 people, known by username, registered for a session, with its course',
	tenant: { people: 400, teams: 10, courses: 12 },
	arrange: openSession,
	fault: (tenant) => {
		const { people } = placeOf(tenant).session;
		const lost = peopleOf(tenant, GUESTS).filter(({ Id }) => !people.has(Id));
		return lost.length === 0 ? undefined : `${lost.length} people are not registered`;
	},
	ours: {
		name: 'Session Participant: Register, with Assign Course by Import',
		run: async (tenant) => {
			const { session, moduleId, courseId } = placeOf(tenant);
			const items = peopleOf(tenant, GUESTS).map(({ UserName }) => ({ user: UserName }));
			const place = {
				courseId: chosen(courseId),
				moduleId: chosen(moduleId),
				sessionId: chosen(session.Id),
				userId: column('userName', 'user'),
			};
			const parameters = { resource: 'sessionParticipant', operation: 'register' };
			await tenant.node(
				{ ...parameters, ...place, assignCourse: true, assignBy: 'import' },
				{ items },
			);
		},
	},
	loop: {
		name: 'each person looked up, given the course, registered',
		run: async (tenant) => {
			const { path } = placeOf(tenant);
			await withCourse(tenant, async (Id) => {
				await tenant.http('POST', `${path}/users/${Id}/register`);
			});
		},
	},
	others: [
		{
			name: 'each person looked up and given the course, then 25 registered at a time (M)',
			run: async (tenant) => {
				const { path } = placeOf(tenant);
				const ids: string[] = [];
				await withCourse(tenant, async (Id) => void ids.push(Id));
				for (let start = 0; start < ids.length; start += 25) {
					const list = ids.slice(start, start + 25).map((Id) => ({ Id }));
					await tenant.http('POST', `${path}/users/register`, list);
				}
			},
		},
	],
};
