import type { IDataObject } from 'n8n-workflow';
import type { UserRecord } from '../../../sandbox/state/records';
import type { Question } from './question';
import type { Tenant } from './tenant';
import { DAY_MS } from './tenant';

const ofRow = ({ FirstName, LastName }: IDataObject) => `${String(FirstName)} ${String(LastName)}`;
const manages = ({ state }: Tenant, { ManagerId }: UserRecord) => state.users.get(ManagerId);
const coursesOf = ({ attempts }: Tenant, { Id }: UserRecord) =>
	attempts.filter(({ user }) => user.Id === Id);
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

const managed = (tenant: Tenant) =>
	tenant.somebody((user) => user.Active && manages(tenant, user) !== undefined);
const certified = (tenant: Tenant) =>
	tenant.somebody((user) =>
		coursesOf(tenant, user).some((one) => (tenant.expiryOf(one) ?? 0) > tenant.now + DAY_MS),
	);
const busy = (tenant: Tenant) =>
	tenant.somebody((user) =>
		coursesOf(tenant, user).some(({ enrolment }) => enrolment.completed === null),
	);
const late = (tenant: Tenant) =>
	tenant.somebody((user) => coursesOf(tenant, user).some((one) => tenant.isOverdue(one)));
const member = (tenant: Tenant) =>
	tenant.somebody(
		({ Id, Active }) =>
			Active && [...tenant.state.teams.values()].some(({ members }) => members.has(Id)),
	);
const away = (tenant: Tenant) => tenant.somebody(({ Active }) => !Active);

/** About single people, by their full names. */
export const aboutPeople: readonly Question[] = [
	{
		asks: (tenant) => `Who is the manager of ${tenant.nameOf(managed(tenant))}?`,
		tool: 'Get user',
		given: (tenant) => ({ user: tenant.nameOf(managed(tenant)) }),
		reads: ({ ManagerName }) => String(ManagerName),
		truth: (tenant) => [manages(tenant, managed(tenant))?.UserName ?? ''],
	},
	{
		asks: (tenant) => `When do the certificates of ${tenant.nameOf(certified(tenant))} expire?`,
		tool: 'List courses of user',
		given: (tenant) => ({ user: tenant.nameOf(certified(tenant)) }),
		reads: ({ Name, CompliantTill }) => `${String(Name)}: ${String(CompliantTill).slice(0, 10)}`,
		truth: (tenant) =>
			coursesOf(tenant, certified(tenant)).map((one) => {
				const expiry = tenant.expiryOf(one);
				return `${one.course.Name}: ${expiry === undefined ? 'null' : day(expiry)}`;
			}),
	},
	{
		asks: (tenant) => `What has ${tenant.nameOf(busy(tenant))} finished, and what not?`,
		tool: 'List courses of user',
		given: (tenant) => ({ user: busy(tenant).UserName }),
		reads: ({ Name, Complete }) => `${String(Name)}: ${String(Complete)}`,
		truth: (tenant) =>
			coursesOf(tenant, busy(tenant)).map(
				({ course, enrolment }) => `${course.Name}: ${enrolment.completed !== null}`,
			),
	},
	{
		asks: (tenant) => `In which courses is ${late(tenant).Email} overdue?`,
		tool: 'List courses of user',
		given: (tenant) => ({ user: late(tenant).Email }),
		reads: ({ Name, Overdue }) => `${String(Name)}: ${String(Overdue)}`,
		truth: (tenant) =>
			coursesOf(tenant, late(tenant)).map((one) => `${one.course.Name}: ${tenant.isOverdue(one)}`),
	},
	{
		asks: (tenant) => `Which teams is ${tenant.nameOf(member(tenant))} in?`,
		tool: 'List teams of user',
		given: (tenant) => ({ user: tenant.nameOf(member(tenant)) }),
		reads: ({ Name }) => String(Name),
		truth: (tenant) =>
			[...tenant.state.teams.values()]
				.filter(({ members }) => members.has(member(tenant).Id))
				.map(({ Name }) => Name),
	},
	{
		asks: (tenant) => `Can ${tenant.nameOf(away(tenant))} still sign in?`,
		tool: 'Get user',
		given: (tenant) => ({ user: tenant.nameOf(away(tenant)) }),
		reads: ({ Active }) => String(Active),
		truth: () => ['false'],
	},
	{
		asks: () => 'How many users do we have?',
		tool: 'Count users',
		given: () => ({ activeOnly: false, search: '' }),
		reads: ({ count }) => String(count),
		truth: ({ state }) => [String(state.users.size)],
	},
	{
		asks: () => 'How many of them are active?',
		tool: 'Count users',
		given: () => ({ activeOnly: true, search: '' }),
		reads: ({ count }) => String(count),
		truth: ({ state }) => [String([...state.users.values()].filter(({ Active }) => Active).length)],
	},
	{
		asks: () => 'List all users.',
		tool: 'Find users',
		given: () => ({ search: '' }),
		reads: ({ UserName }) => String(UserName),
		truth: ({ state }) => [...state.users.values()].map(({ UserName }) => UserName),
	},
	{
		asks: () => 'Who is in the team Sales?',
		tool: 'List team members',
		given: () => ({ team: 'sales' }),
		reads: ofRow,
		truth: (tenant) =>
			[...tenant.team('Sales').members]
				.map((id) => tenant.state.users.get(id) as UserRecord)
				.filter(({ Active }) => Active)
				.map((user) => tenant.nameOf(user)),
	},
];
