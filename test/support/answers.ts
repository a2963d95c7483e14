import { wordsOfRegion } from '../../nodes/shared/account';
import type { ErrorContext, LitmosResponse } from '../../nodes/shared/transport/errors';

/** A call that only reads. */
export const READ: ErrorContext = {
	action: 'Get user',
	subjects: ['User "ada@example.com"'],
	credential: wordsOfRegion('Europe'),
	host: 'api.litmoseu.com',
	mayHaveRun: false,
};
/** A call that makes a record. */
export const WRITE: ErrorContext = {
	...READ,
	action: 'Create user',
	subjects: [],
	mayHaveRun: true,
};

/** What Litmos sends back, without headers. */
export const answer = (status: number, text = '', statusText = ''): LitmosResponse => ({
	status,
	statusText,
	headers: {},
	text,
});
