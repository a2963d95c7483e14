import type { IDataObject } from 'n8n-workflow';
import { feedOperation } from '../../shared/feeds/feed';
import type { Feed } from '../../shared/feeds/feed';
import { MEMBER_CALLS, readMembers, readTeamIds, TEAM_CALLS } from '../../shared/feeds/members';
import { deriveCompletedSpan, deriveSpan } from '../../shared/feeds/period';
import type { Keep } from '../../shared/operation/rows';
import type { Call, Output, RequestOperation } from '../../shared/operation/types';
import { timeIn } from '../../shared/values';
import { filtersFor, filtersOf } from './filters';

/** The operation that reports on a feed: all of it in a period, filtered, in the columns of a table. */
export function feedReport(feed: Feed): RequestOperation {
	const operation = feedOperation(feed);
	const filters = filtersFor(feed);
	return {
		...operation,
		fields: [...operation.fields, ...(filters.length > 0 ? [filtersOf(filters)] : [])],
		derive: (values) =>
			values.completedOnly === true ? deriveCompletedSpan(values) : deriveSpan(values),
		filteredBy: filteredBy(feed),
		calls: callsOf(feed),
		output: tableOf(feed, operation.output as ListOutput),
	};
}

/** Litmos says itself that it knows no team of this ID where its members are read. */
function filteredBy({ about: { course, learningPath, team } = {} }: Feed): string[] {
	return [
		...(course ? ['courseId'] : []),
		...(learningPath ? ['learningPathId'] : []),
		...(team ? ['teamId'] : []),
	];
}

function callsOf({ about = {} }: Feed): RequestOperation['calls'] {
	if (about.team) return TEAM_CALLS;
	return about.person ? MEMBER_CALLS : [];
}

type ListOutput = Extract<Output, { kind: 'list' }>;

function tableOf(feed: Feed, output: ListOutput): ListOutput {
	const { columns, table = columns, names = {} } = feed;
	return {
		...output,
		simplify: table,
		table: names,
		returnsAll: true,
		keep: async (values, call) => {
			const own = await output.keep?.(values, call);
			const all = [own, ...(await wantedRows(feed, values, call))].filter(isSet);
			return all.length > 0 ? (row) => all.every((keep) => keep(row)) : undefined;
		},
	};
}

/** What the filters ask of a row. */
async function wantedRows(
	{ about = {}, completed }: Feed,
	values: IDataObject,
	call: Call,
): Promise<Array<Keep | undefined>> {
	const { courseId, learningPathId, completedOnly } = values;
	return [
		sameIn(about.course, courseId),
		sameIn(about.learningPath, learningPathId),
		completed !== undefined && completedOnly === true ? completedIn(completed, values) : undefined,
		await ofTeam(about, values, call),
	];
}

function sameIn(column: string | undefined, id: unknown): Keep | undefined {
	if (column === undefined || id === undefined) return undefined;
	return (row) => row[column] === id;
}

/** A completion without a date counts as of its last change. */
function completedIn(column: string, { from, until }: IDataObject): Keep {
	const [begin, end] = [timeIn(from), timeIn(until)];
	return (row) => {
		const date = timeIn(row[column]);
		const at = Number.isNaN(date) ? timeIn(row.UpdatedDate) : date;
		return (row.Completed ?? row.Complete) === true && at >= begin && at < end;
	};
}

/** The team that a row names, or else the members of it. */
async function ofTeam(
	{ person, team }: NonNullable<Feed['about']>,
	values: IDataObject,
	call: Call,
): Promise<Keep | undefined> {
	const column = team ?? person;
	if (column === undefined || values.teamId === undefined) return undefined;
	const ids = team
		? new Set<unknown>(await readTeamIds(call, values))
		: await readMembers(call, values);
	return (row) => ids.has(row[column]);
}

const isSet = (keep: Keep | undefined): keep is Keep => keep !== undefined;
