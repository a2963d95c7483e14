import type { IDataObject } from 'n8n-workflow';
import { userLocator } from '../../../shared/locators/user';
import type { Call, CodedOperation, RequestSpec } from '../../../shared/operation/types';
import { isObject } from '../../../shared/values';
import { xmlText } from '../../../shared/xml';

const READ: RequestSpec = { method: 'GET', path: '/users/{userId}/usercustomfields' };

/** XML, because the evidence on the JSON form disagrees (contract: users.setCustomFields). */
const WRITE: RequestSpec = {
	method: 'POST',
	path: '/users/{userId}/usercustomfields',
	text: { contentType: 'application/xml', field: 'xml' },
};

/**
 * The fields by name, from whichever form Litmos answers in: rows with a name and a value,
 * rows with the name as key, or one object (contract: users.getCustomFields says it is not known).
 */
export function byName(answer: unknown): IDataObject {
	const rows = (Array.isArray(answer) ? answer : [answer]).filter(isObject);
	return Object.fromEntries(
		rows.flatMap((row) => {
			// A field may be called Name itself.
			const isPair = 'Value' in row || 'value' in row;
			const name = row.fieldname ?? row.FieldName ?? (isPair ? row.Name : undefined);
			return name === undefined
				? Object.entries(row)
				: [[String(name), row.Value ?? row.value ?? '']];
		}),
	);
}

async function read(call: Call, values: IDataObject): Promise<IDataObject[]> {
	return [{ userId: values.userId, customFields: byName(await call(READ, values)) }];
}

interface CustomField {
	name: string;
	value: string;
}

function fieldsIn({ customFields }: IDataObject): CustomField[] {
	return ((customFields as IDataObject | undefined)?.field ?? []) as unknown as CustomField[];
}

async function write(call: Call, values: IDataObject): Promise<IDataObject[]> {
	const parameters = fieldsIn(values).map(
		({ name, value }) => `<Parameter fieldname="${xmlText(name)}">${xmlText(value)}</Parameter>`,
	);
	const xml = `<UserCustomField>${parameters.join('')}</UserCustomField>`;
	await call(WRITE, { ...values, xml });
	return [{ userId: values.userId, updated: true }];
}

export const getCustomFields: CodedOperation = {
	kind: 'coded',
	name: 'Get Custom Fields',
	value: 'getCustomFields',
	action: 'Get custom fields of user',
	description: 'Retrieve the advanced custom fields of a user',
	fields: [userLocator.field],
	run: read,
	calls: [READ],
};

export const setCustomFields: CodedOperation = {
	kind: 'coded',
	name: 'Set Custom Fields',
	value: 'setCustomFields',
	action: 'Set custom fields of user',
	description: 'Change advanced custom fields of a user',
	fields: [
		userLocator.field,
		{
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			required: true,
			placeholder: 'Add custom field',
			default: {},
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. Cost Center',
							description: 'Name as in Litmos under Custom Fields > User Custom Fields',
						},
						{ displayName: 'Value', name: 'value', type: 'string', default: '' },
					],
				},
			],
		},
	],
	check: (values) => {
		const fields = fieldsIn(values);
		if (fields.length === 0) return 'Nothing to change: "Custom Fields" is empty';
		if (fields.some(({ name }) => !name)) {
			return 'A custom field has no name. Fill in "Name" under "Custom Fields"';
		}
		const empty = fields.find(({ value }) => String(value ?? '') === '');
		return (
			empty && `The custom field "${empty.name}" has no value. Litmos does not accept empty values`
		);
	},
	sameRecord: ['userId'],
	run: write,
	calls: [WRITE],
};
