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
