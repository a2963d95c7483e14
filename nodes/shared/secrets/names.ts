import { readPlain } from './plain';

/** Whether a text can hold such a name at all, or one behind escapes. */
export const MAY_NAME_SECRET = /key|word|[%&\\]/i;

/** The names in the middle of a text. Every gap is bounded, so that a text of nothing but gaps takes no longer. */
export const SECRET_NAME = /log[\s_.-]{0,3}in[\s_.-]{0,3}key|pass[\s_.-]{0,3}word/gi;

/** LoginKey signs in as its user; Litmos never fills Password but a proxy or a custom call might. */
const SECRET =
	/^(?:user|new|old|current|initial|temporary|temp)?(?:loginkeys?(?:url|link|value)?|passwords?(?:hash|salt)?)$/;

/** What stands beside a name to hold the value that is called so: `Value`, `NewValue`, `#text`. */
const HOLDS_VALUE = /(?:value|values|val|text|content|data)$/;

/** No name of a field is longer. */
const LONGEST_NAME = 100;

/** Whether a field of this name holds a secret: capitals, spaces, signs, escapes and a prefix do not matter. */
export function isSecretName(name: string): boolean {
	return namesIn(name).some((letters) => SECRET.test(letters));
}

/** Whether a field of this name holds the value of a pair. */
export function holdsValue(name: string): boolean {
	return namesIn(name).some((letters) => HOLDS_VALUE.test(letters));
}

/** The letters of the whole name, and of what stands behind its prefix. */
function namesIn(name: string): string[] {
	if (name.length > LONGEST_NAME) return [];
	const plain = readPlain(name).text.toLowerCase();
	const last = plain.split(/[:./[\]@$]/).filter((part) => part.trim() !== '');
	return [plain, last.at(-1) ?? ''].map((part) => part.replace(/[^a-z]/g, ''));
}
