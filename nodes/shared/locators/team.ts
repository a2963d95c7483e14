import type { IDataObject } from 'n8n-workflow';
import { listSearch } from './listSearch';
import { locator } from './locator';
import { byId, byName, byUrl } from './modes';

/** The number at the head of a team's import code, 1689704 of `1689704-Accounts`: Litmos shows it nowhere else. */
function codeNumber({ TeamCodeForBulkImport }: IDataObject): string | undefined {
	return /^(\d+)-/.exec(String(TeamCodeForBulkImport ?? ''))?.[1];
}

export const teamLocator = locator({
	field: {
		displayName: 'Team',
		name: 'teamId',
		required: true,
		description: 'The team to work on',
	},
	finder: { noun: 'team', path: '/teams' },
	list: {
		method: 'searchTeams',
		placeholder: 'Select a team...',
		/** `Accounts (1689704)`: names may occur twice, the number tells them apart. */
		search: listSearch('/teams', (row) => {
			const number = codeNumber(row);
			const name = String(row.Name);
			return { name: number ? `${name} (${number})` : name, value: String(row.Id) };
		}),
	},
	modes: {
		name: byName('New Hires'),
		url: byUrl('team', 'team/1689704', codeNumber),
		id: byId('ZppqOWTqgVM1'),
	},
});
