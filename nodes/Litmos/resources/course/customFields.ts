import type { IDataObject } from 'n8n-workflow';
import { courseLocator } from '../../../shared/locators/course';
import type { Call, CodedOperation, RequestSpec } from '../../../shared/operation/types';
import { byName } from '../user/customFields';

const READ: RequestSpec = { method: 'GET', path: '/courses/{courseId}/coursecustomfields' };

async function read(call: Call, values: IDataObject): Promise<IDataObject[]> {
	return [{ courseId: values.courseId, customFields: byName(await call(READ, values)) }];
}

export const getCourseCustomFields: CodedOperation = {
	kind: 'coded',
	name: 'Get Custom Fields',
	value: 'getCustomFields',
	action: 'Get custom fields of course',
	description: 'Retrieve the custom fields of a course with their values',
	fields: [courseLocator.field],
	run: read,
	calls: [READ],
};
