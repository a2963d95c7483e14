import type { CallContext, WireAnswer } from '../../nodes/shared/errors';

/** A call that only reads. */
export const READ: CallContext = {
	action: 'Get user',
	subjects: ['User "ada@example.com"'],
	regionName: 'Europe',
	host: 'api.litmoseu.com',
	mayHaveRun: false,
};
/** A call that makes a record. */
export const WRITE: CallContext = {
	...READ,
	action: 'Create user',
	subjects: [],
	mayHaveRun: true,
};

/** What Litmos sends back, without headers. */
export const answer = (status: number, text = '', statusText = ''): WireAnswer => ({
	status,
	statusText,
	headers: {},
	text,
});
