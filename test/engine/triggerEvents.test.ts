import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { events } from '../../nodes/LitmosTrigger/events';
import type { Happened, Happening } from '../../sandbox/control/happen';
import type { SessionRecord } from '../../sandbox/ilt/records';
import type { Poller } from '../support/poller';
import { by } from './support/locatorValue';
import { startTriggerBench, type TriggerBench } from './support/triggerBench';

const DAY_MS = 86_400_000;

/** What has to happen for each event, and a column by which its row is known. */
interface Cause {
	what: Happening['what'];
	parameters?: INodeParameters;
	/** The row and what happened agree on these: column of the row, Id of what happened. */
	knownBy: Readonly<
		Record<string, 'userId' | 'courseId' | 'teamId' | 'learningPathId' | 'sessionId'>
	>;
	/** When it happens, counted from now. */
	inMs?: number;
}

const RESULT = { UserId: 'userId', Id: 'courseId' } as const;
const CONDITION = { UserId: 'userId', ContentId: 'courseId' } as const;

const CAUSES: Readonly<Record<string, Cause>> = {
	achievementEarned: {
		what: 'courseCompleted',
		knownBy: { UserId: 'userId', CourseId: 'courseId' },
	},
	courseAssigned: { what: 'courseAssigned', knownBy: RESULT },
	courseChanged: { what: 'courseChanged', knownBy: { Id: 'courseId' } },
	courseCompleted: { what: 'courseCompleted', knownBy: RESULT },
	courseExpired: { what: 'courseExpires', knownBy: CONDITION },
	courseExpiring: { what: 'courseExpires', knownBy: CONDITION, inMs: 30 * DAY_MS - 60_000 },
	courseOverdue: { what: 'courseDue', knownBy: CONDITION, inMs: -60_000 },
	courseStarted: { what: 'courseStarted', knownBy: RESULT },
	learningPathAssigned: {
		what: 'learningPathAssigned',
		knownBy: { Id: 'userId', LearningPathId: 'learningPathId' },
	},
	learningPathChanged: { what: 'learningPathChanged', knownBy: { Id: 'learningPathId' } },
	learningPathCompleted: {
		what: 'learningPathCompleted',
		knownBy: { UserId: 'userId', Id: 'learningPathId' },
	},
	moduleCompleted: { what: 'moduleCompleted', knownBy: { UserId: 'userId' } },
	otherFeed: {
		what: 'teamChanged',
		parameters: { feed: 'byPath', feedPath: 'org/teams' },
		knownBy: { Id: 'teamId' },
	},
	sessionChanged: { what: 'sessionChanged', knownBy: { Id: 'sessionId' } },
	sessionRegistrations: { what: 'sessionRegistered', knownBy: { Id: 'sessionId' } },
	teamChanged: { what: 'teamChanged', knownBy: { Id: 'teamId' } },
	teamMemberAdded: { what: 'teamMemberAdded', knownBy: { Id: 'userId', TeamId: 'teamId' } },
	teamMemberPromoted: { what: 'teamMemberPromoted', knownBy: { Id: 'userId', TeamId: 'teamId' } },
	userCreated: { what: 'userCreated', knownBy: { Id: 'userId' } },
	userLoggedIn: { what: 'userLoggedIn', knownBy: { UserId: 'userId' } },
	userUpdated: { what: 'userUpdated', knownBy: { Id: 'userId' } },
};

let bench: TriggerBench;
beforeEach(async () => {
	bench = await startTriggerBench();
});

const isAbout = (row: IDataObject, happened: Happened, { knownBy }: Cause): boolean =>
	Object.entries(knownBy).every(([column, id]) => row[column] === happened[id]);

describe('each event of the table', () => {
	it('is known here', () => {
		expect(Object.keys(CAUSES).sort()).toEqual(events.map(({ value }) => value).sort());
	});

	it.each(Object.entries(CAUSES))(
		'%s starts the workflow when it happens, and once',
		async (event, cause) => {
			// Somebody who is in no team and has no course yet.
			bench.sandbox.happen({ what: 'userCreated', at: bench.now() - DAY_MS });
			const sessionId = [...bench.sandbox.state.ilt.sessions.values()].find(({ days }) =>
				days.every(({ end }) => end > bench.now()),
			)?.Id;
			const parameters = { event, ...cause.parameters };
			const poller = await bench.published(parameters);
			expect(poller.started).toEqual([]);
			const at = bench.now() + (cause.inMs ?? 0);
			const happened = bench.sandbox.happen({ what: cause.what, at, sessionId });
			bench.wait(60_000);
			// Expiry is looked at once an hour, by the clock of this machine.
			await tickAnHourLater(poller);
			expect(poller.failures).toEqual([]);
			expect(poller.started.flat().filter((row) => isAbout(row, happened, cause))).toHaveLength(1);
			expect(poller.started.flat()).toHaveLength(1);
			await tickAnHourLater(poller);
			const restarted = await bench.poller(parameters, { staticData: poller.stored() });
			await tickAnHourLater(restarted);
			expect([...poller.started, ...restarted.started]).toHaveLength(1);
		},
	);

	it('each login of Other Feed starts the workflow, though nothing else of the user has changed', async () => {
		const poller = await bench.published({ event: 'otherFeed', feed: 'peopleFeed: getLogins' });
		const { userId } = bench.sandbox.happen({ what: 'userLoggedIn', at: bench.now() });
		bench.wait(60_000);
		const row = expect.objectContaining({ Id: userId }) as object;
		expect(await tickAnHourLater(poller)).toEqual([row]);
		bench.sandbox.happen({ what: 'userLoggedIn', userId, at: bench.now() });
		bench.wait(60_000);
		expect(await tickAnHourLater(poller)).toEqual([row]);
		expect(await tickAnHourLater(poller)).toEqual([]);
	});

	it.each(Object.entries(CAUSES))(
		'%s can be shown in the editor, or says that there is none',
		async (event, cause) => {
			const parameters = { event, ...cause.parameters };
			bench.sandbox.happen({ what: 'userCreated', at: bench.now() - DAY_MS });
			bench.sandbox.happen({ what: cause.what, at: bench.now() + (cause.inMs ?? 0) - 1000 });
			const shown = await bench.fetchTestEvent(parameters);
			expect(shown.length).toBeGreaterThan(0);
			expect(shown.length).toBeLessThanOrEqual(10);
		},
	);
});

/** What it emits then. */
async function tickAnHourLater(poller: Poller): Promise<IDataObject[]> {
	const before = poller.started.length;
	await poller.tickAnHourLater();
	return poller.started.slice(before).flat();
}

describe('what begins with time', () => {
	const EXPIRING = { event: 'courseExpiring', expiringDays: 30 };
	it('is looked at once an hour only, whatever the Poll Times', async () => {
		const poller = await bench.published(EXPIRING);
		const before = bench.requests().length;
		await poller.tick();
		await poller.tick();
		expect(bench.requests()).toHaveLength(before);
	});

	it('is told of once for each date: again when the certificate was renewed and runs out anew', async () => {
		const poller = await bench.published(EXPIRING);
		const till = bench.now() + 29 * DAY_MS + 1000;
		const { userId, courseId } = bench.sandbox.happen({ what: 'courseExpires', at: till });
		expect(await tickAnHourLater(poller)).toEqual([
			expect.objectContaining({
				UserId: userId,
				Status: 'Expiring',
				CompliantTillDate: new Date(till).toISOString(),
			}),
		]);
		bench.wait(20 * DAY_MS);
		const quiet = await tickAnHourLater(poller);
		expect(quiet.filter(({ UserId }) => UserId === userId)).toEqual([]);
		const days = bench.sandbox.state.courses.get(courseId)?.compliantDays ?? 0;
		bench.sandbox.happen({ what: 'courseCompleted', userId, courseId });
		bench.wait((days - 30) * DAY_MS);
		const renewed = await tickAnHourLater(poller);
		bench.wait(2 * DAY_MS);
		const ours = [...renewed, ...(await tickAnHourLater(poller))].filter(
			({ UserId, ContentId }) => UserId === userId && ContentId === courseId,
		);
		expect(ours).toHaveLength(1);
	});

	it('is overdue once for each due date where the course is chosen, and says that date', async () => {
		const courses = [...bench.sandbox.state.courses.values()];
		const courseId = courses.find(({ dueDays }) => dueDays !== null)?.Id ?? '';
		bench.sandbox.happen({ what: 'userCreated' });
		const parameters = { event: 'courseOverdue', filters: { courseId: by('id', courseId) } };
		const poller = await bench.published(parameters);
		const at = bench.now() - 5000;
		const { userId } = bench.sandbox.happen({ what: 'courseDue', courseId, at });
		expect(await tickAnHourLater(poller)).toEqual([
			expect.objectContaining({ UserId: userId, DueDate: new Date(at).toISOString() }),
		]);
		expect(await tickAnHourLater(poller)).toEqual([]);
	});

	it('is overdue again after it was not for a while, where Litmos gives no due dates', async () => {
		const parameters = { event: 'courseOverdue' };
		const poller = await bench.published(parameters);
		const { userId, courseId } = bench.sandbox.happen({
			what: 'courseDue',
			at: bench.now() - 5000,
		});
		const row = expect.objectContaining({ UserId: userId, ContentId: courseId }) as object;
		expect(await tickAnHourLater(poller)).toEqual([row]);
		bench.sandbox.state.enrolments.get(userId)?.delete(courseId);
		for (let hours = 0; hours < 3; hours++) await tickAnHourLater(poller);
		bench.sandbox.happen({ what: 'courseDue', userId, courseId, at: bench.now() - 5000 });
		expect(await tickAnHourLater(poller)).toEqual([row]);
	});
});

describe('a session', () => {
	const REGISTRATIONS = { event: 'sessionRegistrations' };
	const upcoming = (): SessionRecord => {
		const { sessions } = bench.sandbox.state.ilt;
		return [...sessions.values()].find(({ days }) =>
			days.every(({ end }) => end > bench.now() + DAY_MS),
		)!;
	};

	it('has its registrations told of again where one was taken back in the next poll', async () => {
		const session = upcoming();
		const { userId } = bench.sandbox.happen({ what: 'userCreated' });
		const poller = await bench.published(REGISTRATIONS);
		const row = expect.objectContaining({ Id: session.Id }) as object;
		bench.sandbox.happen({ what: 'sessionRegistered', userId, sessionId: session.Id });
		expect(await tickAnHourLater(poller)).toEqual([row]);
		session.people.delete(userId);
		expect(await tickAnHourLater(poller)).toEqual([row]);
	});

	it('has no changed registrations where it is new and nobody is registered', async () => {
		const poller = await bench.published(REGISTRATIONS);
		const session: SessionRecord = { ...upcoming(), Id: 'newSession1', people: new Map() };
		bench.sandbox.state.ilt.sessions.set(session.Id, session);
		expect(await tickAnHourLater(poller)).toEqual([]);
		bench.sandbox.happen({ what: 'sessionRegistered', sessionId: session.Id });
		expect(await tickAnHourLater(poller)).toEqual([
			expect.objectContaining({ Id: session.Id, Accepted: '1' }),
		]);
	});
});
