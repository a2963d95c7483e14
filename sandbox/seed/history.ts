import type { State } from '../state/state';

const DAY_MS = 86_400_000;

/** Spreads over the years what was made without a date; from the order, so that the tenant stays the same. */
export function seedHistory(state: State, today: number): void {
	let index = 0;
	const past = (days: number): { created: number; updated: number } => {
		index += 1;
		const created = today - (days + 23 * index) * DAY_MS;
		return { created, updated: created };
	};
	for (const { Id } of state.teams.values()) state.timestamps.set(`team ${Id}`, past(700));
	for (const path of state.learningPaths.values()) {
		state.timestamps.set(`path ${path.Id}`, past(300));
		for (const teamId of path.teams)
			state.timestamps.set(`teamPath ${teamId} ${path.Id}`, past(200));
	}
	state.settingsChanges.push(
		{ category: 'Login', name: 'Minimum length', from: '8', to: '12', at: today - 3 * DAY_MS },
		{ category: 'Messages', name: 'Digest', from: 'Weekly', to: 'Off', at: today - 40 * DAY_MS },
		{ category: 'General', name: 'Time zone', from: '', to: 'UTC', at: today - 400 * DAY_MS },
	);
}
