import { done, record, HttpError, UnreadableBody, type Answer } from '../../http/answers';
import { flagOf, idsOf, recordOf, textOf, type Fields } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { courseOf } from '../find';
import type { ModuleFileRecord } from '../../ilt/records';
import { moduleFileView } from '../../ilt/views';
import { momentOf } from '../../ilt/body';
import { recordResult } from '../../state/moduleResults';
import type { ModuleRecord } from '../../state/records';
import type { State } from '../../state/state';

/** S, D: the members in wire order. */
const ORDER = [
	'Id',
	'Name',
	'Description',
	'ModuleType',
	'Active',
	'Code',
	'HideDescription',
	'NewWindow',
	'ReviewMode',
	'ContentURL',
];
const RESULT_ORDER = ['CourseId', 'UserId', 'Score', 'Completed', 'UpdatedAt', 'Note', 'Attempts'];
/** D: the number of SCORM and Tin Can files. */
const FILE = 9;
const LONGEST_NOTE = 255;

const moduleIn = (state: State, id: string): ModuleRecord | undefined =>
	[...state.courses.values()].flatMap(({ modules }) => modules).find(({ Id }) => Id === id);

/** unknown: what is refused, and how; an ILT module has no file and is taken as not there. */
function fileOf(state: State, id: string): ModuleFileRecord {
	const known = state.ilt.files.get(id);
	if (known !== undefined) return known;
	const module = moduleIn(state, id);
	if (module === undefined || state.ilt.modules.has(id))
		throw new HttpError(404, `The module ${id} does not exist.`);
	return addFile(state, module);
}

function addFile(state: State, module: ModuleRecord): ModuleFileRecord {
	const file: ModuleFileRecord = {
		module,
		ModuleType: FILE,
		Active: true,
		ModuleRefCode: `ref-${module.OriginalId}`,
		HideDescription: false,
		NewWindow: false,
		ReviewMode: false,
		Status: 'Ready',
		ContentURL: '',
	};
	state.ilt.files.set(module.Id, file);
	return file;
}

function write(file: ModuleFileRecord, fields: Fields): void {
	const text = (key: string) => textOf(fields, key);
	const flag = (key: string) => flagOf(fields, key);
	Object.assign(file.module, {
		Name: text('Name'),
		Description: text('Description'),
		Code: text('Code'),
	});
	Object.assign(file, {
		Active: flag('Active'),
		HideDescription: flag('HideDescription'),
		NewWindow: flag('NewWindow'),
		ReviewMode: flag('ReviewMode'),
	});
	// unknown: whether a file that is not given stays; it is assumed to.
	if (text('ContentURL') !== '') file.ContentURL = text('ContentURL');
}

function newModule(state: State): ModuleRecord {
	state.lastOriginalId.module += 1;
	const [Id, OriginalId] = [state.random.longId(), state.lastOriginalId.module];
	return { Id, OriginalId, Code: '', Name: '', Description: '', passmark: 80 };
}

function create(call: Call): Answer {
	const fields = recordOf(call.body, ORDER);
	// S: required. unknown: how it is refused.
	if (fields === null || textOf(fields, 'Name') === '' || textOf(fields, 'ContentURL') === '')
		throw new UnreadableBody();
	const file = addFile(call.state, newModule(call.state));
	write(file, fields);
	// D: processing goes on after the answer; here it is over when the module is asked for.
	return record('Module', { ...moduleFileView(file), Status: 'Queued' });
}

function update(call: Call): Answer {
	const file = fileOf(call.state, call.params.moduleId);
	const fields = recordOf(call.body, ORDER);
	if (fields === null) throw new UnreadableBody();
	write(file, fields);
	return done();
}

function takeOut(state: State, moduleId: string): void {
	for (const course of state.courses.values()) {
		course.modules = course.modules.filter(({ Id }) => Id !== moduleId);
	}
}

function remove(call: Call): Answer {
	const { module } = fileOf(call.state, call.params.moduleId);
	takeOut(call.state, module.Id);
	call.state.ilt.files.delete(module.Id);
	return done();
}

/** D: a copy lives on its own; unknown: how link and mirror differ, both are the same module here. */
function addTo(call: Call, isCopy: boolean): Answer {
	const course = courseOf(call);
	// unknown: ids that are none; ignored as in other lists.
	for (const id of idsOf(call.body)) {
		const module = call.state.ilt.files.get(id)?.module ?? moduleIn(call.state, id);
		if (module === undefined) continue;
		if (isCopy) {
			const { Id, OriginalId } = newModule(call.state);
			course.modules.push({ ...module, Id, OriginalId });
		} else if (!course.modules.includes(module)) course.modules.push(module);
	}
	return done();
}

function removeFrom(call: Call): Answer {
	const course = courseOf(call);
	const { moduleId } = call.params;
	const module = course.modules.find(({ Id }) => Id === moduleId);
	if (module === undefined) throw new HttpError(404, `The module ${moduleId} does not exist.`);
	// Kept: a module of no course is still in the account.
	if (!call.state.ilt.modules.has(moduleId)) fileOf(call.state, moduleId);
	course.modules = course.modules.filter(({ Id }) => Id !== moduleId);
	return done();
}

function setResult(call: Call): Answer {
	const fields = recordOf(call.body, RESULT_ORDER);
	if (fields === null) throw new UnreadableBody();
	const [CourseId, userId] = [textOf(fields, 'CourseId'), textOf(fields, 'UserId')];
	const course = call.state.courses.get(CourseId);
	const module = course?.modules.find(({ Id }) => Id === call.params.moduleId);
	// unknown: how ids that do not fit are refused.
	if (course === undefined || module === undefined)
		throw new HttpError(404, `The module ${call.params.moduleId} does not exist.`);
	const score = Number(textOf(fields, 'Score'));
	// C: a 500 for a date that is not /Date(ms)/ in JSON.
	const at = momentOf(textOf(fields, 'UpdatedAt'), call.body.kind === 'xml');
	if (!Number.isInteger(score) || score < 0 || score > 100) throw new UnreadableBody();
	if (textOf(fields, 'Note').length > LONGEST_NOTE) throw new UnreadableBody();
	const attempts = Number(textOf(fields, 'Attempts')) || undefined;
	const completed = flagOf(fields, 'Completed');
	const reached = { userId, course, module, score, completed, at, attempts };
	if (!recordResult(call.state, reached))
		throw new HttpError(404, `The course ${CourseId} does not exist.`);
	return done();
}

export const moduleRoutes: readonly Route[] = [
	{ method: 'POST', path: '/modules', handle: create },
	{
		method: 'GET',
		path: '/modules/{moduleId}',
		handle: (call) => record('Module', moduleFileView(fileOf(call.state, call.params.moduleId))),
	},
	{ method: 'PUT', path: '/modules/{moduleId}', handle: update },
	{ method: 'DELETE', path: '/modules/{moduleId}', handle: remove },
	{ method: 'PUT', path: '/results/modules/{moduleId}', handle: setResult },
	{ method: 'POST', path: '/courses/{courseId}/modules/copy', handle: (call) => addTo(call, true) },
	{
		method: 'POST',
		path: '/courses/{courseId}/modules/link',
		handle: (call) => addTo(call, false),
	},
	{
		method: 'POST',
		path: '/courses/{courseId}/modules/mirror',
		handle: (call) => addTo(call, false),
	},
	{ method: 'DELETE', path: '/courses/{courseId}/modules/{moduleId}', handle: removeFrom },
];
