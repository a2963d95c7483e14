import type { IDataObject } from 'n8n-workflow';
import type { MenuEntry, RequestOperation } from '../operation/types';
import { timeIn } from '../values';
import { checkSpan, deriveSpan, periodFields, SPAN, spansOf } from './period';

/** Columns of a row that name a record. */
export interface About {
	person?: string;
	team?: string;
	course?: string;
	learningPath?: string;
	/** The row itself says whether the person is active, in the column Active. */
	saysActive?: true;
}

/** A list in Litmos of what was made, changed or done in a span of time; an operation of Litmos Report reads it. */
export interface Feed extends MenuEntry {
	path: `/${string}`;
	/** The columns that tell its rows apart; none where Litmos gives them no ID. */
	key: readonly string[];
	/** Columns that name records. */
	about?: About;
	/** Columns of the simplified output, for rows of more than ten. */
	columns?: readonly string[];
	/** Columns of a report where an event shows all that there are, most useful first. */
	table?: readonly string[];
	/** By Litmos' name of a column: what a report calls it, because `Id` and `Name` do not say of what. */
	names?: Readonly<Record<string, string>>;
	/** The column with the date of a completion. */
	completed?: string;
	/** The column by whose date its rows are found, where that is not one of a change. */
	foundBy?: string;
	/** The contract knows a 404 of it, and the path names no record that could be missing. */
	noneIs404?: true;
	/** A span may be of any length; all others take seven days at most. */
	takesAnySpan?: true;
}

/** Feeds that make one entry of the Resource dropdown. */
export interface FeedGroup {
	option: { name: string; value: string };
	feeds: readonly Feed[];
}

/** The operation that reads a feed for a period of any length. */
export function feedOperation(feed: Feed): RequestOperation {
	const { path, takesAnySpan, key, columns, noneIs404 } = feed;
	const { name, value, action, description } = feed;
	const list = { kind: 'list', key, simplify: columns, noneIs404 } as const;
	return {
		...{ name, value, action, description },
		fields: periodFields,
		derive: deriveSpan,
		check: checkSpan,
		request: { method: 'GET', path, query: SPAN, slow: true },
		output: takesAnySpan ? { ...list, keep: upTo } : { ...list, parts: spansOf },
	};
}

/** Nobody has published whether Litmos heeds `to` in a span of any length, so what is later is left out once more. */
function upTo({ to }: IDataObject): (row: IDataObject) => boolean {
	const end = Date.parse(String(to));
	return ({ UpdatedDate }) => !(timeIn(UpdatedDate) > end);
}
