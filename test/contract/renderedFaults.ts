import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

export interface Fault {
	/** Puts the fault into a description, and leaves out what it does not need. */
	spoil(description: INodeTypeDescription): void;
	/** Which rule must find it. */
	rule: RegExp;
}

/** The two dropdowns alone, for the resource with the most operations: enough to seed a fault in. */
function shorten(description: INodeTypeDescription): INodePropertyOptions[] {
	const { properties } = description;
	const resource = properties.find(({ name }) => name === 'resource') as INodeProperties;
	const [operation] = properties
		.filter(({ name }) => name === 'operation')
		.sort((one, other) => (other.options?.length ?? 0) - (one.options?.length ?? 0));
	description.properties = [resource, operation as INodeProperties];
	return operation?.options as INodePropertyOptions[];
}

function inOptions(change: (options: INodePropertyOptions[]) => void): Fault['spoil'] {
	return (description) => change(shorten(description));
}

function inFirstOption(changed: Partial<INodePropertyOptions>): Fault['spoil'] {
	return inOptions(([first]) => Object.assign(first ?? {}, changed));
}

/** The description itself, and a shortened one: both must be clean, or the faults prove nothing. */
export const CLEAN: Readonly<Record<string, Fault['spoil']>> = {
	'the whole description': () => undefined,
	'its two dropdowns alone': inOptions(() => undefined),
};

export const FAULTS: Readonly<Record<string, Fault>> = {
	'an action in title case': {
		spoil: inFirstOption({ action: 'Add A User To Team' }),
		rule: /node-param-operation-option-action-miscased/,
	},
	'an operation without an action': {
		spoil: inFirstOption({ action: undefined }),
		rule: /node-param-operation-option-without-action/,
	},
	'operations out of order': {
		spoil: inOptions((options) => options.reverse()),
		rule: /node-param-options-type-unsorted-items/,
	},
	'two operations of one value': {
		spoil: inOptions((options) => Object.assign(options[1] ?? {}, { value: options[0]?.value })),
		rule: /node-param-option-value-duplicate/,
	},
	'a description with a full stop': {
		spoil: inFirstOption({ description: 'Put a user in a team.' }),
		rule: /node-param-description-excess-final-period/,
	},
	'a node without a subtitle': {
		spoil: (description) => {
			shorten(description);
			description.subtitle = undefined;
		},
		rule: /require-node-description-fields|node-class-description-missing-subtitle/,
	},
};
