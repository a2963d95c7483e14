import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { UserRecord } from '../../../sandbox/state/records';
import type { SandboxOptions } from '../../../sandbox/server';
import { teamCode } from '../../../sandbox/views/teams';
import type { Bench } from '../../engine/support/bench';
import { startBench } from '../../engine/support/bench';
import type { NodeRun } from '../../support/engine';

const BY_NAME = { mappingMode: 'autoMapInputData', value: null };

export const PREVIEW = 'peopleSync: preview';
export const APPLY = 'peopleSync: apply';

/** Settings with which no safety stop is in the way. */
const FREE: INodeParameters = {
	people: BY_NAME,
	safetyStop: { mostPercent: 100 },
};

/** What becomes of one person of the tenant in the list. */
export type Fate =
	'same' | 'job' | 'gone' | 'email' | 'team' | 'off' | 'manager' | 'clear' | 'back';

export const FATES: readonly Fate[] = [
	'same',
	'job',
	'gone',
	'email',
	'team',
	'off',
	'manager',
	'clear',
	'back',
];

/** A tenant and the list that comes in. */
export interface World {
	bench: Bench;
	items: IDataObject[];
	/** The people of the tenant, as they were. */
	before: UserRecord[];
}

export interface WorldSpec {
	fates: readonly Fate[];
	/** How many new people; each but the first has the one before as manager. */
	fresh: number;
	options?: SandboxOptions;
}

/** The same world for the same words: people are known by number, whatever the tenant calls them. */
export async function createWorld({ fates, fresh, options }: WorldSpec): Promise<World> {
	const bench = await startBench({ people: fates.length, teams: 4, courses: 3, ...options });
	const { state } = bench.sandbox;
	const users = [...state.users.values()];
	users.forEach((user, at) => {
		Object.assign(user, {
			ExternalEmployeeId: `E-${at}`,
			Email: `p${at}@mail.example.com`,
			Active: true,
			Points: 0,
		});
		if (fates[at] === 'back') user.Active = false;
		if (fates[at] === 'clear') user.City = 'Bergen';
	});
	const before = structuredClone(users);
	const items = users.flatMap((user, at) => rowFor(bench, { user, at, fate: fates[at]! }));
	const added = Array.from({ length: fresh }, (_, at) => ({
		'Employee ID': `N-${at}`,
		Username: `new${at}@example.com`,
		Email: `new${at}@example.com`,
		'First Name': 'New',
		Surname: `Person ${at}`,
		Position: 'Trainee',
		City: 'Oslo',
		Manager: at === 0 ? '' : `N-${at - 1}`,
		Team: codeAt(bench, at),
	}));
	return { bench, before, items: [...added, ...items] };
}

function codeAt({ sandbox: { state } }: Bench, at: number): string {
	const teams = [...state.teams.values()];
	return teamCode(teams[at % teams.length]!);
}

function rowFor(
	bench: Bench,
	{ user, at, fate }: { user: UserRecord; at: number; fate: Fate },
): IDataObject[] {
	if (fate === 'gone') return [];
	const { state } = bench.sandbox;
	const users = [...state.users.values()];
	const row: IDataObject = {
		'Employee ID': user.ExternalEmployeeId,
		Username: user.UserName,
		Email: user.Email,
		'First Name': user.FirstName,
		Surname: user.LastName,
		Position: fate === 'job' ? `Pilot ${at}` : user.JobTitle,
		City: fate === 'clear' ? '' : user.City,
		Manager: '',
		Team: '',
	};
	if (fate === 'email')
		Object.assign(row, { Username: `renamed${at}@example.com`, Email: `renamed${at}@example.com` });
	if (fate === 'team') row.Team = `${codeAt(bench, at)};${codeAt(bench, at + 1)}`;
	if (fate === 'off') row.Active = 'no';
	if (fate === 'manager') row.Manager = users[(at + 1) % users.length]!.UserName;
	return [row];
}

/** All that is in the tenant, without what depends on when and in which order it was made. */
export function snapshot({ sandbox: { state } }: Bench): IDataObject {
	const nameOf = (id: string) => state.users.get(id)?.UserName ?? id;
	const users = [...state.users.values()].map((user) => ({
		...without(user, ['Id', 'LoginKey', 'OriginalId', 'CreatedDate', 'Points', 'ManagerName']),
		UserName: user.UserName,
		ManagerId: nameOf(user.ManagerId),
	}));
	const teams = [...state.teams.values()].map(({ Name, ParentTeamId, members }) => {
		const parent = state.teams.get(ParentTeamId)?.Name ?? '';
		return [Name, parent, [...members].map(nameOf).sort()];
	});
	const byText = (one: unknown, other: unknown) =>
		JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
	return {
		users: users.sort((one, other) => (one.UserName < other.UserName ? -1 : 1)),
		teams: teams.sort(byText),
		mails: state.mails.length,
	} as unknown as IDataObject;
}

export async function sync(
	{ bench, items }: Pick<World, 'bench' | 'items'>,
	operation: string,
	parameters: INodeParameters,
): Promise<NodeRun> {
	return await bench.run(operation, { ...FREE, ...parameters }, { items });
}

/** What a run says about people, but for what became of it. */
export function saidBy(run: NodeRun): string[] {
	if (run.error) throw run.error;
	return run.items
		.map(({ json: { UserName, action, changes, teamsJoined, teamsLeft } }) =>
			JSON.stringify([UserName, action, changes, teamsJoined, teamsLeft]),
		)
		.sort();
}

/** Requests that change something. */
export function writesOf(bench: Bench): string[] {
	return bench.requests().filter((request) => !request.startsWith('GET'));
}

/** A record without some of its columns. */
export function without(record: object, columns: readonly string[]): IDataObject {
	const entries = Object.entries(record).filter(([column]) => !columns.includes(column));
	return Object.fromEntries(entries) as IDataObject;
}
