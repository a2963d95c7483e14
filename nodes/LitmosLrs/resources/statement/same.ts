import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/values';
import { isUuid } from './shape';

/** What a store may add, complete or write otherwise without making another statement of it (contract: hosts.lrs). */
const OPEN = ['authority', 'stored', 'version', 'timestamp', 'display', 'definition', 'objectType'];

/** Members with a UUID, which a store may write in small letters. */
const UUIDS = ['registration', 'id'];

/** Whether a store has just what was sent: all that counts of it, whatever else it shows. */
export function isStored(sent: IDataObject, stored: unknown): boolean {
	if (!isObject(stored) || idOf(sent) !== idOf(stored)) return false;
	const isSameTime =
		sent.timestamp === undefined ||
		Date.parse(String(sent.timestamp)) === Date.parse(String(stored.timestamp));
	return isSameTime && isPartOf({ ...sent, id: undefined }, stored);
}

/** In small letters, as UUIDs are compared. */
export const idOf = ({ id }: IDataObject): string => String(id).toLowerCase();

/** `within`: the name of the member that holds the two. */
function isPartOf(sent: unknown, stored: unknown, within = ''): boolean {
	if (Array.isArray(sent)) {
		// A list of one may come back without brackets, and the other way round.
		const other = [stored].flat();
		const isSame = sent.every((one, at) => isPartOf(one, other[at], within));
		return sent.length === other.length && isSame;
	}
	if (!isObject(sent)) {
		const isId = UUIDS.includes(within) && isUuid(sent);
		return sent === stored || (isId && idOf({ id: sent }) === idOf({ id: String(stored) }));
	}
	const other = Array.isArray(stored) && stored.length === 1 ? (stored[0] as unknown) : stored;
	if (!isObject(other)) return false;
	// What stands in extensions means something to its sender only, whatever it is called.
	const isOwn = within === 'extensions';
	return Object.entries(sent).every(([name, value]) => {
		// The name of an account tells people apart; other names are for people to read.
		const isOpen = OPEN.includes(name) || (name === 'name' && within !== 'account');
		if (value === undefined || (isOpen && !isOwn)) return true;
		return isPartOf(value, other[name], isOwn ? within : name);
	});
}
