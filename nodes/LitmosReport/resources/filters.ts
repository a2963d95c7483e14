import type { INodeProperties } from 'n8n-workflow';
import { courseLocator } from '../../shared/locators/course';
import { learningPathLocator } from '../../shared/locators/learningPath';
import { teamLocator } from '../../shared/locators/team';
import type { Feed } from '../../shared/feeds/feed';

/** A locator that may stay empty says what that means. */
export const optional = (field: INodeProperties, placeholder: string): INodeProperties => ({
	...field,
	required: false,
	modes: field.modes?.map((mode) => (mode.type === 'list' ? { ...mode, placeholder } : mode)),
});

/** A locator that filters: it may stay empty. */
export const filter = (field: INodeProperties, description: string): INodeProperties => ({
	...field,
	required: false,
	description,
});

/** The collection below everything else. */
export const filtersOf = (options: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [...options],
});

export const subTeamsField: INodeProperties = {
	displayName: 'Include Sub-Teams',
	name: 'includeSubTeams',
	type: 'boolean',
	default: true,
	description:
		'Whether to include all sub-teams of the team. Uses one request for the list of teams, plus one for each sub-team if users are filtered.',
};

const completedField: INodeProperties = {
	displayName: 'Completed Only',
	name: 'completedOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to return only results with a completion date in the period. Results that changed again after the period are included, so everything until today is read.',
};

const courseFilter = filter(courseLocator.field, 'Only this course');
const pathFilter = filter(learningPathLocator.field, 'Only this learning path');
const teamFilter = filter(teamLocator.field, 'Only this team');
const memberFilter = filter(
	teamLocator.field,
	'Only users who are active members of this team now. Uses one request per 1,000 of them.',
);

/** What a feed can be filtered by, in the order of the alphabet, as n8n's collections are. */
export function filtersFor({ about = {}, completed }: Feed): INodeProperties[] {
	const { course, learningPath, person, team } = about;
	const byTeam = team !== undefined || person !== undefined;
	return [
		...(completed ? [completedField] : []),
		...(course ? [courseFilter] : []),
		...(byTeam ? [subTeamsField] : []),
		...(learningPath ? [pathFilter] : []),
		...(byTeam ? [team ? teamFilter : memberFilter] : []),
	];
}
