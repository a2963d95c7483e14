import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import { FieldError } from '../../shared/operation/readValues';
import { isObject, readDate } from '../../shared/values';
import { listing } from '../../shared/locators/listing';

/** The ID chosen in another field, ready for a path. */
function chosen(ctx: ILoadOptionsFunctions, field: string, label: string): string {
	const locator: unknown = ctx.getCurrentNodeParameter(field);
	const { mode, value } = isObject(locator) ? locator : {};
	const id = String(value ?? '').trim();
	// A name or an expression would have to be looked up first, with more requests than a list may cost.
	if ((mode === 'list' || mode === 'id') && id !== '' && !id.startsWith('=')) {
		return encodeURIComponent(id);
	}
	throw new FieldError(
		`Choose the ${label} first, From List or By ID`,
		`What this list shows depends on the ${label}. By name or as an expression it is known only when the node runs; then enter the ID here, or an expression.`,
	);
}

function named({ Id, Name, Code }: IDataObject): INodeListSearchItems {
	return { name: `${String(Name)}${Code ? ` (${String(Code)})` : ''}`, value: String(Id) };
}

/** `2027-01-31`. */
function dayOf(moment: unknown): string {
	return readDate(String(moment ?? '')).slice(0, 10);
}

const coursePath = (ctx: ILoadOptionsFunctions) =>
	`/courses/${chosen(ctx, 'courseId', 'course')}/modules`;
const modulePath = (ctx: ILoadOptionsFunctions) =>
	`${coursePath(ctx)}/${chosen(ctx, 'moduleId', 'module')}/sessions`;

/** Where a module goes from one course into another, it is one of the first. */
function isAdding(ctx: ILoadOptionsFunctions): boolean {
	return ctx.getCurrentNodeParameter('operation') === 'addToCourse';
}

export const searchModules = listing(
	(ctx) =>
		isAdding(ctx)
			? `/courses/${chosen(ctx, 'sourceCourseId', 'source course')}/modules`
			: coursePath(ctx),
	named,
);

export const searchIltModules = listing((ctx) => `${coursePath(ctx)}/ILT`, named, 'paged');

/** `First Aid, 2027-01-31 to 2027-02-01`. */
export const searchSessions = listing(
	modulePath,
	({ Id, Name, StartDate, EndDate }) => {
		const days = [...new Set([dayOf(StartDate), dayOf(EndDate)])].filter(Boolean).join(' to ');
		return [{ name: [String(Name), days].filter(Boolean).join(', '), value: String(Id) }];
	},
	'paged',
);

/** `2027-01-31, 9:00AM to 5:00PM`. */
export const searchSessionDays = listing(
	(ctx) => `${modulePath(ctx)}/${chosen(ctx, 'sessionId', 'session')}`,
	({ Days }) =>
		((Days ?? []) as IDataObject[]).map(({ Id, StartDate, StartTime, EndTime }) => ({
			name: `${dayOf(StartDate)}, ${String(StartTime)} to ${String(EndTime)}`,
			value: String(Id),
		})),
	'whole',
);

export const searchInstructors = listing('/instructors', (row) => ({
	name: `${[row.FirstName, row.LastName].filter(Boolean).join(' ')} (${String(row.UserName)})`,
	value: String(row.Id),
}));

/** `Head Office, Sampletown`. */
export const searchLocations = listing(
	'/locations',
	({ LocationId, Location, City }) => [
		{ name: [Location, City].filter(Boolean).join(', '), value: String(LocationId) },
	],
	'paged',
);
