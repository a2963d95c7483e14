import type { IDataObject } from 'n8n-workflow';

/** Every place of parameters that is not in the result of n8n's reading of them. */
export function lost(given: unknown, read: unknown, place = ''): string[] {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
	return Object.entries(given).flatMap(([key, value]) =>
		typeof read === 'object' && read !== null && key in read
			? lost(value, (read as IDataObject)[key], `${place}.${key}`)
			: [`${place}.${key}`],
	);
}
