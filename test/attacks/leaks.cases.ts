/** A key like those of Litmos. */
export const GUID = '0b5c1d2e-3f4a-5b6c-7d8e-9fa0b1c2d3e4';

/** One with signs that are escaped everywhere. */
export const ODD = 'Kx~>?<&"/+=%41\\u0041~~>>?9z';

export const PASSWORD = 'Tr0ub4dor&3 "<ü>';

/** A way to write a secret. */
export interface Spelling {
	name: string;
	write: (secret: string) => string;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const each = (secret: string, write: (code: string) => string) =>
	[...secret]
		.map((sign) => (sign.charCodeAt(0) < 128 ? write(sign.charCodeAt(0).toString(16)) : sign))
		.join('');
const percent = (text: string) => each(text, (hex) => `%${hex.padStart(2, '0')}`);
const entities = (text: string) => each(text, (hex) => `&#x${hex};`);
const unicode = (text: string) => each(text, (hex) => `\\u${hex.padStart(4, '0')}`);
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const html = (text: string) =>
	text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

const NAMES: Readonly<Record<string, string>> = {
	...{ '-': 'dash', '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', ' ': 'nbsp', '+': 'plus' },
	...{ '=': 'equals', '%': 'percnt', '/': 'sol', '?': 'quest', '\\': 'bsol', ü: 'uuml' },
};
const byName = (text: string) =>
	[...text].map((sign) => (sign in NAMES ? `&${NAMES[sign]};` : sign)).join('');
const latin1 = (text: string) =>
	[...Buffer.from(text, 'latin1')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

export const spellings: readonly Spelling[] = [
	{ name: 'as it is', write: (text) => text },
	{ name: 'in capitals', write: (text) => text.toUpperCase() },
	{ name: 'in small letters', write: (text) => text.toLowerCase() },
	{ name: 'for an address', write: encodeURIComponent },
	{
		name: 'for an address, hexadecimals in small letters',
		write: (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
	},
	{ name: 'for an address, every sign', write: percent },
	{
		name: 'for an address within an address',
		write: (text) => encodeURIComponent(encodeURIComponent(text)),
	},
	{
		name: 'for an address within an address, every sign',
		write: (text) => encodeURIComponent(percent(text)),
	},
	{ name: 'for HTML', write: html },
	{ name: 'for HTML, every sign', write: entities },
	{ name: 'for HTML twice', write: (text) => html(entities(text)) },
	{ name: 'for JSON', write: escaped },
	{ name: 'for JSON, every sign', write: unicode },
	{ name: 'for JSON within JSON', write: (text) => escaped(escaped(text)) },
	{ name: 'for HTML, then for an address', write: (text) => encodeURIComponent(entities(text)) },
	{ name: 'for an address, then for JSON', write: (text) => escaped(percent(text)) },
	{ name: 'Base64', write: base64 },
	{ name: 'Base64, one sign before it', write: (text) => base64(`x${text}`) },
	{ name: 'Base64, two signs before it', write: (text) => base64(`ab${text}xyz`) },
	{ name: 'Basic auth', write: (text) => `Basic ${base64(`user:${text}`)}` },
	{ name: 'Basic auth, as the user', write: (text) => `Basic ${base64(`${text}:`)}` },
	{
		name: 'Base64 for addresses',
		write: (text) => Buffer.from(`k=${text}!`).toString('base64url'),
	},
	{ name: 'Base64 in an address', write: (text) => encodeURIComponent(base64(`abc${text}de`)) },
	{ name: 'for HTML, by the names of signs', write: byName },
	{ name: 'for HTML, without semicolons', write: (text) => each(text, (hex) => `&#x${hex}`) },
	{ name: 'for an address, in Latin-1', write: latin1 },
	{
		name: 'for an address, as old scripts do',
		write: (text) => each(text, (hex) => `%u${hex.padStart(4, '0')}`),
	},
	{ name: 'for JavaScript, in braces', write: (text) => each(text, (hex) => `\\u{${hex}}`) },
	{ name: 'its bytes in hex', write: (text) => Buffer.from(text).toString('hex') },
	{ name: 'its bytes read as Latin-1', write: (text) => Buffer.from(text).toString('latin1') },
	{ name: 'without dashes', write: (text) => (text === GUID ? text.replace(/-/g, '') : text) },
	{ name: 'between other signs', write: (text) => `a${text}b` },
	{ name: 'twice in a row', write: (text) => text + text },
];

/** Where a server puts what it repeats, by the name of the way that the test goes. */
export const PLACES = ['detail', 'phrase', 'page', 'custom JSON', 'custom XML'] as const;

interface Repeated extends Spelling {
	place: (typeof PLACES)[number];
	secret: 'GUID' | 'ODD' | 'PASSWORD';
}

/** In a reason phrase there is room for what is printed in ASCII only. */
const fits = (place: string, secret: string) => place !== 'phrase' || secret === 'GUID';

const repeated: Repeated[] = PLACES.flatMap((place, index) =>
	(['GUID', 'ODD', 'PASSWORD'] as const).flatMap((secret, other) =>
		spellings
			// Each spelling once in each place for the key; the others take turns.
			.filter(
				(_, at) => secret === 'GUID' || at % PLACES.length === (index + other) % PLACES.length,
			)
			.filter(() => fits(place, secret))
			.map((spelling) => ({
				...spelling,
				name: `${secret} ${spelling.name}: ${place}`,
				place,
				secret,
			})),
	),
);

/** A sign-in secret that the node has never seen. */
export const UNSEEN = 'Q7w-9f8e7d6c-zz';

/** A text that names it. */
interface Named {
	name: string;
	text: string;
	/** It is a whole XML answer. */
	isXml?: true;
}

const S = UNSEEN;
const inJson = (value: unknown, times: number): string =>
	times === 0 ? JSON.stringify(value) : JSON.stringify({ inner: inJson(value, times - 1) });

const named: Named[] = [
	...[
		'LoginKey',
		'loginkey',
		'LOGINKEY',
		'Login Key',
		'login_key',
		'login-key',
		'Login.Key',
		'log in key',
		'Log_In_Key',
		'User.LoginKey',
		'a:LoginKey',
		'@LoginKey',
		'login%20key',
		'Login&#75;ey',
		'Password',
		'PASSWORD',
		'Pass Word',
		'pass_word',
		'NewPassword',
		'user[password]',
		'd:Password',
	].map((field) => ({
		name: `JSON, the field ${field}`,
		text: JSON.stringify({ Id: 'kept', [field]: S }),
	})),
	{
		name: 'JSON, an object in the field',
		text: JSON.stringify({ LoginKey: { Url: S, Of: ['x', S] } }),
	},
	{ name: 'JSON, a list in the field', text: JSON.stringify({ password: [S] }) },
	{ name: 'JSON, name and value', text: JSON.stringify({ Name: 'LoginKey', Value: S }) },
	{ name: 'JSON, value and name', text: JSON.stringify({ Value: S, Name: 'LoginKey' }) },
	{ name: 'JSON, key and value', text: JSON.stringify([{ key: 'login_key', value: S }]) },
	{
		name: 'JSON, a log of changes',
		text: JSON.stringify({ Field: 'Password', OldValue: S, NewValue: S }),
	},
	{
		name: 'JSON, field name and content',
		text: JSON.stringify({ fieldname: 'Login Key', '#text': S }),
	},
	{ name: 'JSON, a list of two', text: JSON.stringify({ rows: [['LoginKey', S]] }) },
	{ name: 'JSON in a text', text: inJson({ LoginKey: S }, 1) },
	{ name: 'JSON in a text in a text', text: inJson({ LoginKey: S }, 2) },
	{ name: 'JSON in words', text: JSON.stringify({ Note: `got {"Password":"${S}"} and kept it` }) },
	{ name: 'broken JSON in a text', text: JSON.stringify({ Note: `{"a":1,"LoginKey":"${S}","b` }) },
	{
		name: 'broken JSON, an object',
		text: JSON.stringify({ Note: `oops "LoginKey":{"Url":"${S}"} is kept` }),
	},
	{
		name: 'broken JSON, name and value',
		text: JSON.stringify({ Note: `"Name":"LoginKey","Value":"${S}"` }),
	},
	{
		name: 'broken JSON, value and name',
		text: JSON.stringify({ Note: `"Value":"${S}","Name":"LoginKey"` }),
	},
	{
		name: 'broken JSON, a quote in the value',
		text: JSON.stringify({ Note: `"Password":"a\\"${S}", "b":` }),
	},
	{ name: 'JSON with single quotes', text: JSON.stringify({ Note: `{'LoginKey' : '${S}'}` }) },
	{
		name: 'JSON in an address',
		text: JSON.stringify({ Note: encodeURIComponent(`{"LoginKey":"${S}"}`) }),
	},
	{
		name: 'a link',
		text: JSON.stringify({ Note: `https://x.example.com/login.aspx?loginkey=${S}&c=1` }),
	},
	{
		name: 'a link for HTML',
		text: JSON.stringify({ Note: `<a href="/login.aspx?a=1&amp;LoginKey=${S}&amp;c=1">` }),
	},
	{
		name: 'a link in a link',
		text: JSON.stringify({ Note: `?next=%2Flogin.aspx%3Floginkey%3D${S}%26c%3D1` }),
	},
	{
		name: 'a link in a link in a link',
		text: JSON.stringify({ Note: `?a=%252Flogin.aspx%253Floginkey%253D${S}%2526c%253D1` }),
	},
	{ name: 'a link with an escaped name', text: JSON.stringify({ Note: `?l%6Fginke%79=${S}` }) },
	{ name: 'a form', text: JSON.stringify({ Note: `user=a&password=x%26${S}&b=1` }) },
	{ name: 'words with a colon', text: JSON.stringify({ Note: `Login Key: ${S}` }) },
	{ name: 'words with an arrow', text: JSON.stringify({ Note: `login_key => ${S}` }) },
	{ name: 'words alone', text: JSON.stringify({ Note: `the login key ${S} was used` }) },
	{ name: 'a password with a colon', text: JSON.stringify({ Note: `Password: ${S}` }) },
	{ name: 'a table', text: JSON.stringify({ Note: `a,LoginKey,${S}` }) },
	{
		name: 'XML in a text',
		text: JSON.stringify({ Note: `<User><LoginKey>${S}</LoginKey></User>` }),
	},
	{
		name: 'XML in a text, escaped',
		text: JSON.stringify({ Note: `&lt;LoginKey&gt;${S}&lt;/LoginKey&gt;` }),
	},
	...(
		[
			['an element', `<LoginKey>${S}</LoginKey>`],
			['a space in the closing tag', `<Password>${S}</Password >`],
			['spaces in both tags', `<Password >${S}</Password\n>`],
			['a prefix', `<a:LoginKey>${S}</a:LoginKey>`],
			['attributes', `<LoginKey xmlns="urn:x" b='1'>${S}</LoginKey>`],
			['a section', `<LoginKey><![CDATA[${S}]]></LoginKey>`],
			['a section with tags', `<LoginKey><![CDATA[a</LoginKey>${S}]]></LoginKey>`],
			['an element in it', `<LoginKey><Url>${S}</Url></LoginKey>`],
			['a comment in it', `<LoginKey><!-- x -->${S}</LoginKey>`],
			['a comment', `<!-- LoginKey: ${S} -->`],
			['another case', `<LOGIN_KEY>${S}</LOGIN_KEY>`],
			[
				'a section that holds XML',
				`<Data><![CDATA[<User><LoginKey>${S}</LoginKey></User>]]></Data>`,
			],
			['escaped XML', `<Data>&lt;Password&gt;${S}&lt;/Password&gt;</Data>`],
			['an attribute', `<User LoginKey="${S}"/>`],
			['an attribute in single quotes', `<User password = '${S}' a="1"/>`],
			['attributes of name and value', `<Field name="LoginKey" value="${S}"/>`],
			['the field of a name', `<Parameter fieldname="Login Key">${S}</Parameter>`],
			['name and value', `<P><Name>LoginKey</Name><Value>${S}</Value></P>`],
			['value and name', `<P><Value>${S}</Value><Name>LoginKey</Name></P>`],
			['value in a section', `<P><Name>LoginKey</Name><Value><![CDATA[${S}]]></Value></P>`],
			['a table', `<tr><td>LoginKey</td><td>${S}</td></tr>`],
			['what is not closed', `<LoginKey>${S}`],
			['a link', `<Url>login.aspx?loginkey=${S}&amp;c=1</Url>`],
			['JSON in it', `<Data>{"LoginKey":"${S}"}</Data>`],
			['JSON in it, escaped', `<Data>{&quot;LoginKey&quot;:&quot;${S}&quot;}</Data>`],
		] as const
	).map(([name, inner]) => ({
		name: `XML, ${name}`,
		text: `<User><Id>kept</Id>${inner}</User>`,
		isXml: true as const,
	})),
];

/** What may look like a secret and is none: it must come out as it is. */
const harmless: Named[] = [
	{
		name: 'a rule about passwords',
		text: JSON.stringify({ Note: 'Password: must have 8 characters' }),
	},
	{ name: 'a sentence', text: JSON.stringify({ Note: 'The password is too short.' }) },
	{ name: 'a policy', text: JSON.stringify({ PasswordPolicy: 'strong', HasLoginKey: true }) },
	{ name: 'a word', text: JSON.stringify({ Note: 'Keyword: Sales%20Team &amp; more' }) },
	{ name: 'a path', text: JSON.stringify({ Note: 'C:\\new\\key 100%' }) },
	{ name: 'a list of columns', text: JSON.stringify({ Columns: ['Id', 'LoginKey', 'Name'] }) },
	{ name: 'JSON', text: JSON.stringify({ Note: '{"Keys": [1, 2.0]}' }) },
];

export const attacks = {
	'B8 The key and the password repeated by the server': repeated,
	'B9 Login keys and passwords by their names': named,
	'B9 What only looks like one': harmless,
} as const;
