import { isObject } from '../../../nodes/shared/values';
import type { Asker } from '../askers';
import type { Litmos } from '../litmos';
import { firstOf, textOf, valueOf, type Row } from '../records';
import type { ThrowAway } from '../throwAway';
import { Unanswered } from '../unanswered';

const pathTo = (kind: string, id: string): string => `/${kind}/${encodeURIComponent(id)}`;

async function readUser(litmos: Litmos, id: string): Promise<Row> {
	const value = valueOf(await litmos.get(pathTo('users', id)));
	if (!isObject(value)) throw new Unanswered('unforeseen');
	return value;
}

async function askJobRoles(litmos: Litmos, { user }: ThrowAway): Promise<string> {
	const id = await user();
	const record = { ...(await readUser(litmos, id)), JobRole: 'n8n probe' };
	const body = JSON.stringify(record);
	const { status = 0 } = (await litmos.write('PUT', pathTo('users', id), { body })) ?? {};
	if (status === 409) return 'listed';
	if (status !== 200) throw new Unanswered('refused', status);
	return 'any';
}

/** The name must be sent; the company name was set when the user was made, and is left out. */
async function askLeftOut(litmos: Litmos, { user }: ThrowAway): Promise<string> {
	const id = await user();
	const before = await readUser(litmos, id);
	textOf(before, 'CompanyName');
	const { Id, UserName, FirstName, LastName, Email, Active, IsCustomUsername } = before;
	const short = { Id, UserName, FirstName, LastName, Email, Active, IsCustomUsername };
	const sent = { ...short, DisableMessages: true };
	const body = JSON.stringify(sent);
	const { status = 0 } = (await litmos.write('PUT', pathTo('users', id), { body })) ?? {};
	if (status !== 200) throw new Unanswered('refused', status);
	return (await readUser(litmos, id)).CompanyName === before.CompanyName ? 'kept' : 'wiped';
}

/** The last question about the user, who is deleted by it. */
async function askUnknownDelete(litmos: Litmos, throwAway: ThrowAway): Promise<string> {
	const id = await throwAway.user();
	if (!(await throwAway.remove('user'))) throw new Unanswered('refused');
	const { status = 0 } = (await litmos.write('DELETE', pathTo('users', id))) ?? {};
	if (status !== 403 && status !== 404) throw new Unanswered('unforeseen', status);
	return String(status);
}

async function askTeamUpdate(litmos: Litmos, { team }: ThrowAway): Promise<string> {
	const id = await team();
	const record = valueOf(await litmos.get(pathTo('teams', id)));
	const body = JSON.stringify({ ...(isObject(record) ? record : {}), Description: 'n8n probe' });
	const response = await litmos.write('PUT', pathTo('teams', id), { body });
	if (response?.status !== 200) throw new Unanswered('refused', response?.status);
	return response.text.trim() === '' ? 'empty' : 'team';
}

/** The team has no members, so nobody gets the course. */
async function askTeamCourses(litmos: Litmos, { team }: ThrowAway): Promise<string> {
	const course = await firstOf(litmos, '/courses');
	const path = `${pathTo('teams', await team())}/courses`;
	const sent = { body: JSON.stringify([{ Id: course }]), qs: { sendmessage: 'false' } };
	const { status = 0 } = (await litmos.write('POST', path, sent)) ?? {};
	if (status !== 200 && status !== 201) throw new Unanswered('refused', status);
	return String(status);
}

async function askCollection(_: Litmos, throwAway: ThrowAway): Promise<string> {
	await throwAway.collection();
	const spelling = await throwAway.remove('collection');
	if (!spelling) throw new Unanswered('refused');
	return spelling === 'collections' ? 'plural' : 'singular';
}

/** About writing, in the order in which they are asked. */
export const WRITE_ASKERS: Readonly<Record<string, Asker>> = {
	jobRoles: askJobRoles,
	leftOutMembers: askLeftOut,
	unknownUserDelete: askUnknownDelete,
	teamUpdateAnswer: askTeamUpdate,
	teamCoursesStatus: askTeamCourses,
	collectionDelete: askCollection,
};
