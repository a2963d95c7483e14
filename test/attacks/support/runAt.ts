import type { IDataObject } from 'n8n-workflow';
import { rows } from '../../../scripts/operationList';
import { naming } from '../../engine/support/bench';
import { createEngine } from '../../support/engine';
import type { NodeOptions } from '../../support/engineTypes';
import { lrsFieldsOf } from '../../support/lrsAnswers';
import type { Recorder } from '../../support/recorder';

const nodeOf = (operation: string) =>
	rows.find(({ name }) => name === operation.replace(': ', ':'))?.node ?? 'n8n-nodes-litmos.litmos';

/** Runs an operation, whichever node has it, with a recorder in place of Litmos. `fields`: of the credential. */
export async function runAt(
	{ baseUrl }: Recorder,
	operation: string,
	{ parameters, ...options }: NodeOptions,
	fields: IDataObject = {},
) {
	const credential = { apiKey: 'key-1', region: 'custom', baseUrl };
	const engine = createEngine({
		credentials: {
			litmosApi: { ...credential, requestsPerMinute: 1000, ...fields },
			litmosLrsApi: { ...lrsFieldsOf(baseUrl), requestsPerMinute: 1000, ...fields },
		},
	});
	return await engine.runNode({
		type: nodeOf(operation),
		parameters: { ...naming(operation), ...parameters },
		...options,
	});
}
