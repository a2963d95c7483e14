import type { INodeProperties } from 'n8n-workflow';
import { teamLocator } from '../../../shared/locators/team';
import { additionalFields, lengthCheck } from '../fields';

export const teamNameField: INodeProperties = {
	displayName: 'Name',
	name: 'Name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. New Hires',
	description: 'At most 100 characters',
};

export const parentTeamField: INodeProperties = {
	...teamLocator.field,
	displayName: 'Parent Team',
	description: 'The team above',
};

const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'Description',
	type: 'string',
	default: '',
	description: 'What the team is for, at most 1,000 characters',
};

export const newTeamFields: INodeProperties = additionalFields([descriptionField]);

/** A new team as Litmos takes it, at the top level. The ID stays empty: Litmos gives it. */
export const NEW_TEAM = {
	method: 'POST',
	path: '/teams',
	body: ['Id', 'Name', 'Description'],
	xml: 'Team',
	defaults: { Id: '', Description: '' },
} as const;

/** The same below another team, which the body names as well. */
export const NEW_SUB_TEAM = {
	...NEW_TEAM,
	path: '/teams/{teamId}/teams',
	body: [...NEW_TEAM.body, ['ParentTeamId', 'teamId']],
} as const;

/** Lengths: contract, schema Team. */
export const checkLengths = lengthCheck([
	[teamNameField, 100],
	[descriptionField, 1000],
]);
