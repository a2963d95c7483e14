import { plainCell } from './cells';
import { createManagerBook } from './managers';
import type { ManagerBook } from './managers';
import { matchAll, sharedNames, userNameIn } from './match';
import type { Match } from './match';
import { membershipOf } from './membership';
import { differences, fieldsOfNew, isProtected, managerOf, wishFor } from './people';
import { stopsFor } from './safety';
import { scopeOf } from './scope';
import type { ScopeCheck } from './scope';
import { createTeamBook } from './teams';
import type { TeamBook } from './teams';
import type { Change, Current, Person, Plan, Rules, Scope, Wanted } from './types';

/** All that the change of one person is worked out from. */
interface Work {
	current: Current;
	rules: Rules;
	teams: TeamBook;
	managers: ManagerBook;
	/** Usernames that the list gives to several. */
	shared: ReadonlySet<string>;
	scope: ScopeCheck;
	unprotected: ReadonlySet<string>;
	hidden: Set<string>;
}

/** What has to change so that Litmos has the people of the list. Each person is looked at once. */
export function plan(current: Current, wanted: readonly Wanted[], rules: Rules): Plan {
	const matching = matchAll(current.people, wanted, rules.matchBy);
	const teams = createTeamBook(current, rules.createsTeams);
	const listed = matching.matches.filter(
		(match) => match.person !== undefined || addsSomebody(match, rules),
	);
	const work: Work = {
		current,
		rules,
		teams,
		managers: createManagerBook(current.people, matching.found, listed),
		shared: sharedNames(matching.matches),
		scope: scopeOf(current, teams, rules.scope),
		unprotected: new Set(rules.unprotected.map(plainCell)),
		hidden: new Set(),
	};
	const inScope = current.people.filter((person) => person.Active && work.scope.has(person));
	const missing = inScope.filter(({ Id }) => !matching.named.has(Id));
	const changes = [
		...matching.matches.map((match) => changeOf(match, work)),
		...(rules.missing === 'leave' ? [] : missing.map((person) => leaving(person, work))),
	];
	const stops = stopsFor({ matching, wanted, changes, inScope: inScope.length, rules });
	const newTeams = teams.newTeams();
	return { changes, newTeams, stops, inScope: inScope.length, notCompared: [...work.hidden] };
}

const NOTHING = { fields: {}, joins: [], leaves: [], leavesAllTeams: false, leftOut: [] } as const;

function changeOf({ row, person, problem, sameAs }: Match, work: Work): Change {
	const userName = person?.UserName ?? userNameIn(row);
	const none = { ...NOTHING, action: 'none', row, person, userName } as const;
	const why = problem ?? row.complaint;
	if (sameAs) return { ...none, passedOver: `The same as row ${sameAs.position + 1} of the list` };
	if (why !== undefined) return { ...none, refused: why };
	if (!person) return { ...none, ...added(row, work) };
	if (!work.scope.has(person)) return { ...none, passedOver: OUTSIDE };
	return { ...none, ...existing({ row: staying(row, work.rules.scope), person }, work) };
}

/** What the row changes in a person who is there, whether active or not. */
function profileOf({ row, person }: { row: Wanted; person: Person }, work: Work) {
	const { fields, hidden } = differences(person, row);
	hidden.forEach((column) => work.hidden.add(column));
	const leftOut: string[] = [];
	const taken = fields.UserName && whyTaken(String(fields.UserName[1]), work);
	if (taken !== undefined) {
		delete fields.UserName;
		leftOut.push(taken);
	}
	if (getsEndDate(person, fields) && isProtected(person, work.unprotected)) {
		delete fields.ExpirationDate;
		leftOut.push(PROTECTED);
	}
	const { waitsFor, ...manager } = managerOf({ row, person }, work.managers);
	if (manager.leftOut !== undefined) leftOut.push(manager.leftOut);
	return { fields: { ...fields, ...manager.fields }, waitsFor, leftOut };
}

/** Why nobody can be renamed to this. */
function whyTaken(userName: string, { managers, shared }: Work): string | undefined {
	if (managers.hasUserName(userName)) return `The username "${userName}" belongs to another user`;
	return shared.has(plainCell(userName))
		? `The list has the username "${userName}" twice`
		: undefined;
}

/** Whether an active person gets a date on which Litmos deactivates by itself. */
function getsEndDate({ Active }: Person, { ExpirationDate }: Change['fields']): boolean {
	return Active && ExpirationDate !== undefined && ExpirationDate[1] !== '';
}

/** What becomes of one person. */
type Outcome = Partial<Change> & Pick<Change, 'action'>;

/** A person who is in Litmos and in the list. */
function existing(both: { row: Wanted; person: Person }, work: Work): Outcome {
	const { row, person } = both;
	const { rules } = work;
	const wish = wishFor(row, rules.now);
	const profile = profileOf(both, work);
	const { fields, leftOut } = profile;
	const leaves = wish === 'inactive' && person.Active;
	if (leaves && isProtected(person, work.unprotected))
		return { ...profile, action: actionOf(fields), leftOut: [...new Set([...leftOut, PROTECTED])] };
	if (leaves) {
		const leavesAllTeams = rules.missing === 'leaveTeams';
		return { ...profile, action: 'deactivate', fields: { ...fields, ...OFF }, leavesAllTeams };
	}
	const returns = !person.Active && wish === 'active' && rules.reactivates;
	if (!person.Active && !returns) return { ...profile, action: actionOf(fields) };
	const teams = membershipOf(both, work);
	const changed = { ...profile, ...teams, leftOut: [...leftOut, ...teams.leftOut] };
	if (returns) return { ...changed, action: 'reactivate', fields: { ...fields, ...ON } };
	const isMoved = teams.joins.length + teams.leaves.length > 0;
	return { ...changed, action: isMoved ? 'update' : actionOf(fields) };
}

const OFF = { Active: [true, false] } as const;
const ON = { Active: [false, true] } as const;

export const PROTECTED =
	'Account Owners and administrators are deactivated only if they are named under "May Be Deactivated"';

const actionOf = (fields: object) => (Object.keys(fields).length > 0 ? 'update' : 'none');

const OUTSIDE = 'Outside the scope of this sync';

/** The row with the value that makes the scope, without which a new person would be outside of it; none where it has another. */
function inField(row: Wanted, scope: Scope): Wanted | undefined {
	if (scope.by !== 'field') return row;
	const given = plainCell(row.values[scope.field]);
	if (given === '') return { ...row, values: { ...row.values, [scope.field]: scope.value } };
	return given === plainCell(scope.value) ? row : undefined;
}

/** The row without an empty cell for the value that makes the scope: the next run would find the person outside of it. */
function staying(row: Wanted, scope: Scope): Wanted {
	if (scope.by !== 'field' || row.values[scope.field] !== '') return row;
	const cells = Object.entries(row.values).filter(([column]) => column !== scope.field);
	return { ...row, values: Object.fromEntries(cells) };
}

/** Whether somebody comes of a row that nobody in Litmos is meant by. */
function addsSomebody({ row, problem, sameAs }: Match, rules: Rules): boolean {
	if (problem || sameAs || row.complaint !== undefined) return false;
	return obstacleTo(row, rules) === undefined;
}

/** Why nobody is added for the row. */
function obstacleTo(row: Wanted, { now, scope }: Rules): Outcome | undefined {
	const wish = wishFor(row, now);
	if (wish === 'inactive') return passedOver('Not in Litmos, and not active in the list');
	if (wish === 'later') return passedOver(`Not added before ${new Date(row.from!).toISOString()}`);
	if (!inField(row, scope)) return passedOver(OUTSIDE);
	const lacking = lackOf(row, userNameIn(row));
	return lacking === undefined ? undefined : { action: 'none', refused: lacking };
}

/** Somebody new. */
function added(row: Wanted, work: Work): Outcome {
	const obstacle = obstacleTo(row, work.rules);
	if (obstacle) return obstacle;
	const placed = inField(row, work.rules.scope)!;
	const manager = managerOf({ row }, work.managers);
	const teams = membershipOf({ row }, work);
	const leftOut = [...(manager.leftOut === undefined ? [] : [manager.leftOut]), ...teams.leftOut];
	const fields = { ...fieldsOfNew(placed), ...manager.fields };
	return { action: 'create', fields, ...teams, waitsFor: manager.waitsFor, leftOut };
}

const passedOver = (why: string): Outcome => ({ action: 'none', passedOver: why });

/** What a new person cannot do without. */
function lackOf({ values }: Wanted, userName: string): string | undefined {
	if (!values.FirstName) return 'A new user needs a first name';
	if (!values.LastName) return 'A new user needs a last name';
	return userName === '' ? 'A new user needs a username or an email address' : undefined;
}

/** A person of the scope whom the list does not have. */
function leaving(person: Person, { rules, unprotected }: Work): Change {
	const base = { ...NOTHING, person, userName: person.UserName };
	if (isProtected(person, unprotected)) return { ...base, action: 'none', passedOver: PROTECTED };
	const leavesAllTeams = rules.missing === 'leaveTeams';
	return { ...base, action: 'deactivate', fields: OFF, leavesAllTeams };
}
