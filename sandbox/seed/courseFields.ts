import type { CourseFieldRecord } from '../state/records';
import type { State } from '../state/state';

const FIELDS: readonly CourseFieldRecord[] = [
	{
		CustomFieldId: 'kW3sPzQ8vNc1',
		Label: 'Cost Centre',
		DefaultValue: '',
		Mandatory: false,
		VisibleToLearner: false,
		Type: 'String',
		Dropdown: [],
	},
	{
		CustomFieldId: 'Xb7RtLm2Yfa1',
		Label: 'Audience & Level',
		DefaultValue: 'Everyone',
		Mandatory: true,
		VisibleToLearner: true,
		Type: 'Dropdown',
		Dropdown: ['Everyone', 'New Hires', 'Managers'],
	},
];

/** Gives the account its fields, and every course the default values. Draws nothing at random: that would change the tenant. */
export function seedCourseFields(state: State): void {
	for (const field of FIELDS) state.courseFields.set(field.CustomFieldId, field);
	[...state.courses.keys()].forEach((courseId, index) => {
		const costs = index % 3 === 0 ? `CC-${100 + index}` : '';
		state.courseFieldValues.set(
			courseId,
			new Map([
				['Cost Centre', costs],
				['Audience & Level', 'Everyone'],
			]),
		);
	});
}
