/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { settle } from '../../sandbox/options';
import { seedState } from '../../sandbox/seed';
import type { State } from '../../sandbox/server';
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
			shown(seedState(settle({ ...sizes, seed }))),
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
		async function costOf(people: number): Promise<number> {
			const began = process.cpuUsage();
			await withSandbox({ people, teams: people / 25, courses: people / 50 }, async () => {});
			const { user, system } = process.cpuUsage(began);
			return user + system;
		}

		await costOf(500);
		const few = await costOf(500);
		// Ten times as many. Looking through all for each of them would make it a hundred times as much.
		expect((await costOf(5000)) / few).toBeLessThan(30);
	});
});
