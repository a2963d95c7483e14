// HR systems write "learner" or "TEAM LEADER" where the field shows Learner and Team Leader.
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { columnsOf, fieldsOf } from '../../nodes/shared/operation/describe';
import { readTyped } from '../../nodes/shared/operation/readTyped';
import { rows } from '../../scripts/operationList';

/** The lists of fields in which names must differ: those of a collection, and of each group in a fixed one. */
function groupsOf(field: INodeProperties): INodeProperties[][] {
	if (field.type === 'collection') return [field.options as INodeProperties[]];
	if (field.type !== 'fixedCollection') return [];
	return (field.options as INodePropertyCollection[]).map(({ values }) => values);
}

it.each(rows.map(({ name, operation }) => [name, operation] as const))(
	'fields inside others have names that differ, and columns have names: %s',
	(_name, operation) => {
		for (const group of fieldsOf(operation).flatMap(groupsOf)) {
			const names = group.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)].filter((one) => one !== ''));
		}
		const columns = columnsOf(operation) ?? [];
		expect(columns).toEqual([...new Set(columns)].filter((one) => one !== ''));
	},
);

/** A field with those inside of it. */
function flat(field: INodeProperties): INodeProperties[] {
	if (field.type === 'collection') return (field.options as INodeProperties[]).flatMap(flat);
	if (field.type !== 'fixedCollection') return [field];
	return (field.options as INodePropertyCollection[]).flatMap(({ values }) => values.flatMap(flat));
}

const fixed = new Map<string, INodeProperties>();
for (const { operation } of rows) {
	for (const field of fieldsOf(operation).flatMap(flat)) {
		const isChoice = ['options', 'multiOptions'].includes(field.type);
		if (isChoice && !field.typeOptions?.loadOptionsMethod)
			fixed.set(JSON.stringify([field.displayName, field.options]), field);
	}
}

const named = [...fixed.values()].map((field) => [field.displayName, field] as const);

it.each(named)('%s has choices that differ, and none without a name or a value', (_name, field) => {
	const choices = field.options as INodePropertyOptions[];
	for (const part of ['name', 'value'] as const) {
		const all = choices.map((choice) => choice[part]);
		expect(all).toEqual([...new Set(all)].filter((one) => one !== ''));
	}
});

it.each(named.filter(([, { type }]) => type === 'options'))(
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
