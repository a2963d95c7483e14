// Whatever clocks say, each event is emitted once, and somebody is told where they differ.
import { startTriggerBench } from '../engine/support/triggerBench';
import type { TriggerBench } from '../engine/support/triggerBench';
import { by } from '../engine/support/locatorValue';
import type { Poller } from '../support/poller';
import type { DateProxy } from '../support/dateProxy';
import { startDateProxy } from '../support/dateProxy';
import type { WrongDate } from './clocks.cases';
import { attacks } from './clocks.cases';
import { named } from './support/named';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const EVENT = { event: 'userCreated' };

/** People who come in time and late, now and then, and polls in between; all of them, and who was emitted. */
async function letPeopleCome(bench: TriggerBench, poller: Poller, polls = 9) {
	const happened: string[] = [];
	for (let count = 0; count < polls; count++) {
		for (const lateMs of [0, (count % 3) * 29 * MINUTE_MS]) {
			const userName = `new-${happened.length}@example.com`;
			happened.push(userName);
			bench.sandbox.happen({ what: 'userCreated', userName, lateMs });
		}
		bench.wait(17 * MINUTE_MS);
		await poller.tick();
	}
	for (let count = 0; count < 4; count++) {
		bench.wait(HOUR_MS);
		await poller.tick();
	}
	const emitted = poller.started.flat().map(({ UserName }) => String(UserName));
	return { happened: happened.sort(), emitted: emitted.sort() };
}

describe('D19 Clocks that are wrong for ever', () => {
	it.each(named(attacks['D19 Clocks that are wrong for ever']))(
		'loses no event, and repeats none: %s',
		async (_name, { date, rows, own, before }) => {
			const bench = await startTriggerBench();
			bench.sandbox.skewClock(rows * HOUR_MS, (date - rows) * HOUR_MS);
			bench.skewOwnClock(own * HOUR_MS);
			for (let count = 0; count < before; count++) {
				bench.sandbox.happen({ what: 'userCreated' });
				bench.wait(4 * MINUTE_MS);
			}
			const poller = await bench.published(EVENT);
			const { happened, emitted } = await letPeopleCome(bench, poller);
			expect(poller.failures).toEqual([]);
			expect(emitted).toEqual(happened);
		},
	);
});

describe('D19 A single Date that is wrong', () => {
	let proxy: DateProxy;
	beforeAll(async () => {
		proxy = await startDateProxy();
	});
	afterAll(async () => await proxy.stop());

	const shown = (right: string, { byMs, text, missing }: WrongDate): string | null => {
		if (missing) return null;
		return text ?? new Date(Date.parse(right) + Number(byMs)).toUTCString();
	};

	it.each(named(attacks['D19 A single Date that is wrong']))(
		'loses no event, and repeats none: %s',
		async (_name, wrong) => {
			const bench = await startTriggerBench({}, { baseUrl: proxy.baseUrl });
			bench.skewOwnClock(wrong.ownMs);
			proxy.leadTo(bench.sandbox.origin, (right, answer) =>
				answer === wrong.answer ? shown(right, wrong) : right,
			);
			const poller = await bench.published(EVENT);
			const first = await letPeopleCome(bench, poller, 2);
			bench.sandbox.happen({ what: 'userCreated', userName: 'paused@example.com' });
			bench.wait(wrong.pauseMs);
			const { happened, emitted } = await letPeopleComeAfter(bench, poller);
			expect(poller.failures).toEqual([]);
			expect(emitted).toEqual([...first.happened, ...happened, 'paused@example.com'].sort());
		},
	);

	async function letPeopleComeAfter(bench: TriggerBench, poller: Poller) {
		for (let count = 0; count < 3; count++) {
			bench.sandbox.happen({ what: 'userCreated', userName: `after-${count}@example.com` });
			bench.wait(17 * MINUTE_MS);
			await poller.tick();
		}
		bench.wait(2 * HOUR_MS);
		await poller.tick();
		await poller.tick();
		const emitted = poller.started.flat().map(({ UserName }) => String(UserName));
		return {
			happened: ['after-0@example.com', 'after-1@example.com', 'after-2@example.com'],
			emitted: emitted.sort(),
		};
	}
});

describe('D19 What somebody is told of clocks', () => {
	it.each(named(attacks['D19 What somebody is told of clocks']))(
		'are told of in the log of n8n, once, and in the editor where there is nothing to show: %s',
		async (_name, { dateMs, ownMs, words }) => {
			const bench = await startTriggerBench();
			bench.sandbox.skewClock(0, dateMs);
			bench.skewOwnClock(ownMs);
			const poller = await bench.published(EVENT);
			for (let polls = 0; polls < 3; polls++) await poller.tick();
			expect(poller.warnings).toEqual(words ? [expect.stringMatching(words)] : []);
			const filters = { courseId: by('id', 'AAAAAAAAAAA1') };
			const shown = bench.fetchTestEvent({ event: 'courseStarted', filters });
			const description = expect.stringMatching(
				words ?? /it starts with the (?:next event|first match)\.$/,
			) as string;
			await expect(shown).rejects.toMatchObject({ description });
			// Once they agree again, and then do not, it is told once more.
			bench.sandbox.skewClock(0, 0);
			bench.skewOwnClock(0);
			await poller.tick();
			bench.sandbox.skewClock(0, 6 * HOUR_MS);
			await poller.tick();
			expect(poller.warnings).toHaveLength((words ? 1 : 0) + 1);
		},
	);
});
