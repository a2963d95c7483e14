import { withDefaults } from '../../sandbox/options';
import { seedState } from '../../sandbox/seed/seed';
import { tenantFor } from '../../sandbox/seed/snapshots';
import type { State } from '../../sandbox/server';
import { processorTime } from '../support/processorTime';
import { useSandbox, withSandbox } from './client';

const client = useSandbox({ people: 120, teams: 10, courses: 20 });

describe('the seeded tenant', () => {
	const shown = (state: State): unknown => [
		[...state.users.values()],
		[...state.teams.values()],
		[...state.enrolments],
	];

	it('is the same for the same seed and another for another', () => {
		const sizes = { people: 40, teams: 5, courses: 6 };
		const [one, same, other] = [5, 5, 6].map((seed) =>
			shown(seedState(withDefaults({ ...sizes, seed }))),
		);
		expect(one).toEqual(same);
		expect(one).not.toEqual(other);
	});

	it('has names with apostrophes, ampersands, accents and other scripts, and all roles', () => {
		const people = [...client.sandbox.state.users.values()];
		for (const pattern of [
			/'/,
			/&/,
			/[áéíóúñçößłøå]/i,
			/\p{sc=Han}/u,
			/\p{sc=Arabic}/u,
			/\p{sc=Cyrillic}/u,
		]) {
			expect(people.some(({ FullName }) => pattern.test(FullName))).toBe(true);
		}
		const levels = new Set(people.map(({ AccessLevel }) => AccessLevel));
		expect(levels).toEqual(new Set(['Account_Owner', 'Administrator', 'Team_Leader', 'Learner']));
		expect(people.some(({ IsCustomUsername }) => IsCustomUsername)).toBe(true);
		expect(new Set(people.map(({ UserName }) => UserName.toLowerCase())).size).toBe(people.length);
	});

	it('holds many results of the last 90 days where it is asked to, for the feed to show by weeks', async () => {
		const week = (weeks: number): string =>
			new Date(Date.now() - weeks * 7 * 86_400_000).toISOString().slice(0, 10);
		await withSandbox({ people: 30, teams: 2, courses: 4, results: 40 }, async ({ read }) => {
			const shown = new Set<string>();
			for (let weeks = 13; weeks >= 0; weeks -= 1) {
				const query = { since: week(weeks), to: week(weeks - 1), limit: '1000' };
				const rows = await read('/org/results/details', query);
				const own = rows.filter(({ Name }) => String(Name).startsWith('Refresher'));
				own.forEach(({ Id, UserId }) => shown.add(`${String(Id)} ${String(UserId)}`));
			}
			expect(shown.size).toBe(30 * 40);
		});
	});

	it('costs no more for each of 5,000 people than for each of 500', async () => {
		const costOf = async (people: number, attempts: number): Promise<number> =>
			await processorTime(
				() => seedState(withDefaults({ people, teams: people / 25, courses: people / 50 })),
				attempts,
			);

		const few = await costOf(500, 3);
		// Ten times as many. Looking through all for each of them would make it a hundred times as much.
		expect((await costOf(5000, 2)) / few).toBeLessThan(30);
	});
});

describe('a tenant that was built before', () => {
	const settings = withDefaults({ people: 40, teams: 5, courses: 6 });

	it('is the same as a new one, down to what it draws next', () => {
		tenantFor(settings);
		const [copied, built] = [tenantFor(settings), seedState(settings)];
		expect(contentOf(copied)).toEqual(contentOf(built));
		expect(copied.random.longId()).toBe(built.random.longId());
	});

	it('hears nothing of what is changed in another one', () => {
		const untouched = contentOf(seedState(settings));
		const changed = tenantFor(settings);
		changeEverything(changed);
		expect(contentOf(changed)).not.toEqual(untouched);
		expect(contentOf(tenantFor(settings))).toEqual(untouched);
	});

	it('shares no object with another one', () => {
		const seen = objectsIn(contentOf(tenantFor(settings)));
		const shared = [...objectsIn(contentOf(tenantFor(settings)))].filter((one) => seen.has(one));
		expect(seen.size).toBeGreaterThan(500);
		expect(shared).toEqual([]);
	});
});

/** A tenant without its functions. */
const contentOf = (state: State) => ({ ...state, clock: undefined, random: undefined });

/** All objects, lists, maps and sets in it. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
	if (typeof value !== 'object' || value === null || found.has(value)) return found;
	found.add(value);
	const members =
		value instanceof Map || value instanceof Set ? value.values() : Object.values(value);
	for (const member of members) objectsIn(member, found);
	return found;
}

/** Changes all that can be reached. */
function changeEverything(state: State): void {
	for (const one of objectsIn(contentOf(state))) {
		if (one instanceof Map || one instanceof Set) one.clear();
		else if (Array.isArray(one)) one.length = 0;
		else Object.assign(one, { Name: 'changed' });
	}
}
