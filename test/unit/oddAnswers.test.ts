// Answers in another shape than the usual one: nothing is written by them, nor told, that is not so.
import type { IDataObject } from 'n8n-workflow';
import { bulkImport } from '../../nodes/Litmos/resources/bulkImport';
import { LitmosError, UncertainError } from '../../nodes/shared/transport/errors';
import { FieldError } from '../../nodes/shared/operation/readTyped';
import { countUsers } from '../../nodes/Litmos/resources/user/count';
import { getHierarchy } from '../../nodes/Litmos/resources/team/hierarchy';
import { register } from '../../nodes/Litmos/resources/sessionParticipant/register';
import { findOrCreateTeam } from '../../nodes/Litmos/resources/team/findOrCreate';
import { token } from '../../nodes/Litmos/resources/token';
import { byName } from '../../nodes/Litmos/resources/user/customFields';
import { getLoginLink } from '../../nodes/Litmos/resources/user/loginLink';
import { upsert } from '../../nodes/Litmos/resources/user/upsert';
import { assignManyCourses } from '../../nodes/Litmos/resources/userCourse/assignMany';
import { readList } from '../../nodes/shared/operation/pages';
import type { Call, CodedOperation } from '../../nodes/shared/operation/types';
import { jobContext } from '../support/jobContext';

/** Answers by the path of the row, and notes what is written. */
function answering(answers: Record<string, unknown>) {
	const written: string[] = [];
	const call: Call = async ({ method, path }, _values, options) => {
		const name = typeof path === 'string' ? path : Object.values(path.paths)[0]!;
		if (method !== 'GET') written.push(`${method} ${name}`);
		const answer = await Promise.resolve(answers[`${method} ${name}`]);
		const isRecord = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
		if (options?.record && !isRecord) throw new Error('no record');
		return answer;
	};
	return { call, written };
}

describe('a team', () => {
	it.each(['below', 'top'])('is not made anew where Litmos tells no parents: %s', async (place) => {
		const { call, written } = answering({ 'GET /teams': [{ Id: 't1', Name: 'Sales' }] });
		const values = { Name: 'Sales', teamPlace: place, teamId: 't0' };
		await expect(findOrCreateTeam.run(call, values)).rejects.toThrow('without their parents');
		expect(written).toEqual([]);
	});
});

describe('a token', () => {
	const update = token.operations.find(({ value }) => value === 'update') as CodedOperation;

	it.each([[[]], [null]])('that Litmos does not tell of is not written: %j', async (answer) => {
		const { call, written } = answering({ 'GET /tokens/{tokenId}': answer });
		await expect(update.run(call, { tokenId: 'x', Active: false })).rejects.toThrow('no record');
		expect(written).toEqual([]);
	});

	it('is written by its ID though Litmos leaves that out', async () => {
		let sent: unknown;
		const call: Call = async ({ method }, _values, options) => {
			if (method === 'PUT') sent = options?.rows;
			return await Promise.resolve({ TokenCode: 'A', Active: true });
		};
		await update.run(call, { tokenId: 'x', Active: false });
		expect(sent).toEqual([{ TokenId: 'x', TokenCode: 'A', Active: false }]);
	});
});

describe('a user who is listed', () => {
	const users = [{ Id: 'u1', UserName: 'ada+1@example.com', Email: 'ada@example.com' }];

	it.each([
		['Email', 'other@example.com'],
		['UserName', 'ada+1@example.com'],
	])('is not made anew where Litmos returns no profile: %s', async (matchBy, UserName) => {
		const { call, written } = answering({ 'GET /users': users, 'GET /users/{userId}': null });
		const names = { UserName, FirstName: 'Ada', LastName: 'Example', Email: 'ada@example.com' };
		await expect(upsert.run(call, { ...names, matchBy })).rejects.toThrow('no record');
		expect(written).toEqual([]);
	});
});

describe('a registration', () => {
	const REGISTER =
		'POST /courses/{courseId}/modules/{moduleId}/sessions/{sessionId}/users/register';
	const ROLL_CALL = 'GET /courses/{courseId}/modules/{moduleId}/sessions/{sessionId}/rollcall';
	const people = ['a', 'b'].map((userId) => ({ sessionId: 's', userId }));

	it.each([
		[{ TotalUsersRegistered: 1, Failed: 0 }, [true, false]],
		[{ TotalUsersRegistered: 2, Failed: 0 }, [true, true]],
		[null, [true, true]],
	])('is told only of those who are registered: %j', async (answer, expected) => {
		const { call } = answering({ [REGISTER]: answer, [ROLL_CALL]: [{ Id: 'a' }] });
		const results = await register.run(call, people, jobContext());
		expect(results.map((result) => Array.isArray(result))).toEqual(expected);
	});

	it.each([
		new LitmosError('Litmos is temporarily unavailable', 'Run the item again later.', '503'),
		new FieldError('Litmos returned a list without an end', 'Set a Limit.'),
	])('that Litmos took is not made again where the roll call cannot be read', async (fault) => {
		const call: Call = async ({ method }) => {
			if (method === 'GET') throw fault;
			return await Promise.resolve({ Failed: 1 });
		};
		const results = await register.run(call, people, jobContext());
		for (const result of results) {
			expect(result).toBeInstanceOf(UncertainError);
			expect(result).toMatchObject({
				message: fault.message,
				description:
					'Litmos took the registration but did not register everyone. Check who is registered with Session Participant: Get Roll Call before you run these items again.',
			});
		}
	});

	it('says no more than that the run was stopped where it was', async () => {
		const call: Call = async ({ method }) => {
			if (method === 'GET') throw new LitmosError('The run was stopped', '');
			return await Promise.resolve({ Failed: 1 });
		};
		const [result] = await register.run(call, people, jobContext());
		expect(result).not.toBeInstanceOf(UncertainError);
		expect(result).toMatchObject({ message: 'The run was stopped', description: '' });
	});
});

describe('a number of users', () => {
	const counted = async (TotalCount: unknown) =>
		await countUsers.run(async () => await Promise.resolve({ Pagination: { TotalCount } }), {});

	it.each([null, 'many', '', [], {}, -1])('is no number: %j', async (total) => {
		await expect(counted(total)).rejects.toThrow('returned no total number of users');
	});

	it.each([0, 12, '12'])('may be %j', async (total) => {
		expect(await counted(total)).toEqual([{ count: Number(total) }]);
	});
});

describe('teams whose parents form a circle', () => {
	const chain = (...pairs: string[]) =>
		pairs.map((pair) => {
			const [Id, ParentTeamId] = pair.split('<');
			return { Id, ParentTeamId, Name: `Team ${Id}` };
		});

	it.each([
		[chain('a<', 'b<c', 'c<b', 'd<c'), ['a 0', 'b 0', 'c 1', 'd 2']],
		[chain('a<a', 'b<a'), ['a 0', 'b 1']],
	])('are not left out: %#', async (teams, expected) => {
		const { call } = answering({ 'GET /teams': teams });
		const rows = await getHierarchy.run(call, {});
		expect(rows.map(({ Id, depth }) => `${String(Id)} ${String(depth)}`)).toEqual(expected);
	});

	it('are found with what is below them', async () => {
		const { call } = answering({ 'GET /teams': chain('a<', 'b<c', 'c<b', 'd<c') });
		const rows = await getHierarchy.run(call, { teamId: 'c' });
		expect(rows.map(({ Id }) => Id)).toEqual(['c', 'd']);
	});
});

describe('a list in an object, or none at all', () => {
	const user = { Id: 'u1', UserName: 'ada+1@example.com', Email: 'ada@example.com' };
	const names = { FirstName: 'Ada', LastName: 'Example', Email: user.Email };

	it.each(['Email', 'UserName'])('has the user all the same: %s', async (matchBy) => {
		const answers = { 'GET /users': { Items: [user] }, 'GET /users/{userId}': user };
		const { call, written } = answering(answers);
		await upsert.run(call, { ...names, UserName: user.UserName, matchBy });
		expect(written).not.toContain('POST /users');
	});

	it('has the user all the same where the path names one', async () => {
		const named = { ...user, UserName: 'ada@example.com' };
		const { call, written } = answering({ 'GET /users/{UserName}': [named] });
		await upsert.run(call, { ...names, UserName: named.UserName, matchBy: 'UserName' });
		expect(written).not.toContain('POST /users');
	});

	it('has the team all the same', async () => {
		const { call, written } = answering({ 'GET /teams': { Items: [{ Id: 't1', Name: 'Sales' }] } });
		const [team] = await findOrCreateTeam.run(call, { Name: 'Sales', teamPlace: 'anywhere' });
		expect(team).toMatchObject({ Id: 't1', result: 'found' });
		expect(written).toEqual([]);
	});
});

describe('row errors of an import', () => {
	it('are all listed, also several of one user', async () => {
		const { output } = bulkImport.operations.find(({ value }) => value === 'getErrors')!;
		const key = output?.kind === 'list' ? output.key : '';
		const errors = ['Invalid email address.', 'No such team.'].map((ImporStatus) => ({
			Username: 'ada',
			ImporStatus,
		}));
		const { rows } = await readList(async () => await Promise.resolve(errors), { key });
		expect(rows).toEqual(errors);
	});
});

describe('custom fields', () => {
	it('are all there where one is called Name', () => {
		const fields = { Name: 'Ada', 'Cost Center': '12' };
		expect(byName(fields)).toEqual(fields);
		expect(byName([{ Name: 'Cost Center', Value: '12' }])).toEqual({ 'Cost Center': '12' });
		expect(byName([{ fieldname: 'Cost Center' }])).toEqual({ 'Cost Center': '' });
	});
});

describe('a login link', () => {
	it('never leads to a course without a number', async () => {
		const { call } = answering({
			'GET /users/{userId}': { Id: 'u1', LoginKey: 'https://a.example/login.aspx?loginkey=1' },
			'GET /courses/{courseId}': { Id: 'c1', Name: 'Safety' } as IDataObject,
		});
		const link = getLoginLink.run(call, { userId: 'u1', courseId: 'c1' });
		await expect(link).rejects.toThrow('returned no number for the course');
	});
});

describe('what an expression gives for the list of courses', () => {
	const PERSON = 'Oe4zZK7ZntpWn8FLGZTxuw2';
	const values = (choice: string[]) => ({
		content: 'courses',
		contentBy: 'list',
		courseChoice: choice,
		usersBy: 'id',
		userList: PERSON,
	});
	const list = { 'GET /courses': [{ Id: 'RuzXNaD42Sw1', Name: 'Safety' }] };

	it('may be names, and what is no course is not told as assigned', async () => {
		const { call, written } = answering(list);
		const [row] = await assignManyCourses.run(call, values(['Safety']));
		expect(row).toMatchObject({ courses: ['RuzXNaD42Sw1'], assigned: true });
		await expect(assignManyCourses.run(call, values(['Nowhere']))).rejects.toThrow('Nowhere');
		expect(written).toEqual(['POST /users/{userId}/courses']);
	});
});
