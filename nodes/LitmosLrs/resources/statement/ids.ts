import type { IDataObject } from 'n8n-workflow';

/** Of this package, for IDs made of keys: the same key has the same ID everywhere. Chosen once, by chance. */
const NAMESPACE = 'c6ff3f4e-2c0c-4a8e-9d52-7d0a3c1f5b60';

/**
 * The ID under which a statement is stored: its own, the person's, one made of a key, or a new one. Without an ID a
 * store makes one up, and a statement that is sent again is stored twice.
 */
export async function idFor(
	{ idFrom, statementId, idKey }: IDataObject,
	own: unknown,
): Promise<string> {
	if (idFrom === 'own') return String(statementId).toLowerCase();
	if (idFrom === 'key') return await idOfKey(String(idKey));
	return own === undefined ? crypto.randomUUID() : String(own);
}

/** A UUID by name (RFC 9562, version 5). */
async function idOfKey(key: string): Promise<string> {
	const named = Buffer.concat([Buffer.from(NAMESPACE.replace(/-/g, ''), 'hex'), Buffer.from(key)]);
	const bytes = Buffer.from(await crypto.subtle.digest('SHA-1', named)).subarray(0, 16);
	bytes[6] = (bytes[6] & 0x0f) | 0x50;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
