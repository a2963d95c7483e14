import type { IDataObject } from 'n8n-workflow';
import { withoutSecrets } from '../../secrets/named';
import { mapTexts, shownDate, wellSpelled } from '../../values';

/** The column of an output that says what a write has changed. */
export const CHANGES = 'changes';

const isEmpty = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';

/**
 * `{ City: ['Port Old', 'Port New'] }`: what a write changes of a record, as the output shows it. Without a record
 * before, all that the new one has.
 */
export function changesIn(before: IDataObject | undefined, after: IDataObject): IDataObject {
	const [old, now] = [shown(before ?? {}), shown(after)];
	const isNew = (name: string) =>
		before ? JSON.stringify(old[name]) !== JSON.stringify(now[name]) : !isEmpty(now[name]);
	const names = Object.keys(now).filter(isNew);
	return withoutSecrets(
		Object.fromEntries(names.map((name) => [name, [old[name] ?? null, now[name] ?? null]])),
	) as IDataObject;
}

const shown = (record: IDataObject): IDataObject =>
	wellSpelled(mapTexts(record, shownDate) as IDataObject);
