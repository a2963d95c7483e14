import { listSearch, markInactive } from './listSearch';
import { locator } from './locator';
import { byId, columnMode } from './modes';

export const tokenLocator = locator({
	field: {
		displayName: 'Token',
		name: 'tokenId',
		required: true,
		description: 'The self sign-up token to work on',
	},
	finder: { noun: 'token', path: '/tokens', key: 'TokenId' },
	list: {
		method: 'searchTokens',
		placeholder: 'Select a token...',
		/** `WELCOME-2027` */
		search: listSearch('/tokens', (row) => ({
			name: markInactive(String(row.TokenCode), row),
			value: String(row.TokenId),
		})),
	},
	modes: {
		code: {
			label: 'By Code',
			placeholder: 'e.g. WELCOME-2027',
			hint: 'The code to enter at sign-up',
			finds: columnMode('TokenCode', { word: 'code', searchable: true, unique: false }),
		},
		id: byId('Tq7hVb2xKz01'),
	},
});
