import { isStored } from '../../nodes/LitmosLrs/resources/statement/same';

const by = (actor: object) => ({ id: 'one', actor, verb: { id: 'https://example.com/passed' } });
const account = (name: string) => ({ homePage: 'https://example.com', name });

it.each([
	['the name of a person', by({ mbox: 'mailto:a@b.example', name: 'Ada' }), true],
	['the name of an account', by({ account: account('ada') }), false],
])('a statement that differs in %s', (_, sent, expected) => {
	const stored = structuredClone(sent);
	const { actor } = stored as { actor: { name?: string; account?: { name: string } } };
	if (actor.account) actor.account.name = 'grace';
	else actor.name = 'Ada Lovelace';
	expect([isStored(sent, structuredClone(sent)), isStored(sent, stored)]).toEqual([true, expected]);
});

it('a statement whose UUIDs come back in small letters, and no other text', () => {
	const id = '6A0F7B52-58A5-4B1C-9D1A-6B6B5F1F7A10';
	const about = (registration: string, name = id, extension = id) => ({
		...by({ account: account(name) }),
		object: { objectType: 'StatementRef', id: registration },
		context: { registration, extensions: { 'https://example.com/id': { id: extension } } },
	});
	const small = id.toLowerCase();
	expect(isStored(about(id), about(small))).toBe(true);
	expect(isStored(about(id), about(small, small))).toBe(false);
	expect(isStored(about(id), about(small, id, small))).toBe(false);
	expect(isStored(about('one'), about('ONE'))).toBe(false);
});

it.each(['name', 'display', 'version', 'timestamp'])(
	'a statement that differs in the %s of an extension',
	(name) => {
		const extended = (value: string) => ({
			...by({ mbox: 'mailto:a@b.example' }),
			result: { extensions: { 'https://example.com/form': { parts: [{ [name]: value }] } } },
		});
		expect(isStored(extended('1'), extended('1'))).toBe(true);
		expect(isStored(extended('1'), extended('2'))).toBe(false);
	},
);
