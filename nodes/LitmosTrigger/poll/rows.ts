import type { IDataObject } from 'n8n-workflow';
import { STAMPS } from '../../shared/feeds/changes/stamps';
import type { About } from '../../shared/feeds/feed';
import { identityOf } from '../../shared/operation/pages';
import type { RequestOperation } from '../../shared/operation/types';
import { timeIn } from '../../shared/values';
import type { FeedEvent } from '../events/types';
import type { Filters } from './chosen';
import { dedupKeyOf } from '../../shared/feeds/changes/dedupKeys';
import type { Event } from '../../shared/feeds/changes/source';

const SECOND_MS = 1000;

/** What in the rows of a feed is an event: its condition, the filters that rows can answer, its key and time. */
export function eventReader(
	event: FeedEvent,
	operation: RequestOperation,
	filters: Filters,
): (row: IDataObject, now: number) => Event | undefined {
	const { output } = operation;
	const key = output.kind === 'list' ? output.key : [];
	const { foundBy } = event.feed;
	const stamps = foundBy === undefined ? STAMPS : [foundBy, ...STAMPS];
	return (row, now) => {
		const stamp = event.stamp || stamps.find((column) => !Number.isNaN(timeIn(row[column])));
		const cell = stamp === undefined ? undefined : row[stamp];
		const at = timeIn(cell);
		// A row without the date of its event is none; one of an unknown feed counts from when it is seen.
		if (Number.isNaN(at) && event.stamp) return undefined;
		if (!isSuch(event, row) || !isWanted(event.about, row, filters)) return undefined;
		const name = `${String(identityOf(row, key))} ${String(cell)}`;
		return { row, dedupKey: dedupKeyOf(name), at: Number.isNaN(at) ? now : at };
	};
}

function isSuch({ anyTrue, changed }: FeedEvent, row: IDataObject): boolean {
	if (anyTrue && !anyTrue.some((column) => row[column] === true)) return false;
	return !changed || timeIn(row.UpdatedDate) - timeIn(row.CreatedDate) >= SECOND_MS;
}

function isWanted(about: About, row: IDataObject, filters: Filters): boolean {
	const { courseId, learningPathId, teamId, activeOnly } = filters;
	const isOther = (column: string | undefined, id: string | undefined): boolean =>
		column !== undefined && id !== undefined && row[column] !== id;
	if (isOther(about.course, courseId) || isOther(about.learningPath, learningPathId)) return false;
	if (isOther(about.team, teamId)) return false;
	return !(activeOnly && about.saysActive && row.Active === false);
}
