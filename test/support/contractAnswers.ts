import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../contract/schema';
import { readXml } from '../../nodes/shared/xml';
import { answerByStandard } from './lrsAnswers';
import type { PlainAnswer, SeenRequest } from './recorder';
import { endpointBehind, fieldsOfSchema } from './rowContract';
import { otherId, SAMPLES } from './samples';

/** Cells of the records that the samples speak of. */
const CELLS: Readonly<Record<string, unknown>> = {
	UserName: SAMPLES.userId.userName,
	Email: SAMPLES.userId.email,
	FirstName: 'Ada',
	LastName: 'Before',
	UserId: SAMPLES.userId.id,
	ManagerId: SAMPLES.userId.id,
	CourseId: SAMPLES.courseId.id,
	LearningPathId: SAMPLES.learningPathId.id,
	TeamId: SAMPLES.teamId.id,
	FullName: 'Ada Before',
	Active: true,
	Description: 'Before',
	OriginalId: 590874,
	LoginKey: 'https://demo.litmos.com/login.aspx?loginkey=1',
	Password: '',
	TeamCodeForBulkImport: '1689704-NewHires',
	Status: 'Completed',
	ImportId: 'w9ZkQ3nVbT01',
	TokenExpiration: '2027-01-31T09:00:00',
};

/** Whose records a schema holds, where it is not courses. */
const OWNERS: ReadonlyArray<readonly [schema: RegExp, owner: keyof typeof SAMPLES]> = [
	// The list of ILT modules has no schema of its own.
	[/^$/, 'moduleId'],
	[/^Org(Team)?LearningPath(Result)?$/, 'learningPathId'],
	[/^OrgTeam$/, 'teamId'],
	[/^User|User$|^EventUser|^CourseResult$/, 'userId'],
	[/^Session$/, 'sessionId'],
	[/^Module(File)?$/, 'moduleId'],
	[/^Team/, 'teamId'],
	[/^LearningPath(?!Course)/, 'learningPathId'],
	[/^Collection/, 'collectionId'],
	[/^Listing$/, 'listingId'],
	[/^Token$/, 'tokenId'],
];

/** Answers a request as the contract says, with records that look like those of Litmos. */
export function answerByContract(seen: SeenRequest): PlainAnswer {
	const { method, path, query, body } = seen;
	const byStandard = answerByStandard(seen);
	if (byStandard) return byStandard;
	const answer = endpointBehind(method, path)?.answers[0];
	if (!answer || answer.body === 'empty' || answer.body === 'unknown') {
		return { status: answer?.status ?? 200 };
	}
	if (path === ERRORS_OF_NEW_IMPORT) return { status: answer.status, body: [] };
	const record = recordOf(answer.schema, query.get('search') ?? undefined);
	if (answer.schema === 'UserBulkImport') record.Failed = 0;
	// A POST that reads names those it asks about.
	const asked = method === 'POST' && answer.body === 'array' ? recordsIn(body) : [{}];
	const rows = asked.map((each) => ({ ...record, ...each }));
	if (method === 'GET' && LOOKED_THROUGH.test(path)) rows.push(other(record));
	return { status: answer.status, body: answer.body === 'array' ? rows : record };
}

/** An import that was just begun, unlike the one in the samples, goes well: it has the ID of its schema's owner. */
const ERRORS_OF_NEW_IMPORT = `/bulkimports/${SAMPLES.userId.id}/usererrors`;

/** Lists in which IDs are looked for: a second one is known there. */
const LOOKED_THROUGH = /^\/(users|courses|teams|learningpaths)$/;

function other(record: IDataObject): IDataObject {
	const Id = otherId(String(record.Id));
	const OriginalId = 2;
	return {
		...record,
		Id,
		OriginalId,
		Name: 'Other',
		UserName: 'other',
		Email: 'other@example.com',
	};
}

/** The records of a body in either format. */
const recordsIn = (body: string): object[] =>
	(body.startsWith('<') ? readXml(body) : JSON.parse(body)) as object[];

/** No person, no team: what Litmos answers where nothing has the name. */
export function answerMissing({ path }: SeenRequest): PlainAnswer {
	return path === '/users' ? { status: 200, body: [] } : { status: 404 };
}

/** A record of a schema; where it was searched for, the one that was meant. */
function recordOf(schema: string | undefined, search?: string): IDataObject {
	const record = Object.fromEntries(
		fieldsOfSchema(schema).map((field) => [field.name, cellOf(field)]),
	);
	const meant = Object.values(SAMPLES).find((sample) =>
		Object.values<string>(sample).includes(search ?? ''),
	);
	const [, owner] = OWNERS.find(([pattern]) => pattern.test(schema ?? '')) ?? [];
	const { id: Id, ...named }: Sample = meant ?? SAMPLES[owner ?? 'courseId'];
	if (named.code !== undefined)
		return { ...record, TokenId: Id, TokenCode: named.code } as IDataObject;
	const names =
		named.userName !== undefined
			? { UserName: named.userName, Email: named.email }
			: { Name: named.name ?? 'First Aid' };
	return { ...record, Id, ...names } as IDataObject;
}

interface Sample {
	id: string;
	name?: string;
	code?: string;
	userName?: string;
	email?: string;
}

/** A record inside of another one, with no cells but its own. */
function partOf(schema: string): IDataObject {
	const names = fieldsOfSchema(schema).map(({ name }) => name);
	const cells = Object.entries(recordOf(schema)).filter(([name]) => names.includes(name));
	return Object.fromEntries(cells);
}

function cellOf({ name, type, format, schema }: Field): unknown {
	if (name in CELLS) return CELLS[name];
	if (format === 'isoDate') return '2024-05-01T13:45:00Z';
	if (format === 'msDate') return '/Date(1714571100000-0500)/';
	if (type === 'array') return schema === undefined ? [] : [partOf(schema)];
	if (type === 'boolean') return false;
	if (type === 'integer' || type === 'number') return 1;
	if (type === 'object') return schema === undefined ? {} : partOf(schema);
	return '';
}
