import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import { COURSE_COLUMNS, PERSON_COLUMNS } from './columns';
import type { Column } from './columns';

type Mapping = () => Promise<ResourceMapperFields>;

/** The columns as n8n's mapper shows them. Nothing is asked of Litmos: they are the same in every account. */
export const mapping = (columns: readonly Column[]): Mapping => {
	const fields = columns.map((column) => {
		const { id, label, required = false, type = 'string', choices, initial } = column;
		return {
			id,
			displayName: label,
			required,
			type,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			...(choices && { options: choices.map(({ name, value }) => ({ name, value })) }),
			...(initial !== undefined && { defaultValue: initial }),
		};
	});
	return async () => ({ fields });
};

export const getPersonColumns = mapping(PERSON_COLUMNS);

export const getCourseColumns = mapping(COURSE_COLUMNS);

/** The mapper itself. */
export const columnsField = (name: string, method: string): INodeProperties => ({
	displayName: 'Columns',
	name,
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'add',
			valuesLabel: 'Columns',
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: false,
			supportAutoMap: true,
		},
	},
	description: 'When mapped automatically, column names ignore case and spaces',
});
