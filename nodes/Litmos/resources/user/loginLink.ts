import type { IDataObject } from 'n8n-workflow';
import { courseLocator } from '../../../shared/locators/course';
import { userLocator } from '../../../shared/locators/user';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, CodedOperation, RequestSpec } from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { GET_USER } from './record';

const GET_COURSE: RequestSpec = { method: 'GET', path: '/courses/{courseId}' };

async function readRecord(
	call: Call,
	request: RequestSpec,
	values: IDataObject,
): Promise<IDataObject> {
	const record = await call(request, values);
	if (isObject(record)) return record;
	throw new FieldError(
		'Litmos returned no record (Get login link of user)',
		'Check the user and the course, then run the item again.',
	);
}

/** Litmos renews the link with each use; older answers have a double slash in it, which one slash serves as well. */
async function readLink(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const { Id, UserName, LoginKey } = await readRecord(call, GET_USER, values);
	const link = String(LoginKey ?? '').replace(/([^:])\/\/+/, '$1/');
	if (link === '')
		throw new FieldError(
			'Litmos returned no login link for this user',
			'Check in Litmos whether the user is active, then run the item again.',
		);
	if (values.courseId === undefined) return [{ Id, UserName, loginLink: link }];
	const { OriginalId } = await readRecord(call, GET_COURSE, values);
	if (!OriginalId)
		throw new FieldError(
			'Litmos returned no number for the course',
			'Remove the course from the node to get a link to the start page.',
		);
	return [{ Id, UserName, loginLink: `${link}&c=${String(OriginalId)}` }];
}

export const getLoginLink: CodedOperation = {
	kind: 'coded',
	name: 'Get Login Link',
	value: 'getLoginLink',
	action: 'Get login link of user',
	description:
		'Retrieve a one-time link that signs in as this user without a password. Treat it like a password: send it only to that user and do not store it.',
	warning: 'Anyone who has this link can sign in as the user. Treat it like a password.',
	fields: [
		userLocator.field,
		{
			...courseLocator.field,
			required: false,
			description: 'Where the link leads. Leave empty for the start page.',
		},
	],
	run: readLink,
	calls: [GET_USER, GET_COURSE],
	showsLoginKey: true,
};
