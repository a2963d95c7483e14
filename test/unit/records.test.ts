import { withoutSecrets, withoutSecretText } from '../../nodes/shared/secrets/named';
import { isObject, mapTexts, wellSpelled } from '../../nodes/shared/values';

describe('sign-in secrets', () => {
	const LINK = 'https://demo.litmos.com/login.aspx?loginkey=0b5c-secret';

	it('do no harm in a text with JSON of very many levels', () => {
		const deep = '['.repeat(20_000) + ']'.repeat(20_000);
		expect(withoutSecrets({ Note: `key ${deep}` })).toEqual({ Note: `key ${deep}` });
		expect(withoutSecretText(`${deep} loginkey=0b5c-secret`)).not.toContain('0b5c');
	});

	it('are taken out of nested objects and lists, whatever the spelling of the field', () => {
		const record = {
			Id: 'u1',
			LoginKey: LINK,
			Manager: { loginKey: LINK, Password: 'hunter2', Name: 'Bo' },
			Reports: [{ PASSWORD: 'hunter2', Id: 'u2' }],
		};
		expect(withoutSecrets(record)).toEqual({
			Id: 'u1',
			Manager: { Name: 'Bo' },
			Reports: [{ Id: 'u2' }],
		});
		expect(record.LoginKey).toBe(LINK);
	});

	it('are taken out of texts in any other field', () => {
		expect(withoutSecrets({ Note: `Open ${LINK}&c=12 today` })).toEqual({
			Note: 'Open https://demo.litmos.com/login.aspx?loginkey=…&c=12 today',
		});
		expect(withoutSecretText('a%2Flogin.aspx%3FLoginKey%3D0b5c-secret%26c%3D1')).not.toContain(
			'0b5c',
		);
	});

	it.each([
		`<User><LoginKey>${LINK}</LoginKey><Id>u1</Id></User>`,
		'<User><Password>hunter2-secret</Password><Id>u1</Id></User>',
		'<User><LoginKey xmlns="urn:x">0b5c-secret</LoginKey><Id>u1</Id></User>',
		'<a:User><a:LoginKey>0b5c-secret</a:LoginKey><Id>u1</Id></a:User>',
		'<User><loginkey>0b5c-secret</loginkey><Id>u1</Id></User>',
	])('are taken out of XML: %s', (xml) => {
		const clean = withoutSecretText(xml);
		expect(clean).not.toContain('secret');
		expect(clean).toContain('<Id>u1</Id>');
	});

	it('take nothing along that only sounds alike', () => {
		const record = { PasswordPolicy: 'strong', HasLoginKey: true, Id: null, Tags: [1, 'a'] };
		expect(withoutSecrets(record)).toEqual(record);
	});
});

describe('a row', () => {
	it('gets the right names for columns that Litmos spells in two ways', () => {
		const row = { Id: 'u1', Username: 'ada', ComplaintTill: null, ComplaintTillDate: 'x' };
		expect(wellSpelled(row)).toEqual({
			Id: 'u1',
			UserName: 'ada',
			CompliantTill: null,
			CompliantTillDate: 'x',
		});
	});

	it('keeps the order of its columns and what was right already', () => {
		const row = { UserName: 'ada', CompliantTill: 'x', username: 'b' };
		expect(Object.entries(wellSpelled(row))).toEqual(Object.entries(row));
	});
});

describe('texts in JSON', () => {
	it('are changed at any depth, and nothing else is', () => {
		const value = { a: 'x', b: ['x', 1, null, { c: 'x' }], d: true };
		expect(mapTexts(value, (text) => text.toUpperCase())).toEqual({
			a: 'X',
			b: ['X', 1, null, { c: 'X' }],
			d: true,
		});
	});

	it('stand in objects, which lists and null are not', () => {
		expect([{}, [], null, 'a', undefined].map(isObject)).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
	});
});
