import type { IDataObject } from 'n8n-workflow';
import { jsonDate, parseTime, queryDate } from '../values';
import { FieldError } from './readTyped';
import type { ItemValues } from './readValues';
import type { DateForm, Path, RequestSpec, FieldMapping } from './types';

/** A request with its values filled in. */
export interface PlannedRequest {
	method: RequestSpec['method'];
	path: string;
	qs: IDataObject;
	/** What goes out as JSON; text goes out as it is. */
	body?: IDataObject | IDataObject[] | string;
}

/** A request to send, and the input items it answers for. */
export interface Job {
	/** Positions in the list of items given to `plan`. */
	members: number[];
	request: PlannedRequest;
}

/**
 * Turns the values of the items into as few requests as the operation allows, in the order of the items.
 * `onProblem`: the item at this position fits in no request.
 */
export function plan(
	spec: RequestSpec,
	items: readonly ItemValues[],
	onProblem: (member: number, problem: unknown) => void,
): Job[] {
	const jobs: Job[] = [];
	const open = new Map<string, Job>();
	items.forEach(({ values, isXml, isPreview }, member) => {
		const request = tryTo(
			() => fill(spec, values),
			(problem) => onProblem(member, problem),
		);
		if (!request) return;
		// What is only previewed must not take others along, nor be taken along.
		const way = `${isPreview ? 'Preview ' : ''}${isXml ? 'XML ' : ''}`;
		const key = `${way}${request.path}?${JSON.stringify(request.qs)}`;
		const shared = spec.batch && open.get(key);
		if (shared && isRoomIn(shared, spec)) {
			shared.members.push(member);
			addTo(shared.request.body as IDataObject[], request.body as IDataObject);
			return;
		}
		const body = spec.batch ? [request.body as IDataObject] : request.body;
		const job: Job = { members: [member], request: { ...request, body } };
		open.set(key, job);
		jobs.push(job);
	});
	return jobs;
}

function tryTo<T>(work: () => T, onProblem: (problem: unknown) => void): T | undefined {
	try {
		return work();
	} catch (problem) {
		onProblem(problem);
		return undefined;
	}
}

/** One request for one item's values; the body of a batch as its element. */
export function fill(spec: RequestSpec, values: IDataObject): PlannedRequest {
	return {
		method: spec.method,
		path: fillPath(spec.path, values),
		qs: pick(spec.query, values),
		body: fillBody(spec, values),
	};
}

/** One request whose body has an element for each of the rows. */
export function fillRows(
	spec: RequestSpec,
	values: IDataObject,
	rows: readonly IDataObject[],
): PlannedRequest {
	return { ...fill(spec, values), body: rows.map((row) => fillBody(spec, row) as IDataObject) };
}

/** The fields whose IDs Litmos passes over where it does not know them: no refusal will tell. */
export function silentFieldsOf({ batch, body }: RequestSpec): string[] {
	if (!batch?.ignoresUnknown) return [];
	return (body ?? []).filter((mapping) => wireName(mapping) === 'Id').map(fieldName);
}

/** The path template that the values choose. */
export function choosePath(path: Path, values: IDataObject): string {
	return typeof path === 'string' ? path : path.paths[String(values[path.by])];
}

function isRoomIn(job: Job, { batch }: RequestSpec): boolean {
	return (job.request.body as IDataObject[]).length < (batch?.max ?? 1);
}

/** Litmos ignores or refuses the same entry twice in one body. */
function addTo(body: IDataObject[], element: IDataObject): void {
	const text = JSON.stringify(element);
	if (!body.some((present) => JSON.stringify(present) === text)) body.push(element);
}

/** What ends a part of a path where a server resolves percent signs before it looks for parts. */
const ENDS_PART = /[/\\%?#\p{Cc}]/u;

/** The path with a value for each field in braces. */
export function fillPath(path: Path, values: IDataObject): string {
	return choosePath(path, values).replace(/\{(\w+)\}/g, (_, field: string) => {
		const value = String(values[field] ?? '');
		if (!ENDS_PART.test(value)) return encodeURIComponent(value);
		throw new FieldError(
			`An ID cannot contain a slash, %, ?, # or a line break: ${value}`,
			'Choose it from the list, or check the expression for the ID.',
		);
	});
}

function fillBody(spec: RequestSpec, values: IDataObject): PlannedRequest['body'] {
	if (spec.text) return values[spec.text.field] as string | undefined;
	if (!spec.body) return undefined;
	const picked = pick(spec.body, values);
	// The body of an update holds changes only; the record that was read gives the rest.
	const defaults = spec.defaults ?? {};
	const cleared = (values.clearFields as string[] | undefined) ?? [];
	const body: IDataObject = {};
	for (const mapping of spec.body) {
		const wire = wireName(mapping);
		const value = picked[wire] ?? defaults[wire] ?? (cleared.includes(wire) ? '' : undefined);
		if (value !== undefined) body[wire] = value;
	}
	return body;
}

function pick(mappings: readonly FieldMapping[] = [], values: IDataObject): IDataObject {
	const picked: IDataObject = {};
	for (const mapping of mappings) {
		const value = values[fieldName(mapping)];
		if (value === undefined || value === null || value === '') continue;
		picked[wireName(mapping)] = isDated(mapping) ? writeDate(String(value), mapping.as) : value;
	}
	return picked;
}

/** The name on the wire. */
export function wireName(mapping: FieldMapping): string {
	if (typeof mapping === 'string') return mapping;
	return isDated(mapping) ? mapping.wire : mapping[0];
}

/** The name of the field that gives the value. */
export function fieldName(mapping: FieldMapping): string {
	if (typeof mapping === 'string') return mapping;
	return isDated(mapping) ? mapping.wire : mapping[1];
}

function isDated(mapping: FieldMapping): mapping is { wire: string; as: DateForm } {
	return typeof mapping === 'object' && 'as' in mapping;
}

function writeDate(value: string, form: DateForm): string {
	const time = parseTime(value);
	if (!time || form === 'isoDate') return value;
	return form === 'queryDate' ? queryDate(time) : jsonDate(time);
}
