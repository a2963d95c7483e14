import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { FieldError } from '../../nodes/shared/operation/readTyped';
import { readValues } from '../../nodes/shared/operation/readValues';
import type { Operation } from '../../nodes/shared/operation/types';

const field = (name: string, type: INodeProperties['type'], more = {}): INodeProperties => ({
	displayName: name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/^./, (first) => first.toUpperCase()),
	name,
	type,
	default: '',
	...more,
});

function operationWith(fields: INodeProperties[], more: Partial<Operation> = {}): Operation {
	const entry = { name: 'Do', value: 'do', action: 'Do it', description: 'Does it' };
	const request = { method: 'POST', path: '/x' } as const;
	return {
		...entry,
		fields,
		request,
		output: { kind: 'record' },
		...more,
	} as Operation;
}

function read(fields: INodeProperties[], set: IDataObject, more: Partial<Operation> = {}) {
	const getNodeParameter = (name: string, _item: number, fallback: unknown) =>
		set[name] ?? fallback;
	return readValues(
		{ getNodeParameter } as unknown as IExecuteFunctions,
		{ operation: operationWith(fields, more), locators: { plainValues: ['zone'] } },
		0,
	);
}

/** The value that a field comes to, alone. */
const one = (type: INodeProperties['type'], value: unknown, more = {}) =>
	read([field('myField', type, more)], { myField: value as string }).values.myField;

const CHOICES = {
	options: [
		{ name: 'Team Leader', value: 'lead' },
		{ name: 'Admin', value: 'adm' },
	],
};
const locator = (value: unknown, mode = 'id', cachedResultName?: string) => ({
	__rl: true,
	mode,
	value,
	...(cachedResultName ? { cachedResultName } : {}),
});

describe('a time', () => {
	const timeOf = (value: string, more: Partial<Operation> = {}) =>
		read([field('myTime', 'dateTime')], { myTime: value }, more).values.myTime;

	it('has whole seconds, but for what must be verbatim', () => {
		expect(timeOf('2027-01-31T10:00:00.1234567+01:00')).toBe('2027-01-31T09:00:00Z');
		const verbatim = { request: undefined, calls: [], verbatim: true } as Partial<Operation>;
		expect(timeOf('2027-01-31T10:00:00.1234567+01:00', verbatim)).toBe(
			'2027-01-31T09:00:00.1234567Z',
		);
		expect(timeOf('2027-01-31T09:00:00.000Z', verbatim)).toBe('2027-01-31T09:00:00Z');
		expect(timeOf('2027-01-31 09:00', verbatim)).toBe('2027-01-31T09:00:00Z');
	});
});

describe('what expressions give', () => {
	it.each([
		['number', '12', 12],
		['number', 0, 0],
		['boolean', 'false', false],
		['boolean', ' Yes ', true],
		['boolean', '0', false],
		['boolean', 0, false],
		['boolean', 1, true],
		['dateTime', '2027-01-31 09:30', '2027-01-31T09:30:00Z'],
		['dateTime', '2027-01-31T09:30:00+01:00', '2027-01-31T08:30:00Z'],
		['string', 12345, '12345'],
		['string', false, 'false'],
		['string', ' text ', ' text '],
	] as const)('becomes what the %s field means: %p', (type, given, value) => {
		expect(one(type, given)).toBe(value);
	});

	it.each([
		['number', 'many', 'The field "My Field" must be a number: many'],
		['boolean', 'perhaps', 'The field "My Field" must be true or false: perhaps'],
		['boolean', 2, 'The field "My Field" must be true or false: 2'],
		['dateTime', 'tomorrow', 'The field "My Field" is not a date: tomorrow'],
		['dateTime', '2027-02-30', 'The field "My Field" is not a date: 2027-02-30'],
	] as const)('is refused by the name of the %s field: %p', (type, given, message) => {
		expect(() => one(type, given)).toThrow(FieldError);
		expect(() => one(type, given)).toThrow(message);
	});

	it('is refused below the least number', () => {
		const least = { typeOptions: { minValue: 1 } };
		expect(one('number', '1', least)).toBe(1);
		expect(() => one('number', 0, least)).toThrow('must be a number of at least 1: 0');
	});

	it('is refused above the greatest number', () => {
		const bounds = { typeOptions: { minValue: -1, maxValue: 1 } };
		expect([-1, 1].map((bound) => one('number', bound, bounds))).toEqual([-1, 1]);
		expect(() => one('number', 1.1, bounds)).toThrow('must be a number from -1 to 1: 1.1');
	});

	it('is refused as a fraction where the editor takes whole numbers', () => {
		const whole = { typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 } };
		expect(['87', 87.0].map((value) => one('number', value, whole))).toEqual([87, 87]);
		const message = 'must be a whole number from 0 to 100: 87.5';
		expect(() => one('number', 87.5, whole)).toThrow(message);
		expect(one('number', 87.5, { typeOptions: { numberPrecision: 1 } })).toBe(87.5);
	});

	it('may be the word of a choice in other capitals, or with other signs between words', () => {
		const levels = {
			options: [
				{ name: 'Team Leader', value: 'Team_Leader' },
				{ name: 'Learner', value: 'Learner' },
			],
		};
		expect(one('options', 'learner', levels)).toBe('Learner');
		expect(one('options', ' team-leader ', levels)).toBe('Team_Leader');
		expect(() => one('options', 'teamleader', levels)).toThrow(FieldError);
	});

	it('must be one of the choices, and the message names them', () => {
		expect(one('options', 'adm', CHOICES)).toBe('adm');
		expect(() => one('options', 'boss', CHOICES)).toThrow(FieldError);
		expect(() => one('options', 'boss', CHOICES)).toThrow(
			'The field "My Field" does not accept "boss", only: Team Leader, Admin',
		);
	});

	it('may be several choices as a list, or as text with commas', () => {
		expect(one('multiOptions', ['lead', 'adm'], CHOICES)).toEqual(['lead', 'adm']);
		expect(one('multiOptions', 'lead, adm', CHOICES)).toEqual(['lead', 'adm']);
		expect(one('multiOptions', 'lead', CHOICES)).toEqual(['lead']);
		expect(() => one('multiOptions', ['lead', 'boss'], CHOICES)).toThrow('not accept "boss"');
	});

	it('may be several choices of which some, or all, are empty', () => {
		expect(one('multiOptions', ['lead', '', null], CHOICES)).toEqual(['lead']);
		expect(one('multiOptions', 'lead, ', CHOICES)).toEqual(['lead']);
		for (const none of [' ', ',', [''], [' ', null]]) {
			expect(one('multiOptions', none, CHOICES)).toBeUndefined();
			expect(() => one('multiOptions', none, { ...CHOICES, required: true })).toThrow(
				'The field "My Field" is empty',
			);
		}
	});

	it('never clears a field whose name only begins alike', () => {
		const options = [
			{ name: 'Custom Field 1', value: 'CustomField1' },
			{ name: 'Custom Field 10', value: 'CustomField10' },
		];
		expect(one('multiOptions', 'CustomField10', { options })).toEqual(['CustomField10']);
	});
});

describe('an empty field', () => {
	it.each(['', '  ', null, undefined, locator(''), locator('  '), locator(null)])(
		'is refused by its name if it is required: %p',
		(given) => {
			const fields = [field('myField', 'string', { required: true })];
			expect(() => read(fields, { myField: given as string })).toThrow(
				'The field "My Field" is empty',
			);
		},
	);

	it.each(['', null, undefined, locator(''), []])(
		'counts for nothing if it is not: %p',
		(given) => {
			expect(read([field('myField', 'string')], { myField: given as string }).values).toEqual({});
		},
	);
});

describe('a locator', () => {
	const user = field('userId', 'resourceLocator', { displayName: 'User', required: true });

	it('gives its value without spaces, its mode, and a name for messages', () => {
		expect(read([user], { userId: locator(' u1 ', 'email') })).toEqual({
			item: 0,
			values: { userId: 'u1' },
			modes: { userId: 'email' },
			subjects: ['User "u1"'],
		});
		const { subjects } = read([user], { userId: locator('u1', 'list', 'Ada Example') });
		expect(subjects).toEqual(['User "Ada Example"']);
	});

	it('do not name a choice that is no record of Litmos', () => {
		const list = { displayName: 'From List', name: 'list', type: 'list' as const };
		const zone = field('zone', 'resourceLocator', { modes: [list] });
		const values = read([zone], { zone: locator('UTC', 'list') });
		expect(values).toMatchObject({ values: { zone: 'UTC' }, subjects: [] });
	});

	it.each(['.', '..'])('is refused where it would lead to another path: %s', (value) => {
		expect(() => read([user], { userId: locator(value) })).toThrow('The field "User" is not an ID');
	});
});

describe('a collection', () => {
	const collection = field('more', 'collection', {
		options: [
			field('City', 'string'),
			field('ManagerId', 'resourceLocator', { displayName: 'Manager' }),
			field('Since', 'dateTime', { displayOptions: { show: { '/detail': ['full'] } } }),
		],
	});

	it('gives its fields like any other, and none that the operation does not have', () => {
		const more = { City: 'Bern', ManagerId: locator('m1', 'email'), Country: 'CH' };
		expect(read([collection], { more })).toMatchObject({
			values: { City: 'Bern', ManagerId: 'm1' },
			modes: { ManagerId: 'email' },
		});
		expect(read([collection], {}).values).toEqual({});
	});

	it('gives no field that is out of sight, though it still holds a value', () => {
		const detail = field('detail', 'options', {
			options: [
				{ name: 'Full', value: 'full' },
				{ name: 'Short', value: 'short' },
			],
		});
		const more = { Since: '2027-01-31' };
		expect(read([detail, collection], { detail: 'short', more }).values).toEqual({
			detail: 'short',
		});
		expect(read([detail, collection], { detail: 'full', more }).values).toMatchObject({
			Since: '2027-01-31T00:00:00Z',
		});
	});
});

describe('an operation', () => {
	const fields = [field('body', 'string', { required: true }), field('method', 'string')];

	it('does not miss a required field that is out of sight', () => {
		const hidden = { ...fields[0], displayOptions: { show: { method: ['POST'] } } };
		const shown = [fields[1], hidden] as INodeProperties[];
		expect(read(shown, { method: 'GET' }).values).toEqual({ method: 'GET' });
		expect(() => read(shown, { method: 'POST' })).toThrow('The field "Body" is empty');
	});

	it('adds what follows from the values, then checks them', () => {
		const derive = ({ body }: IDataObject) => ({ size: String(body).length });
		const check = ({ size }: IDataObject) => (Number(size) > 3 ? 'Too long' : undefined);
		expect(read(fields, { body: 'abc' }, { derive, check }).values).toMatchObject({ size: 3 });
		expect(() => read(fields, { body: 'abcd' }, { derive, check })).toThrow('Too long');
	});
});
