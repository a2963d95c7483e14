import type { IDataObject } from 'n8n-workflow';
import { changesIn } from './changes';
import type { RecordList, RecordWish } from './recordList';
import { choosePath, fill, wireName } from '../plan';
import type { Call, Output, RequestSpec, FieldMapping } from '../types';

type Merge = Extract<Output, { kind: 'updated' }>['merge'];

/** Reads the record, lays the changes over it and writes it back whole. */
export async function updateRecord(
	call: Call,
	{ request, merge, list }: { request: RequestSpec; merge: Merge; list: RecordList },
	values: IDataObject,
): Promise<IDataObject> {
	const { path, takesNameOf } = request;
	const read = async () =>
		(await call({ method: 'GET', path, takesNameOf }, values, { record: true })) as IDataObject;
	const record = (await readForUpdate(list, { request, merge, read }, values)) as IDataObject;
	const field = lastFieldOf(request, values);
	// A name may have led to the record; Litmos writes by the ID only. Without any, the path would be that of the list.
	const target = { ...values, [field]: record.Id || values[field] };
	const written = await writeBack(call, { request, record, merge }, target);
	return { ...written.record, changes: written.changes };
}

interface Reading {
	request: RequestSpec;
	merge: Merge;
	/** The record by itself. */
	read: RecordWish['read'];
}

/** The record that is to be changed; undefined where there is none. */
export async function readForUpdate(
	list: RecordList,
	{ request, merge, read }: Reading,
	values: IDataObject,
): Promise<IDataObject | undefined> {
	const isFulfilledBy = (record: IDataObject) =>
		!isChanged(record, changedBy({ request, merge, record }, values));
	return await list.recordFor(values, { isFulfilledBy, read });
}

interface Writing {
	request: RequestSpec;
	/** As it was read. */
	record: IDataObject;
	merge: Merge;
}

interface Written {
	record: IDataObject;
	/** Whether it was sent. */
	isChanged: boolean;
	changes: IDataObject;
}

/** Writes a record with the changes; nothing is sent where nothing changes. */
export async function writeBack(
	call: Call,
	{ request, record, merge }: Writing,
	values: IDataObject,
): Promise<Written> {
	const body = changedBy({ request, record, merge }, values);
	const written = { record: body, changes: changesIn(record, body) };
	if (!isChanged(record, body)) return { ...written, isChanged: false };
	await call(request, values, { body });
	return { ...written, isChanged: true };
}

/** The record with the changes and with what follows from them. */
function changedBy({ request, record, merge }: Writing, values: IDataObject): IDataObject {
	const cells = Object.entries(fill(request, values).body as IDataObject);
	// What is null is empty already. What a list leaves out may be filled.
	const changes = cells.filter(([column, cell]) => cell !== '' || record[column] !== null);
	const changed = layOver(record, Object.fromEntries(changes), request.body);
	return merge ? merge(record, changed) : changed;
}

/** Whether there is something to write. */
function isChanged(record: IDataObject, body: IDataObject): boolean {
	return JSON.stringify(body) !== JSON.stringify(record);
}

/** The record with the changes. What it did not have goes where the wire wants it, since XML is read in order. */
export function layOver(
	record: IDataObject,
	changes: IDataObject,
	mappings: readonly FieldMapping[] = [],
): IDataObject {
	const order = mappings.map(wireName);
	const keys = Object.keys(record);
	for (const key of Object.keys(changes).filter((name) => !Object.hasOwn(record, name))) {
		const before = order.slice(0, order.indexOf(key)).filter((name) => keys.includes(name));
		const last = before.at(-1);
		keys.splice(last === undefined ? 0 : keys.indexOf(last) + 1, 0, key);
	}
	const cells = { ...record, ...changes };
	return Object.fromEntries(keys.map((key) => [key, cells[key]]));
}

/** The field that names the record: those before it in the path say where the record is. */
function lastFieldOf({ path }: RequestSpec, values: IDataObject): string {
	return /\{(\w+)\}[^{]*$/.exec(choosePath(path, values))?.[1] ?? 'Id';
}
