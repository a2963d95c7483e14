import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../contract/schema';
import type { PlainAnswer, SeenRequest } from './recorder';
import { endpointBehind, fieldsOfSchema } from './rowContract';
import { SAMPLES } from './samples';

/** Cells of the records that the samples speak of. */
const CELLS: Readonly<Record<string, unknown>> = {
	UserName: SAMPLES.userId.userName,
	Email: SAMPLES.userId.email,
	FirstName: 'Ada',
	LastName: 'Before',
	FullName: 'Ada Before',
	Active: true,
	Description: 'Before',
	OriginalId: 590874,
	LoginKey: 'https://demo.litmos.com/login.aspx?loginkey=1',
	Password: '',
	TeamCodeForBulkImport: '1689704-NewHires',
};

/** Answers a request as the contract says, with records that look like those of Litmos. */
export function answerByContract({ method, path, query }: SeenRequest): PlainAnswer {
	const answer = endpointBehind(method, path)?.answers[0];
	if (!answer || answer.body === 'empty' || answer.body === 'unknown') {
		return { status: answer?.status ?? 200 };
	}
	const record = recordOf(answer.schema, query.get('search') ?? undefined);
	return { status: answer.status, body: answer.body === 'array' ? [record] : record };
}

/** No person, no team: what Litmos answers where nothing has the name. */
export function answerMissing({ path }: SeenRequest): PlainAnswer {
	return path === '/users' ? { status: 200, body: [] } : { status: 404 };
}

/** A record of a schema; where it was searched for, the one that was meant. */
function recordOf(schema: string | undefined, search?: string): IDataObject {
	const record = Object.fromEntries(
		fieldsOfSchema(schema).map((field) => [field.name, cellOf(field)]),
	);
	const [, meant] = Object.entries(SAMPLES).find(([, sample]) =>
		Object.values<string>(sample).includes(search ?? ''),
	) ?? [undefined, undefined];
	const { id: Id, ...named }: Sample = meant ?? sampleOf(schema ?? '');
	const names =
		named.userName !== undefined
			? { UserName: named.userName, Email: named.email }
			: { Name: named.name ?? 'First Aid' };
	return { ...record, Id, ...names } as IDataObject;
}

interface Sample {
	id: string;
	name?: string;
	userName?: string;
	email?: string;
}

/** What a record of the schema is about; the list of ILT modules has none. */
function sampleOf(schema: string): Sample {
	const [, sample] = BY_SCHEMA.find(([pattern]) => pattern.test(schema)) ?? [];
	return sample ?? SAMPLES.courseId;
}

const BY_SCHEMA: ReadonlyArray<readonly [RegExp, Sample]> = [
	[/^(User|EventUser)/, SAMPLES.userId],
	[/^Team/, SAMPLES.teamId],
	[/^Session$/, SAMPLES.sessionId],
	[/^(Module(File)?)?$/, SAMPLES.moduleId],
];

function cellOf({ name, type, format, schema }: Field): unknown {
	if (name in CELLS) return CELLS[name];
	if (format === 'isoDate') return '2024-05-01T13:45:00Z';
	if (format === 'msDate') return '/Date(1714571100000-0500)/';
	if (type === 'array') return schema === undefined ? [] : [recordOf(schema)];
	if (type === 'boolean') return false;
	if (type === 'integer' || type === 'number') return 1;
	return type === 'object' ? {} : '';
}
