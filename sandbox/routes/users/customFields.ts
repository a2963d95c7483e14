import { done, record, HttpError, type Answer } from '../../http/answers';
import { namedValuesOf } from '../../http/body';
import type { Call, Route } from '../../http/call';
import { userOf } from '../find';
import type { WireValue } from '../../http/wireFormat';

/** unknown: the answer's shape; P reads `fieldname` and `Value` from the like-named list of courses. */
function shaped(call: Call, values: ReadonlyMap<string, string>): WireValue {
	const pairs = [...values];
	switch (call.settings.customFieldShape) {
		case 'object':
			return Object.fromEntries(pairs);
		case 'arrayOfObjects':
			return pairs.map(([name, value]) => ({ [name]: value }));
		case 'fieldnameValue':
			return pairs.map(([fieldname, Value]) => ({ fieldname, Value }));
	}
}

function getFields(call: Call): Answer {
	const user = userOf(call, 'The user does not exist.');
	const values = call.state.customFields.get(user.Id) ?? new Map<string, string>();
	// unknown: the XML form; S names the root's type ArrayOfparameter.
	return record('UserCustomFields', shaped(call, values));
}

function setFields(call: Call): Answer {
	const user = userOf(call, `User ${call.params.userId} was not found`);
	const pairs = namedValuesOf(call.body);
	if (call.body.kind === 'none')
		throw new HttpError(400, 'Please check the xml/json in the body of the request.');
	// S: 404 with this text; unknown: that an empty value means "no value".
	if (pairs.length === 0 || pairs.some(([name, value]) => name === '' || value === '')) {
		throw new HttpError(404, 'A value for custom field is required');
	}
	const values = call.state.customFields.get(user.Id) ?? new Map<string, string>();
	// unknown: names the account does not have; they are taken like any other.
	for (const [name, value] of pairs) values.set(name, value);
	call.state.customFields.set(user.Id, values);
	// S: 200; unknown: its body, so none.
	return done();
}

export const userCustomFieldRoutes: readonly Route[] = [
	{ method: 'GET', path: '/users/{userId}/usercustomfields', handle: getFields },
	{ method: 'POST', path: '/users/{userId}/usercustomfields', handle: setFields },
];
