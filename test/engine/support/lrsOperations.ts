import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Bench } from './bench';

/** What the operations of Litmos LRS are tried with. */
export const LRS_OPERATIONS: Readonly<Record<string, INodeParameters>> = {
	'statement: get': { statementId: '={{ $json.statement }}' },
	'statement: getAll': { returnAll: true },
	'statement: send': {
		actorEmail: '={{ $json.newName }}',
		activityId: 'https://example.com/courses/first-aid',
		additionalFields: { activityName: 'First Aid', success: true, scoreScaled: 0.9 },
	},
};

/** Statements travel together. */
export const LRS_REQUESTS = { 'statement: send': 1 / 3 };

/** A statement that is there already, of a person of the tenant. */
export function sampleStatement(id: string): IDataObject {
	return {
		id,
		actor: { objectType: 'Agent', name: 'Ada Example', mbox: 'mailto:ada@example.com' },
		verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { 'en-US': 'passed' } },
		object: {
			objectType: 'Activity',
			id: 'https://example.com/courses/first-aid?a=1&b=2',
			definition: { name: { 'en-US': 'First Aid & <More>' } },
		},
		result: { score: { scaled: 0.9 }, success: true, completion: true, duration: 'PT90S' },
		timestamp: '2027-01-31T10:00:00+01:00',
	};
}

/** What the items give to them. */
export function lrsItem({ sandbox }: Bench, item: number): IDataObject {
	const id = `0b1c0a6e-3a55-5d21-9d1a-6b6b5f1f7a${10 + item}`;
	const statement = sandbox.lrs.keep(sampleStatement(id), 1_800_000_000_000 + item);
	return { statement };
}
