import type { IDataObject } from 'n8n-workflow';
import { COURSES, readComplianceRows } from '../../../shared/feeds/compliance';
import { sessionsByTime } from '../../../shared/feeds/sessions';
import { readList } from '../../../shared/operation/pages';
import type { TimedApi } from '../../../shared/feeds/changes/reading';
import { timeIn } from '../../../shared/values';
import type { ConditionEvent } from '../../events/types';
import type { ChosenCondition } from '../chosen';
import type { Condition } from '../conditionPoll';

const DAY_MS = 86_400_000;

/** All that holds as of now. */
export async function readConditions(chosen: ChosenCondition, api: TimedApi): Promise<Condition[]> {
	return chosen.event.looksAt === 'sessions'
		? await readSessions(chosen.event, api)
		: await readCompliance(chosen, api);
}

async function readSessions(event: ConditionEvent, { call }: TimedApi): Promise<Condition[]> {
	const { watches, without = [] } = event;
	const { request, output } = sessionsByTime;
	const spec = { ...request, query: ['start', 'limit'] };
	const { rows } = await readList(
		async (start, limit) => await call(spec, { time: 'future', start, limit }),
		output,
	);
	return rows.map((row) => {
		const columns = watches ?? Object.keys(row).filter((column) => !without.includes(column));
		const watched = columns.map((column) => [column, row[column]]);
		return {
			row,
			name: JSON.stringify([row.Id, watched]),
			record: String(row.Id),
			isQuietAtFirst: watches?.every((column) => Number(row[column] ?? 0) === 0),
			since: 0,
		};
	});
}

async function readCompliance(
	{ event, filters, expiringDays }: ChosenCondition,
	{ call, now }: TimedApi,
): Promise<Condition[]> {
	const { status, date = '' } = event;
	const values = { ...filters, lookBack: 'none', status: [status], expiringDays } as IDataObject;
	const rowsAt = await readComplianceRows(COURSES, call, values);
	const beginsEarlierMs = status === 'Expiring' ? expiringDays * DAY_MS : 0;
	return rowsAt(now()).map((row) => {
		const at = timeIn(row[date]);
		const name = JSON.stringify([row.UserId, row.ContentId, Number.isNaN(at) ? status : at]);
		return { row, name, since: Number.isNaN(at) ? 0 : at - beginsEarlierMs };
	});
}
