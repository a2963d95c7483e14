import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { agentFrom } from './build';
import { isIri, isUuid } from './shape';

/** How much of the names and descriptions comes. */
const FORMAT: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'Canonical', value: 'canonical', description: 'Texts in one language' },
		{ name: 'Exact', value: 'exact', description: 'As they were sent' },
		{ name: 'IDs', value: 'ids', description: 'Without texts' },
	],
	default: 'exact',
};

export const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Account Home Page',
			name: 'accountHomePage',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hr.example.com',
			description: 'Only together with Account Name',
		},
		{
			displayName: 'Account Name',
			name: 'accountName',
			type: 'string',
			default: '',
			description: 'Name or number of the user in the system of Account Home Page',
		},
		{
			displayName: 'Activity ID',
			name: 'activity',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/courses/first-aid',
		},
		{
			displayName: 'Ascending',
			name: 'ascending',
			type: 'boolean',
			default: false,
			description: 'Whether to return the statement that was stored first as the first one',
		},
		{
			displayName: 'Email',
			name: 'actorEmail',
			type: 'string',
			default: '',
			placeholder: 'name@email.com',
			description: 'Email of the user whom the statements are about',
		},
		FORMAT,
		{
			displayName: 'Registration',
			name: 'registration',
			type: 'string',
			default: '',
			description: 'UUID that statements of the same attempt have in common',
		},
		{
			displayName: 'Related Activities',
			name: 'relatedActivities',
			type: 'boolean',
			default: false,
			description: 'Whether the Activity ID may stand anywhere in the statement',
		},
		{
			displayName: 'Related Agents',
			name: 'relatedAgents',
			type: 'boolean',
			default: false,
			description: 'Whether the user may stand anywhere in the statement',
		},
		{
			displayName: 'Stored After',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Statements that were stored after this time',
		},
		{
			displayName: 'Stored Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Statements that were stored at this time or before',
		},
		{
			displayName: 'Verb ID',
			name: 'verb',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://adlnet.gov/expapi/verbs/completed',
		},
	],
};

/** What stands beside the ID of a single statement. */
export const GET_OPTIONS: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'getFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		FORMAT,
		{
			displayName: 'Voided',
			name: 'isVoided',
			type: 'boolean',
			default: true,
			description: 'Whether to get a statement that was voided',
		},
	],
};

/** The filters under the names that a store has for them; the agent as JSON. */
export function queryFrom(values: IDataObject): IDataObject {
	const { actorEmail, accountName, relatedActivities, relatedAgents, ascending } = values;
	const isAsked = accountName !== undefined || actorEmail !== undefined;
	const actorBy = accountName === undefined ? 'email' : 'account';
	return {
		...(isAsked && { agent: JSON.stringify(agentFrom({ ...values, actorBy })) }),
		...(relatedActivities === true && { related_activities: 'true' }),
		...(relatedAgents === true && { related_agents: 'true' }),
		// False would be sent as well.
		ascending: ascending === true ? 'true' : undefined,
	};
}

/** What a store would refuse, or pass over: then all statements would come for those of one user. */
export function problemInFilters(values: IDataObject): string | undefined {
	const { actorEmail, accountName, accountHomePage, verb, activity, registration } = values;
	const { relatedAgents, relatedActivities, since, until } = values;
	if ((accountName === undefined) !== (accountHomePage === undefined))
		return 'The filters "Account Name" and "Account Home Page" only work together';
	if (accountName !== undefined && actorEmail !== undefined)
		return 'The filters "Email" and "Account Name" cannot be used together';
	if (actorEmail !== undefined && !/^(mailto:)?[^\s@]+@[^\s@]+$/i.test(String(actorEmail).trim()))
		return `The filter "Email" is not an email address: ${String(actorEmail)}`;
	for (const [name, value] of Object.entries({
		'Verb ID': verb,
		'Activity ID': activity,
		'Account Home Page': accountHomePage,
	}))
		if (value !== undefined && !isIri(value))
			return `The filter "${name}" is not a full address: ${String(value)}`;
	if (registration !== undefined && !isUuid(registration))
		return `The filter "Registration" is not a UUID: ${String(registration)}`;
	if (relatedAgents === true && actorEmail === undefined && accountName === undefined)
		return 'The filter "Related Agents" needs "Email" or "Account Name"';
	if (relatedActivities === true && activity === undefined)
		return 'The filter "Related Activities" needs "Activity ID"';
	// Times of the store are finer than the milliseconds that are compared here.
	const isTurned = Date.parse(String(since)) > Date.parse(String(until));
	if (isTurned || (since !== undefined && since === until))
		return `The period ends before it begins: from ${String(since)} to ${String(until)}`;
	return undefined;
}
