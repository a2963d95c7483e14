import type { IDataObject } from 'n8n-workflow';
import { FieldError } from '../../../shared/operation/readTyped';
import type { Call, CodedOperation, RequestSpec } from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { activeOnlyField, filters, searchField } from '../fields';

/** The only list of Litmos that tells its total (contract: users.listPaginated). */
const PAGE: RequestSpec = {
	method: 'GET',
	path: '/users/paginated',
	query: ['search', 'showInactive', 'limit'],
};

async function count(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const answer = await call(PAGE, { ...values, limit: 1 });
	const pagination = isObject(answer) ? answer.Pagination : undefined;
	const total = isObject(pagination) ? String(pagination.TotalCount) : '';
	// Neither null nor a text is a number of users.
	if (/^\d+$/.test(total)) return [{ count: Number(total) }];
	throw new FieldError(
		'Litmos returned no total number of users',
		'Use User: Get Many with Return All, and count the items.',
	);
}

export const countUsers: CodedOperation = {
	kind: 'coded',
	name: 'Count',
	value: 'count',
	action: 'Count users',
	description: 'Get the number of users with one request',
	fields: [
		filters([
			activeOnlyField,
			{
				...searchField,
				description:
					'Text to search for in names, usernames and emails. Loose matches are counted too.',
			},
		]),
	],
	derive: ({ activeOnly }) => (activeOnly === true ? { showInactive: 'false' } : {}),
	run: count,
	calls: [PAGE],
};
