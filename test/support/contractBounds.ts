import deviations from '../../contract/deviations.json';
import { type Field } from '../../contract/schema';
import { fieldsOfSchema } from './rowContract';

/** A record that departs from what the contract says of one of its fields. */
export interface Departure {
	at: string;
	field: string;
	fact: string;
}

/** The departures that are listed with their reason. */
export const listed = (by: 'nodes' | 'sandbox'): Departure[] =>
	deviations
		.filter((one) => one.by === by)
		.map(({ at, field, fact }) => ({ at, field, fact }))
		.sort(byName);

/** Each departure once, in the order of the list. */
export function distinct(departures: readonly Departure[]): Departure[] {
	const byKey = new Map(departures.map((one) => [Object.values(one).join(' '), one]));
	return [...byKey.values()].sort(byName);
}

const byName = (one: Departure, other: Departure): number =>
	Object.values(one).join(' ').localeCompare(Object.values(other).join(' '));

type Schema = string | Field[] | undefined;

/** Numbers and texts beyond the bounds of their field, in records inside of records too. */
export function beyondBounds(value: unknown, schema: Schema, at: string): Departure[] {
	return eachField(value, schema).flatMap(({ field, member }) => {
		const facts = factsBroken(field, member).map((fact) => ({ at, field: field.name, fact }));
		return [...facts, ...beyondBounds(member, field.schema, String(field.schema))];
	});
}

/** Fields that a source wants in a request and that are not in it, in records inside of records too. */
export function missingFields(value: unknown, schema: Schema, at: string): Departure[] {
	return eachField(value, schema).flatMap(({ field, member }) => {
		if (member === undefined)
			return field.requiredBy ? [{ at, field: field.name, fact: 'required' }] : [];
		return missingFields(member, field.schema, String(field.schema));
	});
}

function eachField(value: unknown, schema: Schema): Array<{ field: Field; member: unknown }> {
	const records = (Array.isArray(value) ? value : [value]).filter(
		(one): one is Record<string, unknown> => typeof one === 'object' && one !== null,
	);
	return records.flatMap((record) =>
		fieldsOfSchema(schema).map((field) => {
			const names = [field.name, ...(field.alsoSpelled ?? []).map(({ name }) => name)];
			const name = names.find((spelling) => spelling in record);
			return { field, member: name === undefined ? undefined : record[name] };
		}),
	);
}

function factsBroken({ minimum, maximum, maxLength }: Field, member: unknown): string[] {
	const number = typeof member === 'number' ? member : NaN;
	const broken = {
		minimum: minimum !== undefined && number < minimum,
		maximum: maximum !== undefined && number > maximum,
		maxLength: maxLength !== undefined && typeof member === 'string' && member.length > maxLength,
	};
	return Object.entries(broken).flatMap(([fact, isBroken]) => (isBroken ? [fact] : []));
}
