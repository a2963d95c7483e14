import type { IDataObject } from 'n8n-workflow';
import type { Question } from './question';
import type { Attempt, Tenant } from './tenant';
import { DAY_MS } from './tenant';

const ofRow = ({ FirstName, LastName }: IDataObject) => `${String(FirstName)} ${String(LastName)}`;

/** With the name, so that nobody is taken for somebody else of that name. */
const whoOf = (row: IDataObject) => `${ofRow(row)} (${String(row.UserName)})`;
const who = ({ user }: Attempt) => `${user.FirstName} ${user.LastName} (${user.UserName})`;

const inCourse = (tenant: Tenant, name: string) =>
	tenant.attempts.filter(({ course }) => course.Id === tenant.course(name).Id);

function isIn(tenant: Tenant, team: string): (attempt: Attempt) => boolean {
	const members = new Set(tenant.below(team).flatMap((one) => [...one.members]));
	return ({ user }) => members.has(user.Id);
}

const isExpired = (tenant: Tenant, one: Attempt) => (tenant.expiryOf(one) ?? Infinity) < tenant.now;
const isExpiring = (tenant: Tenant, one: Attempt) =>
	!isExpired(tenant, one) && (tenant.expiryOf(one) ?? Infinity) <= tenant.now + 30 * DAY_MS;
const counts = (tenant: Tenant, one: Attempt) =>
	one.enrolment.completed !== null && !isExpired(tenant, one);
const percentage = (part: number, all: number) => Math.round((1000 * part) / all) / 10;

interface Group {
	id: string;
	name: string;
}

/** The groups with the smallest share of what counts as completed. */
function worst(tenant: Tenant, groupsOf: (one: Attempt) => readonly Group[]): string[] {
	const groups = new Map<string, { name: string; all: Attempt[] }>();
	for (const one of tenant.attempts) {
		for (const { id, name } of groupsOf(one)) {
			const group = groups.get(id) ?? { name, all: [] };
			groups.set(id, group);
			group.all.push(one);
		}
	}
	const shares = [...groups.values()].map(({ name, all }) => {
		const done = all.filter((one) => counts(tenant, one)).length;
		return { name, share: percentage(done, all.length) };
	});
	const least = Math.min(...shares.map(({ share }) => share));
	return shares
		.filter(({ share }) => share === least)
		.map(({ name, share }) => `${name}: ${share} %`);
}

const lastMonth = ({ now }: Tenant) => {
	const today = new Date(now);
	const month = (steps: number) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + steps, 1);
	return { from: month(-1), to: month(0) };
};
const isLastMonth = (tenant: Tenant, at: number | null) =>
	at !== null && at >= lastMonth(tenant).from && at < lastMonth(tenant).to;

const days = (tenant: Tenant, from: number, to: number) => ({
	since: new Date(tenant.now + from * DAY_MS).toISOString().slice(0, 10),
	to: new Date(tenant.now + to * DAY_MS).toISOString().slice(0, 10),
});

/** About courses, teams and sessions, by their names. */
export const aboutLearning: readonly Question[] = [
	{
		asks: () => 'Who is overdue in Safety?',
		tool: 'List users by status',
		given: () => ({ course: 'Safety', team: '', status: 'Overdue' }),
		reads: whoOf,
		truth: (tenant) =>
			inCourse(tenant, 'Safety')
				.filter((one) => tenant.isOverdue(one))
				.map(who),
	},
	{
		asks: () => 'Who in Sales is overdue, in whatever course?',
		tool: 'List users by status',
		given: () => ({ course: '', team: 'Sales', status: 'Overdue' }),
		reads: (row) => `${whoOf(row)}: ${String(row.CourseName)}`,
		truth: (tenant) =>
			tenant.attempts
				.filter(isIn(tenant, 'Sales'))
				.filter((one) => tenant.isOverdue(one))
				.map((one) => `${who(one)}: ${one.course.Name}`),
	},
	{
		asks: () => 'Whose completions expire soon, or have expired?',
		tool: 'List users by status',
		given: () => ({ course: '', team: '', status: 'Expired, Expiring' }),
		reads: (row) => `${whoOf(row)}: ${String(row.CourseName)}`,
		truth: (tenant) =>
			tenant.attempts
				.filter((one) => isExpired(tenant, one) || isExpiring(tenant, one))
				.map((one) => `${who(one)}: ${one.course.Name}`),
	},
	{
		asks: () => 'How many people completed Safety last month?',
		tool: 'List completions',
		given: () => ({ course: 'Safety', period: 'Last Month', since: '', to: '' }),
		reads: whoOf,
		truth: (tenant) =>
			[...tenant.state.users.values()]
				.flatMap((user) => {
					const enrolment = tenant.state.enrolments.get(user.Id)?.get(tenant.course('Safety').Id);
					return enrolment && isLastMonth(tenant, enrolment.completed)
						? [{ user, enrolment, course: tenant.course('Safety') }]
						: [];
				})
				.map(who),
	},
	{
		asks: () => 'How many have an overdue course in all?',
		tool: 'Summarize compliance',
		given: () => ({ course: '', team: '', groupBy: 'all' }),
		reads: ({ assignments, overdue }) => `${String(overdue)} of ${String(assignments)}`,
		truth: (tenant) => [
			`${tenant.attempts.filter((one) => tenant.isOverdue(one)).length} of ${tenant.attempts.length}`,
		],
	},
	{
		asks: () => 'Which team is worst?',
		tool: 'Summarize compliance',
		given: () => ({ course: '', team: '', groupBy: 'team' }),
		first: true,
		reads: ({ name, percentage: share }) => `${String(name)}: ${String(share)} %`,
		truth: (tenant) => {
			const teams = [...tenant.state.teams.values()];
			return worst(tenant, ({ user }) => {
				const own = teams.filter(({ members }) => members.has(user.Id));
				if (own.length === 0) return [{ id: '', name: 'null' }];
				return own.map(({ Id, Name }) => ({ id: Id, name: Name }));
			});
		},
	},
	{
		asks: () => 'Which course do the fewest complete?',
		tool: 'Summarize compliance',
		given: () => ({ course: '', team: '', groupBy: 'course' }),
		first: true,
		reads: ({ name, percentage: share }) => `${String(name)}: ${String(share)} %`,
		truth: (tenant) => worst(tenant, ({ course: { Id, Name } }) => [{ id: Id, name: Name }]),
	},
	{
		asks: () => 'How is Data Protection going in Warehouse?',
		tool: 'Summarize compliance',
		given: () => ({ course: 'data protection', team: 'Warehouse', groupBy: 'all' }),
		reads: ({ assignments, completed }) => `${String(completed)} of ${String(assignments)}`,
		truth: (tenant) => {
			const all = inCourse(tenant, 'Data Protection').filter(isIn(tenant, 'Warehouse'));
			return [`${all.filter((one) => counts(tenant, one)).length} of ${all.length}`];
		},
	},
	{
		asks: () => 'Which courses have "first" in their names?',
		tool: 'Find courses',
		given: () => ({ search: 'first' }),
		reads: ({ Name }) => String(Name),
		truth: ({ state }) =>
			[...state.courses.values()]
				.filter(({ Name, Code }) => /first/i.test(`${Name}\n${Code}`))
				.map(({ Name }) => Name),
	},
	{
		asks: (tenant) => {
			const { since, to } = days(tenant, 8, 14);
			return `Which sessions begin between ${since} and ${to}, and are there places left?`;
		},
		tool: 'List sessions',
		given: (tenant) => ({ time: 'future', ...days(tenant, 8, 14) }),
		reads: ({ Name, Slots, Accepted }) => `${String(Name)}: ${Number(Slots) - Number(Accepted)}`,
		truth: (tenant) =>
			[...tenant.state.ilt.sessions.values()]
				.filter(({ days: all }) => {
					const start = Math.min(...all.map(({ start: at }) => at));
					return (
						start >= Date.parse(days(tenant, 8, 14).since) &&
						start < Date.parse(days(tenant, 8, 14).to)
					);
				})
				.map(({ Name, Slots, people }) => `${Name}: ${Slots - people.size}`),
	},
];
