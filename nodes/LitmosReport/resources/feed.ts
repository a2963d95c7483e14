import type { RequestOperation } from '../../shared/operation/types';
import { checkSpan, deriveSpan, periodFields, SPAN, spansOf } from './period';

/** What one feed has of its own. */
interface Feed {
	option: RequestOperation['option'];
	path: `/${string}`;
	/** What tells its rows apart; none where Litmos gives them no ID. */
	key: readonly string[];
	/** Columns of the simplified output, for rows of more than ten. */
	columns?: readonly string[];
	/** The contract knows a 404 of it, and the path names no record that could be missing. */
	noneIs404?: true;
}

/** An operation that reads what happened in a period, of any length. */
export function feed({ option, path, key, columns, noneIs404 }: Feed): RequestOperation {
	return {
		kind: 'request',
		option,
		fields: periodFields,
		derive: deriveSpan,
		check: checkSpan,
		request: { method: 'GET', path, query: SPAN, slow: true },
		output: { kind: 'list', key, simplify: columns, parts: spansOf, noneIs404 },
	};
}
