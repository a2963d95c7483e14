/** What is written into a credential, or asked for, and leads to the account of another. */
interface Spelling {
	name: string;
	/** Base URL and API Key of two credentials. */
	one: readonly [baseUrl: string, apiKey: string];
	other: readonly [baseUrl: string, apiKey: string];
	isSame: boolean;
}

const GUID = '01234567-89ab-cdef-0123-456789abcdef';
const URL_US = 'https://api.litmos.com/v1.svc';

const same = (name: string, baseUrl: string, apiKey = GUID, of = URL_US): Spelling => ({
	name,
	one: [of, GUID],
	other: [baseUrl, apiKey],
	isSame: true,
});

const different = (name: string, baseUrl: string, apiKey = GUID, mine = GUID): Spelling => ({
	name,
	one: [URL_US, mine],
	other: [baseUrl, apiKey],
	isSame: false,
});

const spellings: Spelling[] = [
	same('a dot after the host', 'https://api.litmos.com./v1.svc'),
	same('a dot after the host, and the port', 'https://api.litmos.com.:443/v1.svc'),
	same('capitals in the host', 'https://API.Litmos.COM/v1.svc'),
	same('capitals in the scheme', 'HTTPS://api.litmos.com/v1.svc'),
	same('the port that https has anyway', 'https://api.litmos.com:443/v1.svc'),
	same('capitals, a dot, the port and a slash', 'https://API.LITMOS.COM.:443/v1.svc/'),
	same('full-width letters, which a browser takes as well', 'https://ａｐｉ.litmos.com/v1.svc'),
	same('another full stop', 'https://api。litmos。com/v1.svc'),
	same('spaces around it', '  https://api.litmos.com/v1.svc '),
	same('several slashes at its end', 'https://api.litmos.com/v1.svc///'),
	same('the key in capitals', URL_US, GUID.toUpperCase()),
	same('one letter of the key in capitals', URL_US, GUID.replace('a', 'A')),
	same('the key in capitals, and a dot', 'https://api.litmos.com./v1.svc', GUID.toUpperCase()),
	same(
		'this machine with the port of http',
		'http://127.0.0.1:80/v1.svc',
		GUID,
		'http://127.0.0.1/v1.svc',
	),
	same('this machine in short', 'http://127.1/v1.svc', GUID, 'http://127.0.0.1/v1.svc'),
	same('this machine with a dot', 'http://localhost./v1.svc', GUID, 'http://LOCALHOST/v1.svc'),
	different('another host', 'https://api.litmoseu.com/v1.svc'),
	different('two dots after the host', 'https://api.litmos.com../v1.svc'),
	different('another port', 'https://api.litmos.com:8443/v1.svc'),
	different('a host that begins alike', 'https://api.litmos.com.au/v1.svc'),
	different('another key', URL_US, GUID.replace('0', '1')),
	different('a key of another form in capitals', URL_US, 'ABC', 'abc'),
];

/** Versions of the package that n8n has loaded one after the other. */
interface Update {
	name: string;
	/** What sends first, and what sends after the update. */
	before: Sender;
	after: Sender;
}

type Sender = 'node' | 'list' | 'http';

const updates = (['node', 'list', 'http'] as const).flatMap((before) =>
	(['node', 'list'] as const).map((after): Update => ({
		name: `${before}, then ${after}`,
		before,
		after,
	})),
);

export const attacks = {
	'C17 A new version of the package at run time': updates,
	'C18 One account in several spellings': spellings,
} as const;
