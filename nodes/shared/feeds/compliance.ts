import type { IDataObject } from 'n8n-workflow';
import { identityOf, readList, readParts } from '../operation/pages';
import type { PageReader } from '../operation/pages';
import { FieldError } from '../operation/readTyped';
import type { Call, CallOptions, RequestSpec } from '../operation/types';
import { isObject, isoDate, timeIn } from '../values';
import { complianceRecordOf, statusOf } from './complianceStatus';
import { MEMBER_CALLS, readMembers } from './members';
import { deriveSpan, SPAN, spansOf } from './period';

const PAGE = ['start', 'limit'] as const;

/** From before there was Litmos to long after us: everything. */
const EVER = { since: '2000-01-01', to: '2100-01-01' };

/** How courses and learning paths differ to this report. */
export interface ComplianceSource {
	/** The field that chooses one; `all` answers for it being empty. */
	field: 'courseId' | 'learningPathId';
	/** Reads its name. */
	record: RequestSpec;
	/** Its people, as they stand now. */
	people: RequestSpec;
	/** People of all. */
	all?: RequestSpec;
	/** When results were made, started and completed. */
	dates: RequestSpec;
	/** Further columns of a report: from the row of the person, and from the newest result in the dates. */
	more?: (row: IDataObject, result: IDataObject) => IDataObject;
}

/** The calls that a report about it may make. */
export const callsFor = ({
	record,
	people,
	all,
	dates,
}: ComplianceSource): readonly RequestSpec[] => [
	...MEMBER_CALLS,
	record,
	people,
	...(all ? [all] : []),
	dates,
];

export const COURSES: ComplianceSource = {
	field: 'courseId',
	record: { method: 'GET', path: '/courses/{courseId}' },
	people: { method: 'GET', path: '/courses/{courseId}/users', query: PAGE },
	all: { method: 'GET', path: '/results/details', query: [...SPAN, ...PAGE], slow: true },
	dates: { method: 'GET', path: '/org/results/details', query: [...SPAN, ...PAGE], slow: true },
};

export const LEARNING_PATHS: ComplianceSource = {
	field: 'learningPathId',
	record: { method: 'GET', path: '/learningpaths/{learningPathId}' },
	people: { method: 'GET', path: '/learningpaths/{learningPathId}/users', query: PAGE },
	dates: {
		method: 'GET',
		path: '/org/learningpaths/results',
		query: [...SPAN, ...PAGE],
		slow: true,
	},
};

/** One row for each person and course or learning path, as they stand now. */
export async function readCompliance(
	source: ComplianceSource,
	call: Call,
	values: IDataObject,
): Promise<IDataObject[]> {
	return (await readComplianceRows(source, call, values))();
}

/** The same for any moment that is given then, such as the time by the clock of Litmos; else for when they were read. */
export async function readComplianceRows(
	source: ComplianceSource,
	call: Call,
	values: IDataObject,
): Promise<(now?: number) => IDataObject[]> {
	const members = values.teamId === undefined ? undefined : await readMembers(call, values);
	const { ask, asOf } = sharing(call);
	const rows = await readPeople(source, ask, values);
	const dates = await readDates(source, call, values);
	const statuses = values.status as string[] | undefined;
	return (now = asOf()) =>
		rows
			.filter(({ UserId }) => members?.has(UserId) !== false)
			.map((row) => {
				const key = keyOf(row.UserId, row.ContentId);
				const result = dates.byKey.get(key) ?? {};
				return { ...report(row, { now, result, dates, values }), ...source.more?.(row, result) };
			})
			.filter(({ Status }) => statuses === undefined || statuses.includes(String(Status)));
}

/** The people of the one that was chosen, or of all; each with what they are in. */
async function readPeople(
	{ field, record, people, all }: ComplianceSource,
	call: Call,
	values: IDataObject,
): Promise<IDataObject[]> {
	if (all && values[field] === undefined) {
		const pages = pagesOf(call, all, { ...values, ...EVER });
		const { rows } = await readList(pages, { key: [] });
		const newest = newestOf(rows, (row) => identityOf(row, ['Id', 'CourseId']));
		return [...newest.values()].map((row) => ({
			...row,
			UserId: row.Id,
			ContentId: row.CourseId,
			ContentName: row.CourseName,
		}));
	}
	const content = await call(record, values);
	if (!isObject(content)) throw nothingAbout(String(values[field]));
	const { rows } = await readList(pagesOf(call, people, values), { key: 'Id' });
	return rows.map((row) => ({
		...row,
		UserId: row.Id,
		ContentId: values[field],
		ContentName: content.Name,
	}));
}

function nothingAbout(id: string): FieldError {
	return new FieldError(
		`Litmos returned nothing about ${id}`,
		'Check whether it exists in Litmos, or choose it From List.',
	);
}

interface Dates {
	byKey: ReadonlyMap<unknown, IDataObject>;
	/** How far back they go, and when they were read; null where they were not asked for. */
	since: string | null;
	asOf: string | null;
}

async function readDates(
	{ dates }: ComplianceSource,
	call: Call,
	values: IDataObject,
): Promise<Dates> {
	if (values.lookBack === 'none') return { byKey: new Map(), since: null, asOf: null };
	const span = deriveSpan({ period: values.lookBack });
	// Litmos may say 404 where nothing happened.
	const { ask, asOf } = sharing(call, { missing: true });
	const parts = spansOf(span).map((part) => pagesOf(ask, dates, { ...values, ...part }));
	const { rows } = await readParts(parts, { key: [] });
	const byKey = newestOf(rows, (row) => keyOf(row.UserId, row.Id));
	return { byKey, since: String(span.since), asOf: isoDate(new Date(asOf())) };
}

/** Of the rows with the same name the one that was changed last, or came last where they do not say; Litmos promises no order. */
function newestOf(
	rows: readonly IDataObject[],
	nameOf: (row: IDataObject) => unknown,
): Map<unknown, IDataObject> {
	const newest = new Map<unknown, IDataObject>();
	for (const row of rows) {
		const name = nameOf(row);
		const isOlder = timeIn(row.UpdatedDate) < timeIn(newest.get(name)?.UpdatedDate);
		if (!isOlder) newest.set(name, row);
	}
	return newest;
}

/** When answers were asked for that all items of a run share. */
const askedAt = new WeakMap<object, number>();

/** Asks once for all items of a run, and knows when the oldest of what came was asked for. */
function sharing(call: Call, options: CallOptions = {}) {
	let oldest = Date.now();
	const ask: Call = async (spec, given) => {
		const now = Date.now();
		const answer = await call(spec, given, { ...options, once: true });
		if (Array.isArray(answer)) {
			if (!askedAt.has(answer)) askedAt.set(answer, now);
			oldest = Math.min(oldest, askedAt.get(answer) ?? now);
		}
		return answer;
	};
	return { ask, asOf: () => oldest };
}

interface Known {
	now: number;
	/** The newest result of the person; empty where there is none in the dates. */
	result: IDataObject;
	dates: Dates;
	values: IDataObject;
}

function report(row: IDataObject, { now, result, dates, values }: Known): IDataObject {
	const record = complianceRecordOf(row, result);
	return {
		UserName: row.UserName ?? row.Username ?? null,
		FirstName: row.FirstName ?? null,
		LastName: row.LastName ?? null,
		Name: row.ContentName ?? null,
		Status: statusOf(record, now, Number(values.expiringDays ?? 30)),
		PercentageComplete: record.percentage,
		AssignedDate: result.CreatedDate ?? null,
		StartedDate: record.started ?? null,
		CompletedDate: row.CompletedDate ?? result.CompletedDate ?? result.FinishDate ?? null,
		DueDate: record.due ?? null,
		CompliantTillDate: record.compliantTill ?? null,
		UserId: row.UserId,
		ContentId: row.ContentId,
		AsOf: isoDate(new Date(now)),
		DatesSince: dates.since,
		DatesAsOf: dates.asOf,
	} as IDataObject;
}

function pagesOf(call: Call, spec: RequestSpec, values: IDataObject): PageReader {
	return async (start, limit) => await call(spec, { ...values, start, limit });
}

const keyOf = (user: unknown, content: unknown): string => `${String(user)} ${String(content)}`;
