import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import { FieldError } from '../operation/readTyped';
import { isObject } from '../values';
import { coded, listSearch } from './listSearch';
import { locator } from './locator';
import { byId } from './modes';

/** What the parameters that a list may depend on hold. */
const NOUNS: Readonly<Record<string, string>> = {
	courseId: 'course',
	moduleId: 'module',
	sessionId: 'session',
	sourceCourseId: 'source course',
};

/** The path of a list that belongs to what is chosen in other fields: `{courseId}` stands for the ID in such a field. */
export const within = (path: string) => (ctx: ILoadOptionsFunctions) =>
	path.replace(/\{(\w+)\}/g, (_, field: string) => chosen(ctx, field));

/** What is set in a locator; an empty text where there is none. */
export const textIn = (ctx: ILoadOptionsFunctions, field: string): string =>
	readLocator(ctx, field).text;

function readLocator(ctx: ILoadOptionsFunctions, field: string): { mode: unknown; text: string } {
	const locator: unknown = ctx.getCurrentNodeParameter(field);
	const { mode, value } = isObject(locator) ? locator : { mode: undefined, value: locator };
	return { mode, text: String(value ?? '').trim() };
}

function chosen(ctx: ILoadOptionsFunctions, field: string): string {
	const { mode, text: id } = readLocator(ctx, field);
	// A name or an expression would have to be looked up first, with more requests than a list may cost.
	if ((mode === 'list' || mode === 'id') && id !== '' && !id.startsWith('=')) {
		return encodeURIComponent(id);
	}
	const noun = NOUNS[field];
	throw new FieldError(
		`Choose the ${noun} first, From List or By ID`,
		`This list depends on the ${noun}. If the ${noun} is set by name or by an expression, enter the ID here instead, or an expression.`,
	);
}

const entry = (row: IDataObject): INodeListSearchItems => ({
	name: coded(row),
	value: String(row.Id),
});

/** Where a module goes from one course into another, it is one of the first. */
const modulesPath = (ctx: ILoadOptionsFunctions) =>
	within(
		ctx.getCurrentNodeParameter('operation') === 'addToCourse'
			? '/courses/{sourceCourseId}/modules'
			: '/courses/{courseId}/modules',
	)(ctx);

/** Any module. */
export const moduleLocator = locator({
	field: {
		displayName: 'Module',
		name: 'moduleId',
		required: true,
		description: 'The module to work on',
	},
	list: {
		method: 'searchModules',
		placeholder: 'Select a module...',
		hint: 'Shows the modules of the course chosen above',
		search: listSearch(modulesPath, entry),
	},
	standsIn: ['courseId', 'sourceCourseId'],
	modes: { id: byId('zhXnMdX7fN42') },
});

/** The kind of module that holds sessions. */
export const iltModuleLocator = locator({
	field: {
		displayName: 'Module',
		name: 'moduleId',
		required: true,
		description: 'The ILT module (instructor-led training) that has the sessions',
	},
	list: {
		method: 'searchIltModules',
		placeholder: 'Select a module...',
		hint: 'Shows the ILT modules of the course chosen above',
		search: listSearch(within('/courses/{courseId}/modules/ILT'), entry, 'paged'),
	},
	standsIn: ['courseId'],
	modes: { id: byId('zhXnMdX7fN42') },
});
