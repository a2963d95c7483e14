import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../nodes/shared/operation/types';
import { by } from './locatorValue';

/** For fields that many operations require, the column of the items that has their value. */
const COLUMNS: Readonly<Record<string, string>> = {
	Name: 'name',
	collectionId: 'collection',
	courseId: 'course',
	customFieldId: 'customField',
	instructorId: 'instructor',
	learningPathId: 'path',
	listingId: 'listing',
	moduleId: 'module',
	sessionDayId: 'sessionDay',
	sessionId: 'session',
	teamId: 'team',
	tokenId: 'token',
	userId: 'user',
};

/** Whatever else is chosen. */
const isRequired = ({ required, displayOptions }: INodeProperties) =>
	required === true && displayOptions === undefined;
const isLocator = ({ type }: INodeProperties) => type === 'resourceLocator';

/** What an operation is tried with: its required fields, taken from the item, and whatever it wants besides. */
export function parametersFor(operation: Operation, own: INodeParameters = {}): INodeParameters {
	const required = operation.fields.filter(isRequired);
	const usual = required
		.filter(({ name }) => name in COLUMNS)
		.map((field) => {
			const value = `={{ $json.${COLUMNS[field.name]} }}`;
			return [field.name, isLocator(field) ? by('id', value) : value] as const;
		});
	// A list of all that the account has is read to its end.
	const isList = operation.output?.kind === 'list';
	const whole = isList && required.length === 0 ? { returnAll: true } : {};
	return { ...Object.fromEntries(usual), ...whole, ...own };
}

/** The required fields for which these parameters have nothing. */
export function withoutSample(operation: Operation, parameters: INodeParameters): string[] {
	// A field with a default has a value already.
	return operation.fields
		.filter((field) => isRequired(field) && (isLocator(field) || field.default === ''))
		.map(({ name }) => name)
		.filter((name) => !(name in parameters));
}
