import { done, record, HttpError, UnreadableBody, type Answer } from '../../http/answers';
import { recordOf, textOf } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { courseOf } from '../find';
import { iltModuleOf, sessionsIn } from '../../ilt/find';
import { iltModuleView } from '../../ilt/views';
import { list } from '../../http/lists';
import { addIltModule } from '../../seed/ilt';

/** K: the members in wire order. */
const ORDER = ['Id', 'Code', 'Name', 'Description', 'Sessions'];

function namesOf(call: Call): { Code: string; Name: string; Description: string } {
	const fields = recordOf(call.body, ORDER);
	if (fields === null) throw new UnreadableBody();
	// K can make sessions along; nobody else does, and the nodes do not: refused loudly.
	if (Array.isArray(fields.Sessions) && fields.Sessions.length > 0)
		throw new HttpError(501, 'This sandbox does not make sessions along with their module.');
	const [Code, Name, Description] = ['Code', 'Name', 'Description'].map((key) =>
		textOf(fields, key),
	);
	return { Code, Name, Description };
}

function listModules(call: Call): Answer {
	const rows = courseOf(call).modules.filter(({ Id }) => call.state.ilt.modules.has(Id));
	return list(call, { rows, root: 'Modules', show: iltModuleView });
}

function create(call: Call): Answer {
	const module = addIltModule(call.state, courseOf(call), namesOf(call));
	// unknown: status and body of success; the record is assumed.
	return record('Event', iltModuleView(module));
}

function update(call: Call): Answer {
	const { module } = iltModuleOf(call, call.params.eventId);
	// unknown: what is left out; emptied is assumed.
	Object.assign(module, namesOf(call));
	return done();
}

function remove(call: Call): Answer {
	const { module } = iltModuleOf(call, call.params.eventId);
	const { courses, ilt } = call.state;
	// K, T: with all its sessions.
	sessionsIn(call.state, module.Id).forEach(({ Id }) => ilt.sessions.delete(Id));
	ilt.modules.delete(module.Id);
	for (const course of courses.values()) {
		course.modules = course.modules.filter(({ Id }) => Id !== module.Id);
	}
	return done();
}

export const iltModuleRoutes: readonly Route[] = [
	// S spells ILT in capitals, others do not: IIS does not mind.
	{ method: 'GET', path: '/courses/{courseId}/modules/ILT', handle: listModules },
	{ method: 'POST', path: '/courses/{courseId}/events', handle: create },
	{ method: 'POST', path: '/courses/{courseId}/events/{eventId}', handle: update },
	{ method: 'DELETE', path: '/courses/{courseId}/events/{eventId}', handle: remove },
];
