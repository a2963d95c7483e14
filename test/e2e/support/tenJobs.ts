/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '../../../sandbox/server';
import { runFolder } from './stage';

const PAGE = path.resolve(__dirname, '../../../docs/ten-jobs.md');

/** How many clicks the page says that a job takes. */
export function clicksTold(letter: string): number {
	const row = readFileSync(PAGE, 'utf8').match(
		new RegExp(`^\\| ${letter}\\. .*\\| +(\\d+) +\\|$`, 'm'),
	);
	return Number(row?.[1]);
}

/** Keeps the number for whoever writes that page: LITMOS_E2E_KEEP says where. */
export function noted(letter: string, clicks: number): void {
	appendFileSync(runFolder('clicks.txt'), `${letter} ${clicks}\n`);
}

/** So many active learners, from a place in the list on. */
export const people = ({ state }: Pick<Sandbox, 'state'>, count: number, from = 2) =>
	[...state.users.values()]
		.filter(({ Active, AccessLevel }) => Active && AccessLevel === 'Learner')
		.slice(from, from + count);

export const hires = (boss: string) =>
	['Ada North', 'Ben East', 'Cleo South', 'Dan West', 'Eve Center'].map((name) => {
		const [First = '', Last = ''] = name.split(' ');
		const Login = `${First}.${Last}@example.com`.toLowerCase();
		return { Login, First, Last, Email: Login, Branch: `Branch ${Last}`, Boss: boss };
	});

export const LEAVERS = 3;

/** A list of HR: below whom each belongs, at random places. */
export const TEAM_TREE = [
	{ Department: 'Shop 1', Belongs_to: 'Region North' },
	{ Department: 'Region North', Belongs_to: '' },
	{ Department: 'Shop 2', Belongs_to: 'Region North' },
	{ Department: 'Till Crew', Belongs_to: 'Shop 1' },
];

/** Two of them without a real email address. */
export const REFUSED = ['new.17@example.com', 'new.230@example.com'];

/** Columns as an HR system names them. */
export const IMPORTED = Array.from({ length: 300 }, (_, index) => {
	const Login = `new.${index}@example.com`;
	const email = REFUSED.includes(Login) ? 'no address' : Login;
	return { Login, 'E-mail': email, 'First Name': `New ${index}`, Surname: `Person ${index}` };
});
