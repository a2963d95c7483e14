// What a list of people comes to, without n8n and without Litmos.
import fc from 'fast-check';
import { plan } from '../../nodes/Litmos/resources/peopleSync/plan/plan';
import type {
	Change,
	Person,
	Plan,
	Rules,
	Team,
	Wanted,
} from '../../nodes/Litmos/resources/peopleSync/plan/types';
import { current, list, NOW, person, row, RULES, team } from './support/plans';

const acting = ({ changes }: Plan) => changes.filter(({ action }) => action !== 'none');
const told = ({ changes }: Plan) =>
	changes.map(({ userName, action, refused, passedOver }) => [
		userName.split('@')[0],
		refused ?? passedOver ?? action,
	]);
const only = (planned: Plan): Change => {
	expect(planned.changes).toHaveLength(1);
	return planned.changes[0]!;
};

describe('who is meant', () => {
	const ada = person('ada');

	it.each(['UserName', 'ExternalEmployeeId', 'Email'] as const)('by %s, in any case', (matchBy) => {
		const given = row('ada', {
			Email: 'ADA@Example.com',
			ExternalEmployeeId: 'e-ADA',
			UserName: 'ADA@EXAMPLE.COM',
		});
		expect(only(plan(current([ada]), list(given), { ...RULES, matchBy }))).toMatchObject({
			action: 'none',
			fields: {},
		});
	});

	it('renames, and does not add, a person whose email changed at the same employee ID', () => {
		const given = row('ada', {
			UserName: 'ada.new@example.com',
			Email: 'ada.new@example.com',
			ExternalEmployeeId: 'E-ada',
		});
		for (const matchBy of ['UserName', 'ExternalEmployeeId', 'Email'] as const) {
			expect(only(plan(current([ada]), list(given), { ...RULES, matchBy }))).toMatchObject({
				action: 'update',
				fields: { UserName: ['ada@example.com', 'ada.new@example.com'] },
			});
		}
		const { UserName, ...values } = given.values;
		const byId = plan(current([ada]), list({ ...given, values }), {
			...RULES,
			matchBy: 'ExternalEmployeeId',
		});
		expect(only(byId).fields.UserName).toEqual(['ada@example.com', UserName]);
	});

	it('gives the employee ID to whom a row knows by the username alone', () => {
		const without = person('ada', { ExternalEmployeeId: '' });
		const given = list(row('ada', { ExternalEmployeeId: 'E-7' }));
		expect(
			only(plan(current([without]), given, { ...RULES, matchBy: 'ExternalEmployeeId' })),
		).toMatchObject({
			action: 'update',
			fields: { ExternalEmployeeId: ['', 'E-7'] },
		});
	});

	it.each<[string, Wanted[], Partial<Rules>, string]>([
		[
			'two of one employee ID',
			list(row('x', { ExternalEmployeeId: 'E-1' })),
			{ matchBy: 'ExternalEmployeeId' },
			'2 users in Litmos have the external employee ID',
		],
		[
			'another employee ID',
			list(row('ada', { ExternalEmployeeId: 'E-9' })),
			{ matchBy: 'ExternalEmployeeId' },
			'The username belongs to another user, with another external employee ID',
		],
		[
			'another row',
			list(row('ada', {}), row('x', { ExternalEmployeeId: 'E-ada' })),
			{},
			'whom another row of the list means',
		],
		['no key', list(row('x', { UserName: '' })), {}, 'The row has no username'],
		['a row that cannot be read', list(row('ada', {}, { complaint: 'What?' })), {}, 'What?'],
	])('leaves alone, and deactivates nobody, where it is not sure: %s', (_, wanted, rules, why) => {
		const people = [
			ada,
			person('a', { ExternalEmployeeId: 'E-1' }),
			person('b', { ExternalEmployeeId: 'e-1' }),
		];
		const planned = plan(current(people), wanted, { ...RULES, ...rules });
		expect(planned.changes.find(({ refused }) => refused)?.refused).toContain(why);
		expect(
			planned.changes
				.filter(({ userName }) => userName.startsWith('ada'))
				.map(({ action }) => action),
		).not.toContain(
			wanted.some((one) => one.values.UserName?.startsWith('ada')) ? 'deactivate' : 'update',
		);
	});

	it('takes nobody with another employee ID for the person who had the username before', () => {
		const given = list(row('ada', { Email: 'ada.two@example.com', ExternalEmployeeId: 'E-2' }));
		const rules = { ...RULES, matchBy: 'Email', missing: 'leave' } as const;
		expect(told(plan(current([ada]), given, rules))).toEqual([
			['ada', expect.stringContaining('another external employee ID')],
		]);
	});

	describe('adds nobody a second time whose email address is there under another username', () => {
		const custom = person('ada', { UserName: 'ada01', ExternalEmployeeId: '' });
		const cells = { UserName: 'ada@example.com', Email: 'ADA@example.com' };
		const { UserName, ...values } = row('ada', cells).values;
		const rows: Array<[string, Wanted, Partial<Rules>]> = [
			['an email alone', { position: 0, values }, {}],
			['the email as the username', row('ada', { ...values, UserName: UserName! }), {}],
			[
				'an employee ID that Litmos does not have yet',
				row('a.lovelace', { Email: 'ada@example.com', ExternalEmployeeId: 'E-1' }),
				{ matchBy: 'ExternalEmployeeId' },
			],
		];

		it.each(rows)('%s', (_, given, rules) => {
			const planned = plan(current([custom]), list(given), { ...RULES, ...rules });
			expect(only(planned)).toMatchObject({
				action: 'none',
				refused: expect.stringMatching(/^"ada01" in Litmos has this row's email address/),
			});
		});

		it.each<[string, Wanted, Person[], Partial<Rules>]>([
			['another username', row('ada02', values), [custom], {}],
			[
				'another employee ID',
				{ position: 0, values: { ...values, ExternalEmployeeId: 'E-2' } },
				[{ ...custom, ExternalEmployeeId: 'E-1' }],
				{},
			],
		])('but somebody else with the same address: %s', (_, given, people, rules) => {
			const planned = plan(current(people), list(given), {
				...RULES,
				...rules,
				missing: 'leave',
			});
			expect(only(planned).action).toBe('create');
		});

		it('nor refuses somebody who shares the address with another row', () => {
			const wanted = list({ position: 0, values }, row('x', { UserName: 'ada01' }));
			const planned = plan(current([custom]), wanted, { ...RULES, missing: 'leave' });
			expect(planned.changes[0]!.action).toBe('create');
		});
	});

	it('knows names and teams however their accents are encoded', () => {
		const jose = person('jos\u00e9');
		const teams = [team('M\u00fcnchen')];
		const given = row(
			'jose\u0301',
			{ FirstName: jose.FirstName as string },
			{
				teams: ['Mu\u0308nchen'],
			},
		);
		const rules = { ...RULES, createsTeams: true };
		const planned = plan(current([jose], teams), list(given), rules);
		expect(only(planned)).toMatchObject({
			action: 'update',
			fields: {},
			joins: [{ team: teams[0] }],
		});
		expect(planned.newTeams).toEqual([]);
	});

	it('does not rename somebody to a username that is taken', () => {
		const planned = plan(
			current([ada, person('bo')]),
			list(row('bo', { ExternalEmployeeId: 'E-ada' })),
			{ ...RULES, matchBy: 'ExternalEmployeeId', missing: 'leave' },
		);
		expect(planned.changes[0]).toMatchObject({
			leftOut: ['The username "bo@example.com" belongs to another user'],
		});
		expect(planned.changes[0]!.fields.UserName).toBeUndefined();
	});

	it('renames nobody to a username that the list gives to several', () => {
		const rules = { ...RULES, matchBy: 'ExternalEmployeeId', missing: 'leave' } as const;
		const named = (userName: string, ...ids: string[]) =>
			list(...ids.map((id) => row('x', { UserName: userName, ExternalEmployeeId: id })));
		const people = current([ada, person('bo')]);
		const planned = plan(people, named('New@example.com', 'E-ada', 'E-bo'), rules);
		const told = { leftOut: ['The list has the username "New@example.com" twice'] };
		expect(planned.changes).toMatchObject([told, told]);
		expect(planned.changes.map(({ fields }) => fields.UserName)).toEqual([undefined, undefined]);
		const once = plan(people, named('new@example.com', 'E-ada'), rules);
		expect(once.changes[0]!.fields.UserName?.[1]).toBe('new@example.com');
	});
});

describe('who comes, goes and returns', () => {
	const people = [
		person('ada'),
		person('bo'),
		person('cy', { Active: false }),
		person('own', { AccessLevel: 'Account_Owner' }),
		person('adm', { AccessLevel: 'Administrator' }),
	];

	it('tells each person once', () => {
		const planned = plan(current(people), list(row('ada'), row('cy'), row('new')), RULES);
		expect(told(planned)).toEqual([
			['ada', 'none'],
			['cy', 'reactivate'],
			['new', 'create'],
			['bo', 'deactivate'],
			['own', expect.stringContaining('Account Owners')],
			['adm', expect.stringContaining('Account Owners')],
		]);
	});

	it('leaves people as they are unless it is told otherwise', () => {
		const planned = plan(current(people), list(row('ada')), { ...RULES, missing: 'leave' });
		expect(acting(planned)).toEqual([]);
		const stays = plan(current(people), list(row('cy')), {
			...RULES,
			missing: 'leave',
			reactivates: false,
		});
		expect(acting(stays)).toEqual([]);
	});

	it('deactivates an Account Owner only by name, whether missing or inactive in the list', () => {
		const gone = list(row('ada'), row('bo'), row('own', {}, { active: false }));
		expect(acting(plan(current(people), gone, RULES))).toEqual([]);
		const named = plan(current(people), gone, {
			...RULES,
			unprotected: ['OWN@example.com', 'adm@example.com'],
		});
		expect(acting(named).map(({ userName, action }) => [userName, action])).toEqual([
			['own@example.com', 'deactivate'],
			['adm@example.com', 'deactivate'],
		]);
	});

	it.each(['2027-01-01T00:00:00Z', '2027-12-31T00:00:00Z'])(
		'gives no administrator a date on which Litmos would deactivate them: %s',
		(ExpirationDate) => {
			const adm = person('adm', { AccessLevel: 'Administrator', ExpirationDate: '' });
			const given = list(row('adm', { ExpirationDate, JobTitle: 'X' }));
			const planned = (unprotected: string[]) =>
				only(plan(current([adm]), given, { ...RULES, unprotected }));
			expect(planned([])).toMatchObject({
				action: 'update',
				leftOut: [expect.stringContaining('Account Owners')],
			});
			expect(planned([]).fields).toEqual({ JobTitle: ['', 'X'] });
			expect(planned(['adm@example.com']).fields.ExpirationDate).toEqual(['', ExpirationDate]);
		},
	);

	it('goes by the dates of the list', () => {
		const past = { ExpirationDate: '2027-01-01T00:00:00Z' };
		const planned = plan(
			current(people),
			list(
				row('ada', past),
				row('new1', past),
				row('new2', {}, { from: NOW + 1 }),
				row('cy', {}, { from: NOW + 1 }),
				row('bo', { ExpirationDate: '2027-12-31T00:00:00Z' }, { from: NOW }),
			),
			{ ...RULES, missing: 'leave' },
		);
		expect(told(planned)).toEqual([
			['ada', 'deactivate'],
			['new1', 'Not in Litmos, and not active in the list'],
			['new2', expect.stringContaining('Not added before')],
			['cy', 'none'],
			['bo', 'none'],
		]);
		expect(planned.notCompared).toEqual(['ExpirationDate']);
	});

	it('compares dates by the time they mean, and texts as they are', () => {
		const ada = person('ada', { ExpirationDate: '2028-01-01T00:00:00Z', JobTitle: 'Pilot' });
		const same = row('ada', { ExpirationDate: '2028-01-01T00:00:00.000Z', JobTitle: ' Pilot ' });
		expect(only(plan(current([ada]), list(same), RULES)).fields).toEqual({});
		const sent = person('ada', { ExpirationDate: '/Date(1830297600000+0100)/' });
		expect(
			only(
				plan(current([sent]), list(row('ada', { ExpirationDate: '2028-01-01T00:00:00Z' })), RULES),
			).fields,
		).toEqual({});
		const never = person('ada', { ExpirationDate: '0001-01-01T00:00:00' });
		expect(
			only(plan(current([never]), list(row('ada', { ExpirationDate: '' })), RULES)).fields,
		).toEqual({});
		const lines = person('ada', { JobTitle: 'Pilot\nCook' });
		const ended = row('ada', { JobTitle: 'Pilot\r\nCook' });
		expect(only(plan(current([lines]), list(ended), RULES)).fields).toEqual({});
		const other = row('ada', { JobTitle: 'pilot' });
		expect(only(plan(current([ada]), list(other), RULES)).fields).toEqual({
			JobTitle: ['Pilot', 'pilot'],
		});
	});
});

describe('managers', () => {
	const ada = person('ada');
	const bo = person('bo', { ManagerId: 'id-ada' });
	const rules = { ...RULES, missing: 'leave' } as const;

	it.each(['ADA@example.com', 'e-ada', 'id-ada'])(
		'are known by username, employee ID or ID: %s',
		(manager) => {
			expect(
				only(plan(current([ada, bo]), list(row('bo', {}, { manager })), rules)).fields,
			).toEqual({});
			expect(
				only(plan(current([ada, person('bo')]), list(row('bo', {}, { manager })), rules)).fields,
			).toEqual({
				Manager: ['', 'ada@example.com'],
			});
		},
	);

	it('are known by what the list changes in them', () => {
		const renamed = row('ada.new', { ExternalEmployeeId: 'E-ada', Email: 'ada.new@example.com' });
		const numbered = row('cy', { ExternalEmployeeId: 'E-7' });
		const wanted = list(
			renamed,
			numbered,
			row('bo', {}, { manager: 'ada.new@example.com' }),
			row('di', {}, { manager: 'E-7' }),
		);
		const people = [ada, person('cy', { ExternalEmployeeId: '' }), bo, person('di')];
		const [, , first, second] = plan(current(people), wanted, rules).changes;
		expect(first).toMatchObject({ action: 'none', leftOut: [] });
		expect(second).toMatchObject({ fields: { Manager: ['', 'cy@example.com'] }, leftOut: [] });
	});

	it('are told where the list has two of that name', () => {
		const both = { Email: 'desk@example.com' };
		const wanted = list(row('x', both), row('y', both), row('bo', {}, { manager: both.Email }));
		expect(plan(current([ada, bo]), wanted, rules).changes[2]!.leftOut).toEqual([
			'2 users in the list are called "desk@example.com"',
		]);
	});

	it.each<[string, Wanted]>([
		['has no last name', row('boss', { LastName: '' })],
		['is outside the scope', row('boss', { CompanyName: 'South' })],
		['comes later', row('boss', {}, { from: NOW + 1 })],
	])('are not waited for where no run adds the row, which %s', (_, boss) => {
		const scope = { by: 'field', field: 'CompanyName', value: 'North' } as const;
		const north = person('bo', { CompanyName: 'North' });
		const wanted = list(row('bo', {}, { manager: 'boss@example.com' }), boss);
		const [change] = plan(current([north]), wanted, { ...rules, scope }).changes;
		expect(change).toMatchObject({
			action: 'none',
			leftOut: [
				'The manager "boss@example.com" is not in Litmos, and no row of the list adds this user now',
			],
		});
	});

	it('can be taken away, be new themselves, or be nobody', () => {
		const wanted = list(
			row('bo', {}, { manager: '' }),
			row('new', {}, { manager: 'other@example.com' }),
			row('other', {}, { manager: 'Nobody' }),
			row('ada', {}, { manager: 'ada@example.com' }),
		);
		const planned = plan(current([ada, bo]), wanted, rules);
		expect(planned.changes[0]!.fields).toEqual({ Manager: ['ada@example.com', ''] });
		expect(planned.changes[1]).toMatchObject({ waitsFor: 'other@example.com' });
		expect(planned.changes[2]!.leftOut).toEqual([
			'The manager "Nobody" is not in Litmos, and no row of the list adds this user now',
		]);
		expect(planned.changes[3]!.leftOut).toEqual(['"ada@example.com" cannot be their own manager']);
	});
});

describe('teams', () => {
	const teams = [
		team('Europe'),
		team('Sales', 'team-Europe'),
		team('Asia'),
		{ ...team('Sales', 'team-Asia'), Id: 'team-Sales2', code: '7-Sales' },
	];
	const joinsOf = (texts: string[], rules: Partial<Rules> = {}) =>
		only(
			plan(
				current([person('ada')], teams, { Europe: ['id-ada'] }),
				list(row('ada', {}, { teams: texts })),
				{ ...RULES, ...rules },
			),
		);

	it.each([['Asia'], ['asia'], ['team-Asia'], ['100-asia']])(
		'are known by name, ID or code: %s',
		(text) => {
			expect(joinsOf([text]).joins).toEqual([{ team: teams[2] }]);
		},
	);

	it('are told apart by their path', () => {
		expect(joinsOf(['Asia > Sales']).joins).toEqual([{ team: teams[3] }]);
		expect(joinsOf(['Sales']).leftOut[0]).toContain('2 teams have the name "Sales"');
		expect(joinsOf(['Europe']).joins).toEqual([]);
		expect(joinsOf(['Nowhere']).leftOut).toEqual(['Litmos has no team "Nowhere"']);
	});

	it('at the top level are meant by their name, even where one below has it too', () => {
		const top = { ...team('Sales'), Id: 'team-top' };
		const found = (...there: Team[]) =>
			only(
				plan(current([person('ada')], there), list(row('ada', {}, { teams: ['sales'] })), RULES),
			);
		expect(found(...teams, top).joins).toEqual([{ team: top }]);
		expect(found(top, ...teams).joins).toEqual([{ team: top }]);
		const twice = found(top, ...teams, { ...top, Id: 'team-other' });
		expect(twice.leftOut[0]).toContain('4 teams have the name "sales"');
	});

	it('are made with those above them, once', () => {
		const wanted = list(
			row('ada', {}, { teams: ['Asia > Shops > One', 'New'] }),
			row('bo', {}, { teams: ['asia > shops > two', 'NEW'] }),
		);
		const { newTeams } = plan(current([person('ada'), person('bo')], teams), wanted, {
			...RULES,
			createsTeams: true,
		});
		expect(
			newTeams.map(({ path, parent }) => [
				path,
				parent && ('team' in parent ? parent.team.Id : parent.path),
			]),
		).toEqual([
			['Asia > Shops', 'team-Asia'],
			['Asia > Shops > One', 'Asia > Shops'],
			['New', undefined],
			['asia > shops > two', 'Asia > Shops'],
		]);
	});

	it('are not made below one of two that have the same path', () => {
		const there = [team('Asia'), { ...team('Asia'), Id: 'team-Asia2' }];
		const both = [...there, { ...team('Sales', 'team-Asia'), Id: 'team-Sales' }];
		const rules = { ...RULES, createsTeams: true };
		const planned = (text: string) =>
			plan(current([person('ada')], both), list(row('ada', {}, { teams: [text] })), rules);
		expect(only(planned('Asia > Shops')).leftOut).toEqual([
			'"Asia > Shops" cannot be created: Litmos has 2 teams "Asia"',
		]);
		expect(planned('Asia > Shops').newTeams).toEqual([]);
		expect(planned('Asia > Sales > One').newTeams).toMatchObject([{ parent: { team: both[2] } }]);
	});

	it('are left once, though they are named twice', () => {
		const equal = { teams: 'equal', managed: ['Europe', 'team-Europe'] } as const;
		expect(joinsOf([], equal).leaves).toEqual([teams[0]]);
	});

	it('are left where they are managed, and only where the row is understood', () => {
		const equal = { teams: 'equal', managed: ['Europe', 'Asia'] } as const;
		expect(joinsOf(['Asia'], equal)).toMatchObject({
			joins: [{ team: teams[2] }],
			leaves: [teams[0]],
		});
		expect(joinsOf([], equal).leaves).toEqual([teams[0]]);
		expect(joinsOf(['Nowhere'], equal).leaves).toEqual([]);
		expect(joinsOf(['Asia'], { ...equal, managed: ['Asia'] }).leaves).toEqual([]);
		expect(joinsOf(['Asia']).leaves).toEqual([]);
	});
});

it('nobody leaves the scope by leaving a managed team that makes it', () => {
	const [top, other] = [team('Top'), team('Other')];
	const rules = {
		...RULES,
		scope: { by: 'team', teamId: top.Id },
		teams: 'equal',
		managed: ['Top', 'Other'],
	} as const;
	const there = current([person('ada')], [top, other], { Top: ['id-ada'], Other: [] });
	const wanted = list(row('ada', {}, { teams: ['Other'] }));
	expect(only(plan(there, wanted, rules))).toMatchObject({ joins: [{ team: other }], leaves: [] });
});

describe('the scope', () => {
	const people = [
		person('ada', { CompanyName: 'North' }),
		person('bo', { CompanyName: 'South' }),
		person('cy', { CompanyName: 'north' }),
	];

	it('by a field: touches nobody outside, and puts new people inside', () => {
		const scope = { by: 'field', field: 'CompanyName', value: 'NORTH' } as const;
		const wanted = list(
			row('bo', { JobTitle: 'X' }),
			row('new'),
			row('other', { CompanyName: 'South' }),
		);
		const planned = plan(current(people), wanted, { ...RULES, scope });
		expect(told(planned)).toEqual([
			['bo', 'Outside the scope of this sync'],
			['new', 'create'],
			['other', 'Outside the scope of this sync'],
			['ada', 'deactivate'],
			['cy', 'deactivate'],
		]);
		expect(planned.changes[1]!.fields.CompanyName).toEqual(['', 'NORTH']);
		expect(planned.inScope).toBe(2);
	});

	it('by a field: an empty cell puts nobody outside', () => {
		const scope = { by: 'field', field: 'CompanyName', value: 'NORTH' } as const;
		const given = list(
			row('ada', { CompanyName: '', JobTitle: 'X' }),
			row('new', { CompanyName: '' }),
		);
		const rules = { ...RULES, scope, missing: 'leave' } as const;
		const [first, second] = plan(current(people), given, rules).changes;
		expect(first!.fields).toEqual({ JobTitle: ['', 'X'] });
		expect(second!.fields.CompanyName).toEqual(['', 'NORTH']);
	});

	it('by a team: with the teams below, and new people join it', () => {
		const teams = [team('Top'), team('Low', 'team-Top'), team('Else')];
		const scope = { by: 'team', teamId: 'team-Top' } as const;
		const members = { Top: ['id-ada'], Low: ['id-cy'], Else: ['id-bo'] };
		const wanted = list(
			row('new'),
			row('new2', {}, { teams: ['Low'] }),
			row('bo', { JobTitle: 'X' }),
		);
		const planned = plan(current(people, teams, members), wanted, { ...RULES, scope });
		expect(told(planned).slice(2)).toEqual([
			['bo', 'Outside the scope of this sync'],
			['ada', 'deactivate'],
			['cy', 'deactivate'],
		]);
		expect(planned.changes.slice(0, 2).map(({ joins }) => joins)).toEqual([
			[{ team: teams[0] }],
			[{ team: teams[1] }],
		]);
	});

	it('by a team: a new team below it is one of the scope', () => {
		const [top, other] = [team('Top'), team('Else')];
		const scope = { by: 'team', teamId: top.Id } as const;
		const rules = { ...RULES, scope, createsTeams: true };
		const wanted = list(
			row('new', {}, { teams: ['Top > Low > Lower'] }),
			row('new2', {}, { teams: ['Else > Low'] }),
			row('new3', {}, { teams: ['Elsewhere'] }),
		);
		const { changes } = plan(current([], [top, other], { Top: [] }), wanted, rules);
		expect(changes.map(({ joins }) => joins)).toEqual([
			[{ path: 'Top > Low > Lower' }],
			[{ path: 'Else > Low' }, { team: top }],
			[{ path: 'Elsewhere' }, { team: top }],
		]);
	});
});

describe('the safety stop', () => {
	const people = Array.from({ length: 100 }, (_, n) => person(`p${n}`));
	const rows = list(...people.map((_, n) => row(`p${n}`)));
	const stopped = (
		wanted: Wanted[],
		safety: Partial<Rules['safety']> = {},
		rules: Partial<Rules> = {},
	) =>
		plan(current(people), wanted, {
			...RULES,
			...rules,
			safety: { most: { percent: 5 }, shrinkPercent: 50, ...safety },
		}).stops.map(({ message, todo }) => `${message} | ${todo}`);

	it('lets through what is allowed, and not one more', () => {
		expect(stopped(rows.slice(5))).toEqual([]);
		expect(stopped(rows.slice(6))).toEqual([
			expect.stringMatching(
				/^6 of 100 active users \(6%\).*p0@example.*"Maximum Users to Deactivate \(%\)"/,
			),
		]);
		expect(stopped(rows.slice(6), { most: { count: 6 } })).toEqual([]);
		expect(stopped(rows.slice(6), { most: { count: 5 } })).toEqual([
			expect.stringContaining('"Maximum Users to Deactivate"'),
		]);
		expect(stopped(rows.slice(50))).toEqual([expect.stringContaining('and 40 more')]);
	});

	it('counts those whom the list itself calls inactive', () => {
		const off = rows.map((one, n) => ({ ...one, ...(n < 6 && { active: false }) }));
		expect(stopped(off, {}, { missing: 'leave' })).toHaveLength(1);
	});

	it('stops at an empty list, a shrunken one, contradictions, and rows that name nobody', () => {
		expect(stopped([], { most: { percent: 100 } })).toEqual([expect.stringContaining('is empty')]);
		expect(stopped(rows, { lastRows: 200 })).toEqual([expect.stringContaining('shrank by 50%')]);
		expect(stopped(rows, { lastRows: 199 })).toEqual([]);
		expect(stopped([...rows, { ...row('P1', { JobTitle: 'X' }), position: 100 }])).toEqual([
			expect.stringContaining('twice, with different values: p1@example.com (rows 2 and 101)'),
		]);
		expect(stopped([...rows, { ...rows[1]!, position: 100 }])).toEqual([]);
		const nameless = [...rows, row('x', { UserName: '' })];
		expect(stopped(nameless)).toEqual([expect.stringContaining('One row has no username')]);
		expect(stopped(nameless, {}, { missing: 'leave' })).toEqual([]);
	});
});

describe('any list', () => {
	const names = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 });
	const cells = fc.record({
		JobTitle: fc.constantFrom('', 'Pilot', 'Cook'),
		ExternalEmployeeId: fc.constantFrom('', 'E-1', 'E-2', 'E-3'),
	});
	const lists = fc.tuple(names, names, fc.array(cells, { minLength: 20, maxLength: 20 }));

	it('acts on nobody twice, deactivates nobody it names, and its order means nothing', () => {
		fc.assert(
			fc.property(
				lists,
				fc.constantFrom('UserName', 'ExternalEmployeeId', 'Email'),
				fc.infiniteStream(fc.nat()),
				([there, wanted, given], matchBy, random) => {
					const people = there.map((name, at) => person(name, given[at]));
					const rows = list(
						...wanted.map((name, at) =>
							row(name, { Email: `${name}@example.com`, ...given[at + 10] }),
						),
					);
					const rules = { ...RULES, matchBy: matchBy as Rules['matchBy'] };
					const planned = plan(current(people), rows, rules);
					const about = acting(planned).map(
						({ person: one, userName }) => one?.Id ?? userName.toLowerCase(),
					);
					expect(new Set(about).size).toBe(about.length);
					const mixed = [...rows].sort(() => (random.next().value % 2 === 0 ? 1 : -1));
					const again = plan(current(people), mixed, rules);
					if (planned.stops.length + again.stops.length > 0) return;
					const said = (one: Plan) =>
						acting(one)
							.map(({ userName, action, fields }) => JSON.stringify([userName, action, fields]))
							.sort();
					expect(said(again)).toEqual(said(planned));
				},
			),
		);
	});
});
