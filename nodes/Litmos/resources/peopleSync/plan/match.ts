import { indexBy, plainCell } from './cells';
import type { MatchColumn, Person, Wanted } from './types';

/** What a row stands for. */
export interface Match {
	row: Wanted;
	/** None: somebody new, or nobody for sure. */
	person?: Person;
	/** Why it is not known whom the row means. */
	problem?: string;
	/** The row says just what this earlier one says. */
	sameAs?: Wanted;
}

export interface Matching {
	matches: readonly Match[];
	/** IDs of all whom the list means or may mean: they are not missing. */
	named: ReadonlySet<string>;
	/** Rows of one key that say different things. */
	clashes: ReadonlyArray<readonly [Wanted, Wanted]>;
	/** Rows that name nobody. */
	nameless: readonly Wanted[];
	/** Those in Litmos. */
	found: PeopleIndex;
}

/** People by each column that names them. */
export type PeopleIndex = Readonly<Record<MatchColumn, ReadonlyMap<string, readonly Person[]>>>;

/** What each way to name a person is called in messages. */
export const CALLED: Readonly<Record<MatchColumn, string>> = {
	UserName: 'username',
	ExternalEmployeeId: 'external employee ID',
	Email: 'email address',
};

/** The username that the row gives, also where it is the email address. */
export function userNameIn({ values }: Wanted): string {
	return values.UserName || values.Email || '';
}

/** Usernames that rows give to several people who are in Litmos. */
export function sharedNames(matches: readonly Match[]): ReadonlySet<string> {
	const names = new Set<string>();
	const shared = new Set<string>();
	for (const { row, person } of matches) {
		if (!person) continue;
		const name = plainCell(row.values.UserName);
		(names.has(name) ? shared : names).add(name);
	}
	return shared;
}

/** What the row is matched by. */
export function keyIn(row: Wanted, matchBy: MatchColumn): string {
	return matchBy === 'UserName' ? userNameIn(row) : (row.values[matchBy] ?? '');
}

/** Finds for each row the person it means; each person belongs to one row. */
export function matchAll(
	people: readonly Person[],
	wanted: readonly Wanted[],
	matchBy: MatchColumn,
): Matching {
	const found = indexesOf(people);
	const named = new Set<string>();
	const owners = new Map<string, Wanted>();
	const name = (persons: readonly Person[] = []) => persons.forEach(({ Id }) => named.add(Id));
	const { matches, clashes, nameless } = firstOfEach(wanted, matchBy);
	for (const match of matches) {
		const persons = found[matchBy].get(plainCell(keyIn(match.row, matchBy))) ?? [];
		if (match.sameAs || match.problem || persons.length === 0) continue;
		name(persons);
		if (persons.length > 1) match.problem = several(persons.length, matchBy, match.row);
		else take(match, persons[0], owners);
	}
	const given = countKeys(matches);
	for (const match of matches) {
		if (match.sameAs || match.problem || match.person) continue;
		const ways = otherWays(match.row, matchBy);
		const shared = ways.find((way) => given.get(nameOf(way))! > 1);
		if (shared) match.problem = `The list has the ${CALLED[shared.column]} "${shared.key}" twice`;
		for (const step of ways) {
			const persons = found[step.column].get(step.key) ?? [];
			name(persons);
			if (persons.length === 0 || match.problem) continue;
			judge(match, { persons, ...step, owners });
			break;
		}
	}
	for (const match of matches.filter((one) => isSomebodyNew(one, matchBy))) {
		const same = withAddress(match.row, found.Email, owners);
		name(same);
		if (same.length > 0) match.problem = addressOf(same[0], matchBy);
	}
	return { matches, named, clashes, nameless, found };
}

function indexesOf(people: readonly Person[]): PeopleIndex {
	const by = (column: MatchColumn) => indexBy(people, (person) => plainCell(person[column]));
	return {
		UserName: by('UserName'),
		ExternalEmployeeId: by('ExternalEmployeeId'),
		Email: by('Email'),
	};
}

function firstOfEach(wanted: readonly Wanted[], matchBy: MatchColumn) {
	const first = new Map<string, Wanted>();
	const clashes: Array<readonly [Wanted, Wanted]> = [];
	const nameless: Wanted[] = [];
	const matches = wanted.map((row): Match => {
		const key = plainCell(keyIn(row, matchBy));
		if (key === '') {
			nameless.push(row);
			return { row, problem: row.complaint ?? `The row has no ${CALLED[matchBy]}` };
		}
		const earlier = first.get(key);
		if (!earlier) first.set(key, row);
		else if (saysTheSame(earlier, row)) return { row, sameAs: earlier };
		else {
			clashes.push([earlier, row]);
			return { row, problem: `The list has this ${CALLED[matchBy]} twice, with different values` };
		}
		return { row };
	});
	return { matches, clashes, nameless };
}

function saysTheSame(one: Wanted, other: Wanted): boolean {
	const said = ({ values, manager, teams, active, from, complaint }: Wanted) =>
		JSON.stringify([Object.entries(values).sort(), manager, teams, active, from, complaint]);
	return said(one) === said(other);
}

interface Way {
	column: MatchColumn;
	key: string;
}

const nameOf = ({ column, key }: Way): string => `${column} ${key}`;

/** How many rows have a key: one that several have tells nobody apart. */
function countKeys(matches: readonly Match[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { row, sameAs } of matches) {
		for (const way of sameAs ? [] : otherWays(row)) {
			counts.set(nameOf(way), (counts.get(nameOf(way)) ?? 0) + 1);
		}
	}
	return counts;
}

/** How else a person may be known: one whose email address changed has the same employee ID. */
function otherWays(row: Wanted, matchBy?: MatchColumn): Way[] {
	const ways: Way[] = [
		{ column: 'ExternalEmployeeId', key: plainCell(row.values.ExternalEmployeeId) },
		{ column: 'UserName', key: plainCell(userNameIn(row)) },
	];
	return ways.filter(({ column, key }) => column !== matchBy && key !== '');
}

interface Found extends Way {
	persons: readonly Person[];
	owners: Map<string, Wanted>;
}

/** Whether a person who is found by another way is the one that the row means. */
function judge(match: Match, { persons, column, owners }: Found): void {
	const [person] = persons;
	const { UserName } = person;
	if (persons.length > 1) match.problem = several(persons.length, column, match.row);
	else if (owners.has(person.Id))
		match.problem = `The ${CALLED[column]} belongs to "${UserName}", whom another row of the list means`;
	else if (isOther(match.row, person))
		match.problem = `The username belongs to another user, with another external employee ID in Litmos`;
	else take(match, person, owners);
}

/** Those with the row's email address who may be the same user. */
function withAddress(
	row: Wanted,
	byEmail: ReadonlyMap<string, readonly Person[]>,
	owners: ReadonlyMap<string, Wanted>,
): Person[] {
	const persons = byEmail.get(plainCell(row.values.Email)) ?? [];
	return persons.filter((person) => !owners.has(person.Id) && !isOther(row, person));
}

/** Different employee IDs tell people apart. */
function isOther({ values }: Wanted, person: Person): boolean {
	const ids = [values, person].map((one) => plainCell(one.ExternalEmployeeId));
	return ids[0] !== ids[1] && !ids.includes('');
}

/**
 * Whether the row would add somebody whose email address must not be anybody's yet: it has no other name that could tell
 * two with one address apart.
 */
function isSomebodyNew({ row, person, problem, sameAs }: Match, matchBy: MatchColumn): boolean {
	if (person || problem || sameAs) return false;
	const isByEmail = plainCell(userNameIn(row)) === plainCell(row.values.Email);
	return isByEmail || matchBy === 'ExternalEmployeeId';
}

/** Not taken for the same user without being told to: several may share an address. */
function addressOf({ UserName }: Person, matchBy: MatchColumn): string {
	const other =
		matchBy === 'UserName'
			? 'give the row a username that is not the email address'
			: `give "${UserName}" an external employee ID`;
	return `"${UserName}" in Litmos has this row's email address. If it is the same user, choose Email under "Match By"; if not, ${other}`;
}

function take(match: Match, person: Person, owners: Map<string, Wanted>): void {
	match.person = person;
	owners.set(person.Id, match.row);
}

function several(count: number, column: MatchColumn, row: Wanted): string {
	return `${count} users in Litmos have the ${CALLED[column]} "${keyIn(row, column)}"`;
}
