// What expressions leave empty is not taken for something else.
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import { isForTools } from '../../nodes/shared/operation/tool/panel';
import type { Operation } from '../../nodes/shared/operation/types';
import { addIltModule } from '../../sandbox/seed/ilt';
import { assignCourse } from '../../sandbox/state/state';
import { rows } from '../../scripts/operationList';
import { freshBench } from './support/bench';
import { addSession } from './support/iltOperations';
import { by } from './support/locatorValue';
import { sampleFor } from '../support/samples';

const bench = freshBench();
const state = () => bench().sandbox.state;

/** A course with a session, and people of whom nobody has it; all would get mail. */
function arrange() {
	const course = [...state().courses.values()][2]!;
	const users = [...state().users.values()].slice(2, 4);
	for (const [, mine] of state().enrolments) mine.delete(course.Id);
	users.forEach((user) =>
		Object.assign(user, {
			Active: true,
			LastLogin: '2026-01-02T03:04:05Z',
			DisableMessages: false,
		}),
	);
	const module = addIltModule(state(), course, { Code: '', Name: 'Class', Description: '' });
	const session = addSession(state(), module, 1);
	return { course, users, module, session };
}

const queries = () =>
	bench()
		.log()
		.filter(({ method }) => method === 'POST')
		.map(({ query }) => query.sendmessage);

describe('a switch for emails that an expression leaves empty', () => {
	it.each([undefined, null, ''])('sends none: %p', async (mail) => {
		const { course, users } = arrange();
		await bench().records(
			'userCourse: assign',
			{
				userId: by('id', users[0]!.Id),
				courseId: by('id', course.Id),
				sendEmail: '={{ $json.mail }}',
			},
			{ items: [{ mail }] },
		);
		expect(queries()).toEqual(['false']);
		expect(state().mails).toEqual([]);
	});
});

/** Something in every field that any choice asks for. */
const filledIn = (operation: Operation) =>
	Object.fromEntries(
		fieldsOf(operation)
			.filter(({ required, type }) => required && type !== 'options')
			.map((field) => [field.name, sampleFor(field) || 'https://hr.example.com']),
	) as INodeParameters;

/** Every dropdown of the form itself; one in a collection is left out, like any field in it. */
const DROPDOWNS = rows.flatMap(({ name, operation }) =>
	fieldsOf(operation)
		.filter((field) => field.type === 'options' && !field.noDataExpression && !isForTools(field))
		.map((field) => ({
			operation: name.replace(':', ': '),
			fields: filledIn(operation),
			field,
			label: field.displayName,
		})),
);

/** What must be chosen for the field to be in sight. */
const inSight = ({ displayOptions }: INodeProperties) =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values]) => [name, values?.[0]]),
	) as INodeParameters;

describe('a dropdown that an expression leaves empty', () => {
	it('stands in many operations', () => {
		expect(DROPDOWNS.length).toBeGreaterThan(30);
	});

	it.each(DROPDOWNS)(
		'is refused by its name, and nothing is sent: $operation, $label',
		async ({ operation, fields, field, label }) => {
			const parameters = {
				...fields,
				...inSight(field),
				[field.name]: '={{ $json.choice }}',
			};
			const items = [{}, { choice: null }, { choice: ' ' }];
			const run = await bench().run(operation, parameters, { items, continueOnFail: true });
			expect(run.items.map(({ json }) => json.error)).toEqual(
				items.map(() => expect.stringContaining(`The field "${label}" is empty`)),
			);
			expect(bench().requests()).toEqual([]);
		},
	);
});

describe('what stands in an entry from the start, and an expression leaves empty', () => {
	const refused = async (operation: string, parameters: INodeParameters, label: string) => {
		const items = [{}, { choice: null }, { choice: '' }];
		const run = await bench().run(operation, parameters, { items, continueOnFail: true });
		expect(run.items.map(({ json }) => json.error)).toEqual(
			items.map(() => `The field "${label}" is empty`),
		);
		expect(bench().requests()).toEqual([]);
	};

	/** A session on a day with this in place of what it has at first. */
	const sessionOn = (more: INodeParameters): INodeParameters => {
		const { course, module } = arrange();
		return {
			courseId: by('id', course.Id),
			moduleId: by('id', module.Id),
			Name: 'First Aid',
			InstructorUserId: by('id', [...state().ilt.instructors][0]!),
			TimeZone: by('id', 'GMT Standard Time'),
			Location: 'Room 4',
			days: { day: [{ date: '2027-01-31', ...more }] },
		};
	};

	it('is refused: a reminder is not sent days before the session, or without a unit', async () => {
		const day = { reminder: 30, reminderUnit: '={{ $json.choice }}' };
		await refused('session: create', sessionOn(day), 'Reminder Unit');
	});

	it.each([
		['startTime', 'Day Begins At'],
		['endTime', 'Day Ends At'],
	])(
		'is refused: no session takes place at a time that nobody has set: %s',
		async (time, label) => {
			const day = { [time]: '={{ $json.choice }}' };
			await refused('session: create', sessionOn(day), label);
		},
	);

	it('is refused: a report does not look for the value where nobody has one', async () => {
		const { course } = arrange();
		const match = [{ name: '={{ $json.choice }}', value: 'London' }];
		const filters = { profileField: { match } };
		const parameters = { courseId: by('id', course.Id), filters };
		await refused('compliance: getCourses', parameters, 'Name');
	});
});

describe('a result that an expression leaves empty', () => {
	it.each(['Score', 'Completed'])(
		'is refused by its name, at its item only: %s',
		async (missing) => {
			const { course, users, module, session } = arrange();
			const courseId = by('id', course.Id);
			const place = {
				courseId,
				moduleId: by('id', module.Id),
				userId: by('id', '={{ $json.user }}'),
			};
			users.forEach(({ Id: userId }) => {
				assignCourse(state(), { userId, courseId: course.Id, source: 'direct' }, 0);
				session.people.set(userId, { score: 7, completed: false });
			});
			const items = [
				{ user: users[0]!.Id, Score: 80, Completed: true },
				{ user: users[1]!.Id, Score: 80, Completed: true, [missing]: null },
			];
			const fields = { Score: '={{ $json.Score }}', Completed: '={{ $json.Completed }}' };
			for (const [operation, more] of [
				['sessionParticipant: submitRollCall', { sessionId: by('id', session.Id) }],
				['module: setResult', {}],
			] as const) {
				const parameters = { ...place, ...fields, ...more };
				const run = await bench().run(operation, parameters, { items, continueOnFail: true });
				expect(run.items[0]!.json.error).toBeUndefined();
				expect(run.items[1]!.json.error).toContain(`The field "${missing}" is empty`);
			}
			expect(session.people.get(users[1]!.Id)).toEqual({ score: 7, completed: false });
		},
	);

	it('marks nobody: Attended', async () => {
		const { course, users, module, session } = arrange();
		session.people.set(users[0]!.Id, { score: 0, completed: false });
		const { error } = await bench().run('sessionParticipant: markAttendance', {
			courseId: by('id', course.Id),
			moduleId: by('id', module.Id),
			sessionId: by('id', session.Id),
			userId: by('id', users[0]!.Id),
			attended: '={{ $json.there }}',
		});
		expect(error?.message).toContain('The field "Attended" is empty');
		expect(bench().requests()).toEqual([]);
	});
});
