import { COMPANIES, CULTURES, JOBS, SHARED_ACCOUNTS, type Culture } from './names';
import { LOGIN_PAGE, emptyUser, type UserRecord } from '../state/records';
import { addUser, type State } from '../state/state';
import { isoSeconds } from '../http/wireFormat';

const DAY_MS = 86_400_000;
const ASCII: Readonly<Record<string, string>> = {
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ß: 'ss',
	þ: 'th',
	æ: 'ae',
};

const spelled = (name: string): string => name.split('|')[0];

/** The Latin letters of a name, for an e-mail address; apostrophes stay, as real addresses have them. */
function latin(name: string): string {
	const plain = (name.split('|')[1] ?? name)
		.toLowerCase()
		.replace(/[øłđßþæ]/g, (sign) => ASCII[sign]);
	return plain.normalize('NFD').replace(/[^a-z'-]/g, '');
}

function freeName(state: State, wanted: (number: string) => string): string {
	let tried = wanted('');
	for (let number = 2; state.userNames.has(tried.toLowerCase()); number += 1)
		tried = wanted(String(number));
	return tried;
}

interface Person {
	given: string;
	family: string;
	userName: string;
	email: string;
	culture: Culture;
}

function newPerson(state: State): Person {
	const { random } = state;
	const culture = random.pick(CULTURES);
	const [given, family] = [random.pick(culture.given), random.pick(culture.family)];
	const domain = random.pick(['example.com', 'example.org', 'mail.example.net']);
	const email = freeName(state, (number) => `${latin(given)}.${latin(family)}${number}@${domain}`);
	// One in twelve signs in with a personnel number or a short name instead of an address.
	const isCustom = random.chance(1 / 12);
	const short = (number: string): string =>
		`${latin(family).replace(/'/g, '')}.${latin(given)[0]}${number}`;
	const userName = isCustom ? freeName(state, short) : email;
	return { given: spelled(given), family: spelled(family), userName, email, culture };
}

const sharedAccount = (index: number): Person => {
	const [given, family, userName] = SHARED_ACCOUNTS[index];
	// C: recordings have people without an e-mail address, which come as "".
	return { given, family, userName, email: '', culture: CULTURES[0] };
};

/** When the person was created, when last seen, and whether still there. */
function history(
	state: State,
	today: number,
): Pick<UserRecord, 'CreatedDate' | 'LastLogin' | 'Active'> {
	const { random } = state;
	const created = today - random.between(2, 1500) * DAY_MS - random.between(0, DAY_MS - 1);
	const hasLoggedIn = random.chance(0.8);
	const seen = created + Math.floor(random.next() * (today - created));
	return {
		CreatedDate: isoSeconds(created),
		LastLogin: hasLoggedIn ? isoSeconds(seen) : '',
		Active: !random.chance(0.1),
	};
}

function profile(state: State, person: Person): Partial<UserRecord> {
	const { random } = state;
	return {
		TimeZone: random.chance(0.2) ? '' : person.culture.timeZone,
		Culture: person.culture.culture,
		Country: person.culture.country,
		City: random.pick(['', 'Port Example', 'Sample-sur-Mer', 'Musterstadt']),
		CompanyName: random.pick(COMPANIES),
		JobTitle: random.pick(JOBS),
		CustomField1: String(random.between(1000, 99999)),
		CustomField5: random.pick(['', 'Yes', 'No']),
		ExternalEmployeeId: random.chance(0.5) ? `E-${random.between(10_000, 99_999)}` : '',
		// Counted anew at the end. Drawn all the same, or every seeded tenant would change.
		Points: random.pick([0, 0, 100, 250, 1000]),
		ProfileType: random.pick([null, 'Internal', 'External']),
	};
}

function addPerson(state: State, person: Person, today: number): UserRecord {
	state.lastOriginalId.user += 1;
	const OriginalId = state.lastOriginalId.user;
	const user: UserRecord = {
		...emptyUser(),
		...profile(state, person),
		...history(state, today),
		Id: state.random.longId(),
		UserName: person.userName,
		FirstName: person.given,
		LastName: person.family,
		FullName: `${person.given} ${person.family}`,
		Email: person.email,
		LoginKey: LOGIN_PAGE + state.random.guid(),
		IsCustomUsername: person.userName !== person.email,
		OriginalId,
		SandboxProbeText: `kept for ${OriginalId}`,
		SandboxProbeFlag: true,
	};
	addUser(state, user);
	return user;
}

/** Gives two in three a manager among the people before them, so nobody manages themselves. */
function appointManagers(state: State, people: readonly UserRecord[]): void {
	people.forEach((user, index) => {
		if (index === 0 || !state.random.chance(2 / 3)) return;
		const manager = people[state.random.between(0, Math.min(index - 1, 40))];
		Object.assign(user, { ManagerId: manager.Id, ManagerName: manager.UserName });
	});
}

/** Fills in the people: first the account owner, then an administrator, shared accounts among the rest. */
export function seedPeople(state: State, count: number, today: number): void {
	const everyFortieth = (index: number): boolean =>
		index % 40 === 5 && index < 40 * SHARED_ACCOUNTS.length;
	const people = Array.from({ length: count }, (_, index) => {
		const person = everyFortieth(index) ? sharedAccount(Math.floor(index / 40)) : newPerson(state);
		return addPerson(state, person, today);
	});
	const staff = { Active: true, LastLogin: isoSeconds(today - DAY_MS) };
	if (people.length > 0) Object.assign(people[0], staff, { AccessLevel: 'Account_Owner' });
	if (people.length > 1) Object.assign(people[1], staff, { AccessLevel: 'Administrator' });
	appointManagers(state, people);
	for (const user of people.slice(0, Math.ceil(count / 4))) {
		const values = [
			['Department', state.random.pick(['Operations', 'Sales & Marketing', 'IT'])] as const,
		];
		state.customFields.set(user.Id, new Map(values));
	}
}
