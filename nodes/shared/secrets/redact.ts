import { isObject } from '../values';
import { knownSecrets } from './known';
import { withoutSecrets, withoutSecretText } from './named';

/** Hides what a person must not see: the same kind of value comes back. */
export type Redact = <T>(value: T) => T;

/** Hides the secrets of one credential and of the requests sent with it, wherever text leaves the package. */
export interface Redactor {
	/** In texts, numbers, names of fields, and in what holds them. Costs nothing worth telling where there is none. */
	redact: Redact;
	/** Remembers the secrets that a request carries: its passwords and login keys. */
	carry: (sent: Readonly<{ body?: string; qs?: object; path?: string }>) => void;
}

/** @param keys What is always hidden: the API Key, the secret of a webhook. */
export function createRedactor(keys: readonly string[]): Redactor {
	const known = knownSecrets();
	for (const key of keys) known.learn(key, true);
	const isCarried = (text: string) => /pass|login|[%&\\]/i.test(text);
	return {
		redact: <T>(value: T) => redactAll(value, known.hide) as T,
		carry: ({ body = '', qs = {}, path = '' }) => {
			const found = new Set<string>();
			const note = (secret: string) => void found.add(secret);
			if (isCarried(body)) withoutSecretText(body, note);
			if (isCarried(path)) withoutSecretText(path, note);
			withoutSecrets(qs, note);
			for (const secret of found) for (const part of partsOf(secret)) known.learn(part);
		},
	};
}

/** A login link is a secret by the key in it. */
function partsOf(secret: string): string[] {
	const key = /loginkey=([^&\s]+)/i.exec(secret.slice(0, 2000));
	return key ? [key[1], secret] : [secret];
}

function redactAll(value: unknown, hide: (text: string) => string): unknown {
	if (typeof value === 'string') return hide(value);
	if (typeof value === 'number') {
		const text = String(value);
		const shown = hide(text);
		return shown === text ? value : shown;
	}
	if (Array.isArray(value)) return value.map((entry) => redactAll(entry, hide));
	if (!isPlain(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [hide(key), redactAll(entry, hide)]),
	);
}

/** A date, or an object of n8n, is not ours to copy. */
function isPlain(value: unknown): value is Record<string, unknown> {
	if (!isObject(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
