import { layOver } from '../../nodes/shared/operation/records/update';
import { xmlBody } from '../../nodes/shared/operation/xmlBody';
import { readXml, writeXml } from '../../nodes/shared/xml';
import { readXml as readStrictly } from '../../sandbox/http/xml';

const NIL = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

describe('writing XML', () => {
	it('keeps the order of the members, and tells null, empty and absent apart', () => {
		const team = { Name: 'A', Description: '', ParentTeamId: null, Code: undefined, Active: false };
		expect(writeXml('Team', team)).toBe(
			`<Team ${NIL}><Name>A</Name><Description/><ParentTeamId i:nil="true"/><Active>false</Active></Team>`,
		);
	});

	it('escapes what has a meaning, and drops what XML cannot hold', () => {
		const name = `a & b <c> "d" 'e' ]]> &amp; é 😀 \u0000\u000b\u001f`;
		const element = readStrictly(writeXml('Team', { Name: name }));
		expect(element.children[0]?.text).toBe(`a & b <c> "d" 'e' ]]> &amp; é 😀 `);
	});

	it('names the entries of a list after it, or as the row names them', () => {
		expect(xmlBody('Course', [{ Id: 'a' }, { Id: 'b' }])).toBe(
			`<Courses ${NIL}><Course><Id>a</Id></Course><Course><Id>b</Id></Course></Courses>`,
		);
		const session = { record: 'Session', entries: { Days: 'SessionDay' } };
		expect(xmlBody(session, { Days: [{ StartTime: 'x' }] })).toBe(
			`<Session ${NIL}><Days><SessionDay><StartTime>x</StartTime></SessionDay></Days></Session>`,
		);
		expect(xmlBody('User', [{ Id: 'a' }])).toMatch(/^<Users .*<User>/);
	});

	it('writes DateTimes as XML has them, and only those', () => {
		const result = {
			UpdatedAt: '/Date(1714571100000-0500)/',
			Note: 'on /Date(0)/',
			Odd: '/Date(x)/',
		};
		const xml = xmlBody('ModuleResult', result);
		expect(xml).toContain('<UpdatedAt>2024-05-01T13:45:00</UpdatedAt>');
		expect(xml).toContain('<Note>on /Date(0)/</Note><Odd>/Date(x)/</Odd>');
	});
});

describe('a record with changes', () => {
	const mappings = ['Id', 'Name', ['Description', 'text'], 'Active'] as const;

	it('has new members where the wire wants them', () => {
		const laid = layOver(
			{ Id: 1, Active: true, More: 2 },
			{ Description: 'x', Name: 'n' },
			mappings,
		);
		expect(Object.entries(laid).flat()).toEqual([
			'Id',
			1,
			'Name',
			'n',
			'Description',
			'x',
			'Active',
			true,
			'More',
			2,
		]);
		expect(Object.keys(layOver({ Active: true }, { Id: 1 }, mappings))).toEqual(['Id', 'Active']);
	});
});

describe('reading XML', () => {
	it('reads what was written', () => {
		const user = {
			Id: '1',
			Name: 'a & <b>',
			Active: true,
			Code: null,
			Email: '',
			Tags: ['x', 'y'],
		};
		expect(readXml(writeXml('User', user))).toEqual(user);
		expect(readXml(writeXml('Users', [user]))).toEqual([user]);
		expect(readXml(writeXml('Users', [user, user]))).toEqual([user, user]);
	});

	it('takes prefixes, comments, character data and declarations', () => {
		const xml =
			'<?xml version="1.0"?><!-- x --><a:User xmlns:a="u"><a:Name><![CDATA[<b> & c]]></a:Name></a:User>';
		expect(readXml(xml)).toEqual({ Name: '<b> & c' });
	});

	it.each(['', 'text', '<a>', '<a></b>', '</a>', '<a/><b/>', '<a/>x', '<a', '{"a":1}'])(
		'knows what is none: %s',
		(text) => {
			expect(readXml(text)).toBeUndefined();
		},
	);
});
