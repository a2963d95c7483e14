import { startN8n } from './support/n8n';
import type { OutageProxy } from './support/outageProxy';
import { startOutageProxy } from './support/outageProxy';
import { lookUp, named } from './support/people';
import { saidBy, sleep, until } from './support/processes';
import type { Execution } from './support/rest';
import { outcomeOf } from './support/rest';
import type { Stage } from './support/stage';
import { arrivedFrom, createCredential, GOOD_KEY, openStage, passPipe } from './support/stage';
import { begin, call, create, fresh, made, onlyRun, promote, through } from './support/troubled';
import { litmos, type WorkflowNode } from './support/workflow';

const UNKNOWN =
	'Litmos did not respond, so the record may already exist or be changed (Create user)';
const DOWN_MS = 20_000;
/** Enough for a short run to end; n8n's own is 30 s. The next place for the long one is later. */
const SHUTDOWN_SECONDS = 20;

/** More than a run has sent when it is held. */
const ADDED = 100;

/** A proxy before Litmos for each story, so that none gets into the way of another. */
const PROXIES = ['reading', 'changing', 'stopped', 'went-on', 'away', 'busy', 'restarted'] as const;

type Way = (typeof PROXIES)[number];

describe('when things go wrong', () => {
	let stage: Stage;
	let proxies: Record<Way, OutageProxy>;
	let names: string[];

	beforeAll(async () => {
		stage = await openStage('reliability', {
			env: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS) },
			sandbox: { latencyMs: 200, apiKeys: [GOOD_KEY, 'a-tight-key'] },
		});
		const { origin, state } = stage.sandbox;
		const started = PROXIES.map(async (name) => [name, await startOutageProxy(origin)] as const);
		proxies = Object.fromEntries(await Promise.all(started)) as typeof proxies;
		names = [...state.users.values()].map(({ UserName }) => UserName).slice(0, 100);
	});
	afterAll(async () => {
		await stage?.close();
		await Promise.all(Object.values(proxies ?? {}).map(async (proxy) => await proxy.stop()));
	});

	const sent = (method: string, ...ways: Way[]) =>
		ways.flatMap((way) => arrivedFrom(way, stage)).filter((entry) => entry.method === method)
			.length;
	/** By a credential that tells the way. */
	const by = async (way: Way, fields: Record<string, string | number> = {}) =>
		await through(stage, proxies[way].origin, { source: way, ...fields });
	const ended = async (id: Promise<string>) => await stage.n8n.rest.execution(await id);
	const shown = (execution: Execution) =>
		outcomeOf(execution, 'Litmos').items.map(({ json }) => json.UserName);

	describe('Litmos is down', () => {
		const stories = ['reading', 'changing', 'adding', 'addingOn', 'lost', 'lostAdding'] as const;
		let runs: Record<(typeof stories)[number], Execution>;
		let readsBefore: number;
		let arrivedMeanwhile = 0;

		const isAdding = (way: Way) => () => made(stage, way).length > 10;

		/** A run during which Litmos goes down, where requests are not answered yet, and comes back. */
		async function struck(way: Way, isUnderWay: () => boolean, ...nodes: WorkflowNode[]) {
			const run = ended(begin(stage, ...nodes));
			await until(`${way} is under way`, isUnderWay);
			await proxies[way].hold();
			await proxies[way].stop();
			await passPipe(stage);
			const before = arrivedFrom(way, stage).length;
			if (way === 'reading') readsBefore = before;
			await sleep(DOWN_MS);
			arrivedMeanwhile += arrivedFrom(way, stage).length - before;
			await proxies[way].start();
			return await run;
		}

		/** All at once: they go on at the same time, and so does their waiting. */
		async function story(): Promise<void> {
			await proxies.away.stop();
			const theirs = await by('away');
			const [reads, changes] = [lookUp(await by('reading')), promote(await by('changing'))];
			const adds = create(await by('stopped'));
			const addsOn = create(await by('went-on'), { onError: 'continueRegularOutput' });
			const ends = await Promise.all([
				struck('reading', () => sent('GET', 'reading') > 10, named([...names, ...names]), reads),
				struck('changing', () => sent('PUT', 'changing') > 0, named(names), changes),
				struck('stopped', isAdding('stopped'), named(fresh('stopped', ADDED)), adds),
				struck('went-on', isAdding('went-on'), named(fresh('went-on', ADDED)), addsOn),
				ended(begin(stage, named(names.slice(0, 2)), lookUp(theirs))),
				ended(begin(stage, named(fresh('lost', 2)), create(theirs))),
			]);
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
			expect(message).toMatch(/(already|\. \d later items? had already been sent)$/);
			expect(description).toMatch(
				/^The record may already exist or be changed\. Check in Litmos before you run this item again\. Network: "connection closed" /,
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
			expect(sent('POST', 'stopped', 'went-on')).toBe(added.length);
		});

		it('for longer: after half a minute a run says that it cannot be reached', () => {
			const gaveUpAfter = runs.lost.runs.Litmos?.[0]?.executionTime ?? 0;
			// It went through the same pauses until Litmos was there again, and on from there.
			const reference = runs.reading.runs.Litmos?.[0]?.executionTime ?? 0;
			expect(gaveUpAfter).toBeGreaterThan(30_000);
			expect(gaveUpAfter).toBeLessThan(2 * reference);
			const host = new URL(proxies.away.origin).host;
			const { message, description } = outcomeOf(runs.lost, 'Litmos').error ?? {};
			expect(message).toBe(
				`Litmos could not be reached at ${host} (Get user). 1 later item had already been sent`,
			);
			expect(description).toMatch(
				/^Check the Region or the Base URL .+ Network: "connection refused" Item 1 also failed\. /,
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
			const busy = await by('busy');
			stage.sandbox.addFault({ kind: '503limit', match: { method: 'POST' } });
			const run = await ended(begin(stage, named(fresh('refused', 1)), create(busy)));
			expect(run.status).toBe('success');
			expect(sent('POST', 'busy')).toBe(2);
			expect(made(stage, 'refused')).toHaveLength(1);
		});

		it('for longer than Maximum Wait: the run says that the item was not carried out', async () => {
			const busy = await by('busy');
			stage.sandbox.addFault({ kind: '503limit', match: { path: '^/courses$' }, times: 0 });
			const options = { maxWaitMinutes: 0.1 };
			const node = litmos(busy, { resource: 'course', operation: 'getAll', options });
			const { error } = outcomeOf(await ended(begin(stage, node)), 'Litmos');
			expect(error?.message).toMatch(
				/^The Litmos rate limit stayed used up: gave up after \d+ s \(Get many courses\)$/,
			);
			expect(error?.description).toMatch(/ Litmos did not carry out this request\. /);
		});
	});

	describe('n8n', () => {
		/** n8n comes back. How much it has sent by itself when a run that began later has ended. */
		async function restart(): Promise<number> {
			await passPipe(stage);
			const before = arrivedFrom('restarted', stage).length;
			stage.n8n = await startN8n(stage.n8n.options);
			const later = await createCredential(stage, 'later', { source: 'later' });
			const run = await ended(begin(stage, named(names.slice(0, 1)), lookUp(later)));
			expect(run.status).toBe('success');
			return arrivedFrom('restarted', stage).length - before;
		}

		it('is stopped: short runs end, long ones are cut off and not taken up again', async () => {
			const few = names.slice(0, 20);
			const quick = await createCredential(stage, 'short', { source: 'restarted' });
			const tight = await by('restarted', { apiKey: 'a-tight-key', requestsPerMinute: 3 });
			const held = stage.hold(({ url }) => url.includes('source=restarted'));
			const short = await call(stage, 'short', named(few), lookUp(quick));
			const long = await call(stage, 'long', named(fresh('cut-off', 9)), create(tight));
			await until('both are under way', () => {
				return held.count() > 0 && made(stage, 'cut-off').length === 3;
			});
			const stopping = stage.n8n.process.stop();
			await until('n8n is asked to end', () =>
				saidBy(stage.n8n.process).includes('Received SIGTERM'),
			);
			held.letGo();
			const { code } = await stopping;
			expect(code).toBe(1);
			expect(await restart()).toBe(0);
			const run = await onlyRun(stage, short);
			expect(run.status).toBe('success');
			expect(shown(run)).toEqual(few);
			expect(await onlyRun(stage, long)).toMatchObject({ status: 'crashed' });
			expect(made(stage, 'cut-off')).toHaveLength(3);
		});

		it('is killed: the run counts as crashed, and nothing is sent again', async () => {
			const quick = await by('restarted');
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
