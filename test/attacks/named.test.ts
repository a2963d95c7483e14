// What people drag or type into a locator, or a model fills in: the record that is meant is changed, or nothing is.
import { freshBench, jsonOf } from '../engine/support/bench';
import { by } from '../engine/support/locatorValue';
import { arrange, attacks, meant } from './named.cases';
import { named } from './support/named';

const bench = freshBench();
const state = () => bench().sandbox.state;

beforeEach(() => arrange(state()));

/** Those that Litmos took. */
const writes = () =>
	bench()
		.log()
		.filter(({ method, status }) => method !== 'GET' && status! < 300);

describe('A1 What is dragged, typed or filled in', () => {
	it.each(named(attacks['A1 What is dragged, typed or filled in']))(
		'reaches that record: %s',
		async (_name, { operation, field, mode, value, set, isDone }) => {
			expect(isDone(state())).toBe(false);
			const parameters = { ...set?.(state()), [field]: by(mode, value(state())) };
			const run = await bench().run(operation, parameters);
			expect(run.error?.message).toBeUndefined();
			expect(isDone(state())).toBe(true);
			expect(writes()).toHaveLength(1);
		},
	);
});

describe('A1 What names no record, or several', () => {
	it.each(named(attacks['A1 What names no record, or several']))(
		'is refused, and nothing is reported as done: %s',
		async (_name, { operation, field, mode, value, set, message, arrange: prepare }) => {
			prepare?.(state());
			const parameters = { ...set?.(state()), [field]: by(mode, value(state())) };
			const stopped = await bench().run(operation, parameters);
			expect(stopped.error?.message).toMatch(message);
			const run = await bench().run(operation, parameters, { continueOnFail: true });
			const [output] = jsonOf(run.items);
			expect(output).toEqual({
				error: expect.stringMatching(message),
				details: expect.any(String),
			});
			expect(writes()).toEqual([]);
		},
	);
});

describe('A1 An ID that is a name as well', () => {
	it.each(['user: get', 'user: update', 'user: deactivate', 'userCourse: assign', 'user: delete'])(
		'is tried as a name where Litmos knows no such ID: %s',
		async (operation) => {
			const { user, course } = meant(state());
			state().userNames.delete(user.UserName.toLowerCase());
			user.UserName = 'nathansmith1';
			state().userNames.set('nathansmith1', user.Id);
			const set = operation === 'user: update' ? { updateFields: { City: 'Changed' } } : {};
			const run = await bench().run(operation, {
				...set,
				userId: by('id', 'nathansmith1'),
				...(operation === 'userCourse: assign' && { courseId: by('list', course.Id) }),
			});
			expect(run.error?.message).toBeUndefined();
			expect(run.items).toHaveLength(1);
		},
	);
});
