import type { IDataObject } from 'n8n-workflow';
import type { Resource } from '../../shared/operation/types';
import { readDate } from '../../shared/values';
import { feed } from './feed';
import { checkSpan, deriveSpan, periodFields, SPAN } from './period';

/** Nobody has published whether Litmos heeds `to` here, so what is later is left out once more. */
function upTo({ to }: IDataObject): (row: IDataObject) => boolean {
	const end = Date.parse(String(to));
	return ({ UpdatedDate }) => !(Date.parse(readDate(String(UpdatedDate ?? ''))) > end);
}

export const resultFeed: Resource = {
	option: { name: 'Result', value: 'resultFeed' },
	operations: [
		feed({
			option: {
				name: 'Get Achievements',
				value: 'getAchievements',
				action: 'Get achievements',
				description:
					'List what people achieved in a period, with certificates and how long they last',
			},
			path: '/org/achievements',
			key: ['Id', 'UserId', 'AchievementDate'],
			columns: [
				'Id',
				'UserId',
				'Title',
				'Type',
				'AchievementDate',
				'CompliantTillDate',
				'CourseId',
				'LearningPathId',
				'CertificateId',
				'UpdatedDate',
			],
		}),
		feed({
			option: {
				name: 'Get Course Results',
				value: 'getCourseResults',
				action: 'Get course results',
				description:
					'List course results that changed in a period, with the dates of start, completion and due',
			},
			path: '/org/results/details',
			noneIs404: true,
			key: ['UserId', 'Id', 'CreatedDate'],
			columns: [
				'UserName',
				'Name',
				'UserId',
				'Id',
				'PercentageComplete',
				'Completed',
				'StartedDate',
				'CompletedDate',
				'DueDate',
				'CompliantTillDate',
			],
		}),
		{
			kind: 'request',
			option: {
				name: 'Get Course Results with Names',
				value: 'getNamedCourseResults',
				action: 'Get course results with names',
				description:
					'List course results that changed in a period, with name and email of the person, but without start and due. Costs a request for each 1,000 rows, however long the period; Litmos may take minutes.',
			},
			fields: periodFields,
			derive: deriveSpan,
			check: checkSpan,
			request: { method: 'GET', path: '/results/details', query: SPAN, slow: true },
			output: {
				kind: 'list',
				key: ['Id', 'CourseId', 'CompletedDate'],
				simplify: [
					'UserName',
					'FirstName',
					'LastName',
					'Email',
					'CourseName',
					'PercentageComplete',
					'CompletedDate',
					'Overdue',
					'CompliantTillDate',
					'UpdatedDate',
				],
				keep: upTo,
			},
		},
		feed({
			option: {
				name: 'Get Learning Path Results',
				value: 'getLearningPathResults',
				action: 'Get learning path results',
				description: 'List learning path results that changed in a period',
			},
			path: '/org/learningpaths/results',
			key: ['UserId', 'Id', 'CreatedDate'],
			columns: [
				'UserId',
				'Id',
				'Name',
				'PercentageComplete',
				'Completed',
				'StartDate',
				'FinishDate',
				'CompliantTillDate',
				'UpdatedDate',
				'Active',
			],
		}),
		feed({
			option: {
				name: 'Get Module Results',
				value: 'getModuleResults',
				action: 'Get module results',
				description:
					'List module results that changed in a period, one for each attempt, with scores',
			},
			path: '/org/modules/results',
			noneIs404: true,
			key: ['ModuleResultId', 'AttemptNumber'],
			columns: [
				'UserName',
				'Name',
				'UserId',
				'Id',
				'Score',
				'Passmark',
				'Completed',
				'AttemptNumber',
				'FinishedDate',
				'TimeTaken',
			],
		}),
	],
};
