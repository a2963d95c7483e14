import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { codeNumber } from '../resources/finders';
import { listing } from '../../shared/locators/listing';

/** `Ada Example (ada@example.com)`; people who were deactivated say so. */
export const searchUsers = listing('/users', (row) => {
	const name = [row.FirstName, row.LastName].filter(Boolean).join(' ');
	const mark = row.Active === false ? ' – inactive' : '';
	return {
		name: name ? `${name} (${String(row.UserName)})${mark}` : `${String(row.UserName)}${mark}`,
		value: String(row.Id),
	};
});

/** `Accounts (1689704)`: names may occur twice, the number tells them apart. */
export const searchTeams = listing('/teams', (row) => {
	const number = codeNumber(row);
	const name = String(row.Name);
	return { name: number ? `${name} (${number})` : name, value: String(row.Id) };
});

/** `Security Awareness (SEC-01)`; courses that were deactivated say so. */
export const courseEntry = ({ Id, Name, Code, Active }: IDataObject): INodeListSearchItems => {
	const mark = Active === false ? ' – inactive' : '';
	return {
		name: `${String(Name)}${Code ? ` (${String(Code)})` : ''}${mark}`,
		value: String(Id),
	};
};

export const searchCourses = listing('/courses', courseEntry);

/** `Onboarding`; what was deactivated says so. */
export const named = ({ Id, Name, Active }: IDataObject): INodeListSearchItems => ({
	name: `${String(Name)}${Active === false ? ' – inactive' : ''}`,
	value: String(Id),
});

export const searchLearningPaths = listing('/learningpaths', named);

/** `Cost Centre`: custom fields for courses. */
export const searchCustomFields = listing(
	'/coursecustomfields',
	({ CustomFieldId, Label }) => ({ name: String(Label), value: String(CustomFieldId) }),
	'whole',
);
