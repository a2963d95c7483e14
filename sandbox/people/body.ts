import { HttpError, TEXT, UnreadableBody } from '../http/answers';
import { flagOf, textOf, type Fields } from '../http/body';
import type { Call } from '../http/call';
import { emptyUser, USER_KEYS, type UserKey, type UserRecord } from '../state/records';

/**
 * The order in which XML elements count. Culture stands after CustomField3 in recordings (C) and after
 * CustomField10 in the documented lists (D, S, T): both places are taken.
 */
export const USER_XML_ORDER: readonly string[] = USER_KEYS.flatMap((key) =>
	key === 'CustomField10' ? [key, 'Culture'] : [key],
);

/** Fields the server owns; S marks them read-only, C shows them filled in. Points: unknown. */
const SERVER_OWNED: ReadonlySet<UserKey> = new Set<UserKey>([
	'Id',
	'FullName',
	'LastLogin',
	'LoginKey',
	'Password',
	'OriginalId',
	'CreatedDate',
	'Points',
	'ManagerName',
]);
/** C, SB: null, not "", when there is none. */
const NULL_WHEN_EMPTY: ReadonlySet<UserKey> = new Set<UserKey>([
	'SalesforceId',
	'SalesforceContactId',
	'SalesforceAccountId',
	'ProfileType',
]);
/** C, TR, DK recorded four; Team_Admin was never seen but is documented (D). */
const ACCESS_LEVELS = ['Learner', 'Team_Leader', 'Team_Admin', 'Administrator', 'Account_Owner'];
const PROFILE_TYPES = ['', 'Internal', 'External'];

const isEmail = (text: string): boolean => /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text);
/** unknown: which signs are the refused ones. */
const hasSpecialSign = (text: string): boolean => /[<>"/\\|?*;,\s]/.test(text);

type Values = Partial<Record<UserKey, string | boolean | null>>;

/** Each key's value, wiped when it was not sent: JE has PUT as a full replace, C's create answers "". */
function writable(fields: Fields): Values {
	const blank = emptyUser();
	const keys = USER_KEYS.filter((key) => !SERVER_OWNED.has(key));
	return Object.fromEntries(
		keys.map((key) => {
			if (typeof blank[key] === 'boolean') return [key, flagOf(fields, key)];
			const text = textOf(fields, key);
			return [key, text === '' && NULL_WHEN_EMPTY.has(key) ? null : text];
		}),
	);
}

/** T: these three must be there; without them the body is called wrong (unknown: by which text). */
function checkPresent(fields: Fields | null): Fields {
	const isComplete =
		fields !== null &&
		['UserName', 'FirstName', 'LastName'].every((key) => textOf(fields, key) !== '');
	if (!isComplete) throw new HttpError(400, TEXT.badBody);
	return fields;
}

/** S: the 409 texts of POST and PUT /users; unknown: in which order they are checked. */
function checkName(call: Call, user: UserRecord): void {
	if (user.UserName.length <= 3)
		throw new HttpError(409, 'Username must be greater than 3 characters.');
	if (hasSpecialSign(user.UserName))
		throw new HttpError(409, "Invalid special character's in the username.");
	// K: a user name must be an e-mail address unless IsCustomUsername is true.
	if (!user.IsCustomUsername && !isEmail(user.UserName))
		throw new HttpError(409, 'Invalid email address.');
	if (user.Email !== '' && !isEmail(user.Email)) throw new HttpError(409, 'Invalid email address.');
	const owner = call.state.userNames.get(user.UserName.toLowerCase());
	if (owner !== undefined && owner !== user.Id) throw new HttpError(409, 'UserName already exists');
}

/** S: the other refusals of a user record. */
function checkRest(call: Call, user: UserRecord): void {
	if (!/^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2,4})?$/.test(user.Culture))
		throw new HttpError(409, 'Culture is invalid');
	const { jobRoles } = call.settings;
	if (jobRoles !== null && user.JobRole !== '' && !jobRoles.includes(user.JobRole)) {
		throw new HttpError(409, 'Job Role is invalid');
	}
	// unknown: other values of these two; as with any enumeration, the body cannot be read.
	if (!ACCESS_LEVELS.includes(user.AccessLevel)) throw new UnreadableBody();
	if (!PROFILE_TYPES.includes(user.ProfileType ?? '')) throw new UnreadableBody();
	if (!user.EnableTextNotification) return;
	if (user.PhoneMobile === '')
		throw new HttpError(400, 'Mobile Number required to enable text message notifications');
	if (!/^\+\d{7,15}$/.test(user.PhoneMobile)) {
		throw new HttpError(
			400,
			'Invalid Phone Number. The mobile phone should be in this format +15554443333. Be sure to include your country code.',
		);
	}
}

/** S: the manager must exist; unknown: whether POST checks it too. Its name is the UserName (S). */
function managerOf(call: Call, id: string): Pick<UserRecord, 'ManagerId' | 'ManagerName'> {
	if (id === '' || id === '0') return { ManagerId: '0', ManagerName: '' };
	const manager = call.state.users.get(id);
	if (manager === undefined)
		throw new HttpError(404, 'The manager Id in the xml/json is not valid.');
	return { ManagerId: id, ManagerName: manager.UserName };
}

/** The record a body asks for: everything writable from the body, everything else from `owned`. */
export function userFrom(call: Call, body: Fields | null, owned: UserRecord): UserRecord {
	const fields = checkPresent(body);
	const values = writable(fields);
	const kept = Object.fromEntries([...SERVER_OWNED].map((key) => [key, owned[key]]));
	const merged: UserRecord = { ...emptyUser(), ...values, ...kept } as UserRecord;
	const user: UserRecord = {
		...merged,
		...managerOf(call, textOf(fields, 'ManagerId')),
		FullName: `${merged.FirstName} ${merged.LastName}`,
		// C: "" became en-US. unknown: the others' defaults when nothing was sent.
		Culture: merged.Culture || 'en-US',
		AccessLevel: merged.AccessLevel || 'Learner',
		Brand: merged.Brand || 'Default',
	};
	checkName(call, user);
	checkRest(call, user);
	return user;
}

/** A PUT or POST with a password sets it; unknown: an empty one leaves it as it is. */
export function notePassword(call: Call, userId: string, fields: Fields): void {
	const password = textOf(fields, 'Password');
	if (password !== '') call.state.passwordChanges.push({ userId, password, at: call.now });
}
