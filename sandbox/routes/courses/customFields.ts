import { record, HttpError, type Answer } from '../../http/answers';
import type { Call, Route } from '../../http/call';
import { courseOf } from '../find';
import type { CourseFieldRecord } from '../../state/records';
import type { WireRecord } from '../../http/wireFormat';

// S: the text of both.
const MISSING = 'Not Found. The record you requested does not exist.';

const show = (field: CourseFieldRecord): WireRecord => ({ ...field });

/** S: no query at all, so all fields come at once. */
const listFields = (call: Call): Answer =>
	record('CourseCustomFields', [...call.state.courseFields.values()].map(show));

/** unknown: S draws the settings of the field, its title speaks of values in all courses. */
function getField(call: Call): Answer {
	const field = call.state.courseFields.get(call.params.customFieldId);
	if (field === undefined) throw new HttpError(404, MISSING);
	return record('CourseCustomField', show(field));
}

/** P reads `fieldname` and `Value`, which may be null. */
function values(call: Call): Answer {
	const course = courseOf(call, MISSING);
	const pairs = [...(call.state.courseFieldValues.get(course.Id) ?? [])];
	return record(
		'CourseCustomFields',
		pairs.map(([fieldname, Value]) => ({ fieldname, Value: Value === '' ? null : Value })),
	);
}

export const courseCustomFieldRoutes: readonly Route[] = [
	{ method: 'GET', path: '/coursecustomfields', handle: listFields },
	{ method: 'GET', path: '/coursecustomfields/{customFieldId}', handle: getField },
	{ method: 'GET', path: '/courses/{courseId}/coursecustomfields', handle: values },
];
