import { userLocator } from '../../../shared/locators/user';
import type { RequestOperation, Resource } from '../../../shared/operation/types';
import { NOTHING_TO_CHANGE, additionalFields, sendEmailField, updateFields } from '../fields';
import { countUsers } from './count';
import { getCustomFields, setCustomFields } from './customFields';
import { getMany } from './getMany';
import { getLoginLink } from './loginLink';
import { allChangeFields, nameFields } from './names';
import { profileFields } from './profile';
import {
	checkChanges,
	checkNames,
	CHANGE_USER,
	CREATE_USER,
	deriveChanges,
	deriveNames,
	GET_USER,
	MANAGER,
	mergeUser,
	NEW_MANAGER,
	USER_CHANGES,
	USER_COLUMNS,
	USERS_BY_LOCATOR,
} from './record';
import { upsert } from './upsert';
import { deleteAt } from '../requests';

/** Switches a person on or off: reads first, so that nothing else of the profile changes. */
function switchActive(
	Active: boolean,
): Pick<RequestOperation, 'request' | 'output' | 'recordList'> {
	return {
		request: {
			method: 'PUT',
			path: '/users/{userId}',
			takesNameOf: 'userId',
			body: ['Active'],
			xml: 'User',
			defaults: { Active },
		},
		output: { kind: 'updated', simplify: USER_COLUMNS },
		recordList: USERS_BY_LOCATOR,
	};
}

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	first: 'getAll',
	operations: [
		countUsers,
		{
			name: 'Create',
			value: 'create',
			action: 'Create user',
			description: 'Add a user to Litmos',
			fields: [
				...nameFields,
				{
					...sendEmailField,
					description:
						'Whether Litmos sends the user the welcome email. Without it, the user can only sign in with single sign-on.',
				},
				additionalFields(profileFields),
			],
			dispensable: MANAGER,
			awaits: NEW_MANAGER,
			derive: deriveNames,
			check: checkNames,
			request: CREATE_USER,
			output: { kind: 'record', simplify: USER_COLUMNS },
		},
		upsert,
		{
			name: 'Deactivate',
			value: 'deactivate',
			action: 'Deactivate user',
			description:
				'Stop a user from signing in. Results are kept, and the user can be reactivated.',
			fields: [userLocator.field],
			...switchActive(false),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete user',
			description:
				'Permanently delete a user and all results. To keep the results for reports, use Deactivate instead.',
			fields: [userLocator.field],
			...deleteAt(
				'/users/{userId}',
				'This permanently deletes the user and all results. To keep the results, use Deactivate instead.',
			),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get user',
			description: 'Retrieve the profile of a user',
			fields: [userLocator.field],
			request: { ...GET_USER, takesNameOf: 'userId' },
			output: { kind: 'record', simplify: USER_COLUMNS },
		},
		getCustomFields,
		getLoginLink,
		getMany,
		{
			name: 'Reactivate',
			value: 'reactivate',
			action: 'Reactivate user',
			description: 'Let a deactivated user sign in again',
			fields: [userLocator.field],
			...switchActive(true),
		},
		setCustomFields,
		{
			name: 'Update',
			value: 'update',
			action: 'Update user',
			description: 'Change a user. Fields you do not set keep their value.',
			fields: [userLocator.field, updateFields(allChangeFields)],
			dispensable: MANAGER,
			derive: deriveChanges,
			check: (values) => {
				const names = USER_CHANGES.map((mapping) =>
					typeof mapping === 'string' ? mapping : 'ExpirationDate',
				);
				const isNamed = [...names, 'newUserName'].some((name) => values[name] !== undefined);
				return isNamed || values.clearFields ? checkChanges(values) : NOTHING_TO_CHANGE;
			},
			request: { ...CHANGE_USER, takesNameOf: 'userId' },
			output: { kind: 'updated', simplify: USER_COLUMNS, merge: mergeUser },
			recordList: USERS_BY_LOCATOR,
		},
	],
};
