// HR systems write "learner" or "TEAM LEADER" where the field shows Learner and Team Leader.
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import { readTyped } from '../../nodes/shared/operation/readTyped';
import { rows } from '../../scripts/operationList';

/** A field with those inside of it. */
function flat(field: INodeProperties): INodeProperties[] {
	if (field.type === 'collection') return (field.options as INodeProperties[]).flatMap(flat);
	if (field.type !== 'fixedCollection') return [field];
	return (field.options as INodePropertyCollection[]).flatMap(({ values }) => values.flatMap(flat));
}

const fixed = new Map<string, INodeProperties>();
for (const { operation } of rows) {
	for (const field of fieldsOf(operation).flatMap(flat)) {
		const isFixed = field.type === 'options' && !field.typeOptions?.loadOptionsMethod;
		if (isFixed) fixed.set(JSON.stringify([field.displayName, field.options]), field);
	}
}

it.each([...fixed.values()].map((field) => [field.displayName, field] as const))(
	'%s takes each of its choices in any capitals, by value or by name',
	(_name, field) => {
		expect(fixed.size).toBeGreaterThan(15);
		for (const { name, value } of field.options as INodePropertyOptions[]) {
			for (const text of [String(value), name]) {
				for (const written of [text, text.toLowerCase(), text.toUpperCase(), ` ${text} `]) {
					expect([written, readTyped(field, written)]).toEqual([written, value]);
				}
			}
		}
	},
);
