import { startN8n } from './support/n8n';
import type { Door } from './support/door';
import { openDoor } from './support/door';
import { lookUp, named } from './support/people';
import { sleep, until } from './support/processes';
import type { Execution } from './support/rest';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { GOOD_KEY, openStage } from './support/stage';
import { begin, call, create, fresh, made, onlyRun, promote, through } from './support/troubled';
import { litmos } from './support/workflow';

const UNKNOWN =
	'Litmos did not answer, so it is not known whether this step was carried out (Create user): the record may exist, or be changed, already';
const DOWN_MS = 20_000;
/** n8n's own is 30 s. */
const SHUTDOWN_SECONDS = 8;

/** More than a run has sent when it is held. */
const ADDED = 100;

/** A way to Litmos for each story, so that none gets into the way of another. */
const DOORS = ['shared', 'stopped', 'wentOn', 'away', 'busy', 'restarted'] as const;

describe('when things go wrong', () => {
	let stage: Stage;
	let doors: Record<(typeof DOORS)[number], Door>;
	let names: string[];

	beforeAll(async () => {
		stage = await openStage('reliability', {
			env: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS) },
			sandbox: { latencyMs: 200, apiKeys: [GOOD_KEY, 'a-tight-key'] },
		});
		const { origin, state } = stage.sandbox;
		const opened = DOORS.map(async (name) => [name, await openDoor(origin)] as const);
		doors = Object.fromEntries(await Promise.all(opened)) as typeof doors;
		names = [...state.users.values()].map(({ UserName }) => UserName).slice(0, 100);
	});
	afterAll(async () => {
		await stage.close();
		await Promise.all(Object.values(doors).map(async (door) => await door.shut()));
	});

	const sent = (method: string) =>
		stage.sandbox.log().filter((entry) => entry.method === method).length;
	const ended = async (id: Promise<string>) => await stage.n8n.rest.execution(await id, 120);
	const shown = (execution: Execution) =>
		outcomeOf(execution, 'Litmos').items.map(({ json }) => json.UserName);

	describe('Litmos is down', () => {
		const stories = ['reading', 'changing', 'adding', 'addingOn', 'lost', 'lostAdding'] as const;
		let runs: Record<(typeof stories)[number], Execution>;
		let gaveUpAfterMs: number;
		let readsBefore: number;
		let arrivedMeanwhile: number;

		/** A run that adds, held where it has sent what is not answered yet. */
		async function adding(what: string, door: Door, parts = {}): Promise<() => Promise<Execution>> {
			const credential = await through(stage, door.origin);
			const run = ended(begin(stage, named(fresh(what, ADDED)), create(credential, parts)));
			await until(`${what} is under way`, () => made(stage, what).length > 10);
			await door.hold();
			return async () => await run;
		}

		/** All at once: they go on at the same time, and so does their waiting. */
		async function story(): Promise<void> {
			const { away, ...down } = doors;
			const [ours, theirs] = await Promise.all([
				through(stage, down.shared.origin),
				through(stage, away.origin),
			]);
			await away.shut();
			const startedAt = Date.now();
			const lost = ended(begin(stage, named(names.slice(0, 2)), lookUp(theirs)));
			const gaveUp = lost.then(() => Date.now() - startedAt);
			const lostAdding = ended(begin(stage, named(fresh('lost', 2)), create(theirs)));
			const reading = ended(begin(stage, named([...names, ...names]), lookUp(ours)));
			const changing = ended(begin(stage, named(names), promote(ours)));
			const areUnderWay = () => sent('PUT') > 0 && sent('GET') > sent('PUT') + 10;
			const [stopped, wentOn] = await Promise.all([
				adding('stopped', down.stopped),
				adding('went-on', down.wentOn, { onError: 'continueRegularOutput' }),
				until('both are under way', areUnderWay).then(async () => await down.shared.hold()),
			]);
			const shut = [down.shared, down.stopped, down.wentOn];
			await Promise.all(shut.map(async (door) => await door.shut()));
			// What is in the pipe already may still arrive.
			await sleep(1_000);
			readsBefore = sent('GET');
			const before = stage.sandbox.log().length;
			await sleep(DOWN_MS);
			arrivedMeanwhile = stage.sandbox.log().length - before;
			await Promise.all(shut.map(async (door) => await door.open()));
			const all = [reading, changing, stopped(), wentOn(), lost, lostAdding];
			const ends = await Promise.all(all);
			gaveUpAfterMs = await gaveUp;
			runs = Object.fromEntries(stories.map((name, index) => [name, ends[index]])) as typeof runs;
		}

		beforeAll(story);

		it('for 20 seconds: nobody reaches it', () => {
			expect(arrivedMeanwhile).toBe(0);
		});

		it('for 20 seconds: a run that reads ends well, with every item', () => {
			expect(readsBefore).toBeLessThan(200);
			expect(runs.reading.status).toBe('success');
			expect(shown(runs.reading)).toEqual([...names, ...names]);
		});

		it('for 20 seconds: a run that changes ends well, with every item', () => {
			expect(runs.changing.status).toBe('success');
			expect(shown(runs.changing)).toEqual(names);
			const changed = [...stage.sandbox.state.users.values()].filter(
				({ UserName, JobTitle }) => JobTitle === `Chief ${UserName}`,
			);
			expect(changed.map(({ UserName }) => UserName).sort()).toEqual([...names].sort());
		});

		it('for 20 seconds: a run that adds stops where it is not known what Litmos did', () => {
			expect(runs.adding.status).toBe('error');
			const { message = '', description } = outcomeOf(runs.adding, 'Litmos').error ?? {};
			expect(message.startsWith(UNKNOWN)).toBe(true);
			expect(message).toMatch(/\. \d later items? had already been sent$/);
			expect(description).toMatch(
				/^It is not known whether Litmos carried it out: .+ Look in Litmos before running this item again\. Network: "connection closed" /,
			);
		});

		it('for 20 seconds: with On Error set to Continue only those few fail, the rest goes on', () => {
			expect(runs.addingOn.status).toBe('success');
			const { items } = outcomeOf(runs.addingOn, 'Litmos');
			const failed = items.filter(({ json }) => json.error !== undefined);
			expect(items).toHaveLength(ADDED);
			expect(new Set(failed.map(({ json }) => json.error))).toEqual(new Set([UNKNOWN]));
			expect(failed.length).toBeLessThanOrEqual(5);
		});

		it('for 20 seconds: and nothing that adds is sent twice', () => {
			const added = [...made(stage, 'stopped'), ...made(stage, 'went-on')];
			expect(made(stage, 'went-on').length).toBeGreaterThanOrEqual(ADDED - 5);
			expect(sent('POST')).toBe(added.length);
		});

		it('for longer: after half a minute a run says that it cannot be reached', () => {
			expect(gaveUpAfterMs).toBeGreaterThan(30_000);
			expect(gaveUpAfterMs).toBeLessThan(60_000);
			const host = new URL(doors.away.origin).host;
			const { message, description } = outcomeOf(runs.lost, 'Litmos').error ?? {};
			expect(message).toBe(
				`Litmos could not be reached at ${host} (Get user). 1 later item had already been sent`,
			);
			expect(description).toMatch(
				/^Check the Region or the Base URL .+ Network: "connection refused" Not carried out either for the later items 1\. /,
			);
		});

		it('for longer: a run that adds says so as well, and has added nobody', () => {
			const { message } = outcomeOf(runs.lostAdding, 'Litmos').error ?? {};
			expect(message).toMatch(/^Litmos could not be reached at .+ \(Create user\)\. /);
			expect(made(stage, 'lost')).toEqual([]);
		});
	});

	describe('Litmos refuses for the limit', () => {
		it('for a moment: the run waits, and adds once', async () => {
			const busy = await through(stage, doors.busy.origin);
			stage.sandbox.clearLog();
			stage.sandbox.addFault({ kind: '503limit', match: { method: 'POST' } });
			const run = await ended(begin(stage, named(fresh('refused', 1)), create(busy)));
			expect(run.status).toBe('success');
			expect(sent('POST')).toBe(2);
			expect(made(stage, 'refused')).toHaveLength(1);
		});

		it('for longer than Maximum Wait: the run says that the item was not carried out', async () => {
			const busy = await through(stage, doors.busy.origin);
			stage.sandbox.addFault({ kind: '503limit', match: { path: '^/courses$' }, times: 0 });
			const options = { maxWaitMinutes: 0.1 };
			const node = litmos(busy, { resource: 'course', operation: 'getAll', options });
			const { error } = outcomeOf(await ended(begin(stage, node)), 'Litmos');
			expect(error?.message).toMatch(
				/^The Litmos limit stayed used up: gave up after \d+ s \(Get many courses\)$/,
			);
			expect(error?.description).toMatch(/ Nothing was carried out for this item\. /);
		});
	});

	describe('n8n', () => {
		/** What became of n8n's own, and how much was sent after it had come back. */
		async function restart(): Promise<number> {
			await sleep(500);
			const before = stage.sandbox.log().length;
			stage.n8n = await startN8n(stage.n8n.options);
			await sleep(2_000);
			return stage.sandbox.log().length - before;
		}

		it('is stopped: short runs end, long ones are cut off and not taken up again', async () => {
			const { origin } = doors.restarted;
			const quick = await through(stage, origin);
			const tight = await through(stage, origin, { apiKey: 'a-tight-key', requestsPerMinute: 3 });
			const short = await call(stage, 'short', named(names), lookUp(quick));
			const long = await call(stage, 'long', named(fresh('cut-off', 9)), create(tight));
			await until('both are under way', () => made(stage, 'cut-off').length === 3);
			const { code } = await stage.n8n.process.stop();
			expect(code).toBe(1);
			expect(await restart()).toBe(0);
			const run = await onlyRun(stage, short);
			expect(run.status).toBe('success');
			expect(shown(run)).toEqual(names);
			expect(await onlyRun(stage, long)).toMatchObject({ status: 'crashed' });
			expect(made(stage, 'cut-off')).toHaveLength(3);
		});

		it('is killed: the run counts as crashed, and nothing is sent again', async () => {
			const quick = await through(stage, doors.restarted.origin);
			const workflow = await call(stage, 'killed', named(fresh('killed', 100)), create(quick));
			await until('it is under way', () => made(stage, 'killed').length > 20);
			await stage.n8n.process.kill();
			expect(await restart()).toBe(0);
			const run = await onlyRun(stage, workflow);
			expect(run.status).toBe('crashed');
			expect(outcomeOf(run, 'Litmos').error?.message).toBe('Execution stopped at this node');
			expect(made(stage, 'killed').length).toBeLessThan(100);
		});
	});
});
