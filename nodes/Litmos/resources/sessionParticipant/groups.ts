import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../../shared/operation/types';
import { SESSION_PATH } from '../session/path';

export const ROLL_CALL: RequestSpec = {
	method: 'GET',
	path: `${SESSION_PATH}/rollcall`,
	query: ['start', 'limit'],
};

/** Items that agree in these fields make one job. */
export function alikeIn(...fields: string[]): (items: readonly IDataObject[]) => number[][] {
	return (items) => {
		const jobs = new Map<string, number[]>();
		items.forEach((values, position) => {
			const key = JSON.stringify(fields.map((field) => values[field] ?? ''));
			jobs.set(key, [...(jobs.get(key) ?? []), position]);
		});
		return [...jobs.values()];
	};
}

/** What the calls about these people cannot go wrong about together: each person once, `size` at most. */
export function packsOf(people: readonly unknown[], size: number): string[][] {
	const ids = [...new Set(people.map(String))];
	return Array.from({ length: Math.ceil(ids.length / size) }, (_, pack) =>
		ids.slice(pack * size, (pack + 1) * size),
	);
}

/** Does one call after the other and notes for each of its people what went wrong. */
export async function noteFaults(
	faults: Map<string, Error>,
	ids: readonly string[],
	work: () => Promise<unknown>,
): Promise<void> {
	try {
		await work();
	} catch (error) {
		ids.forEach((id) => faults.set(id, error as Error));
	}
}
