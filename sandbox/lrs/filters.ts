import type { Statement, Store } from './store';

type Members = Record<string, unknown>;
type Query = Readonly<Record<string, string>>;

const membersOf = (value: unknown): Members =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** X: agents are the same who have the same identifier. */
function identifierOf(agent: unknown): string | undefined {
	const { mbox, mbox_sha1sum: hash, openid, account } = membersOf(agent);
	const { homePage, name } = membersOf(account);
	const found = mbox ?? hash ?? openid ?? (account ? [homePage, name] : undefined);
	return found === undefined ? undefined : JSON.stringify(found);
}

/** Where an agent counts: as actor or object, and with `related` anywhere. */
function agentsIn(statement: Members, isRelated: boolean): unknown[] {
	const { actor, object, authority, context } = statement;
	const { instructor, team } = membersOf(context);
	const isSub = membersOf(object).objectType === 'SubStatement';
	const own = [actor, ...members(actor), object, ...members(object)];
	if (!isRelated) return own;
	const inner = isSub ? agentsIn(membersOf(object), true) : [];
	return [...own, authority, instructor, team, ...members(team), ...inner];
}

const members = (group: unknown): unknown[] => [membersOf(group).member ?? []].flat();

function activitiesIn({ object, context }: Members, isRelated: boolean): unknown[] {
	const own = [membersOf(object).id];
	if (!isRelated) return own;
	const around = Object.values(membersOf(membersOf(context).contextActivities)).flat();
	const isSub = membersOf(object).objectType === 'SubStatement';
	const inner = isSub ? activitiesIn(membersOf(object), true) : [];
	return [...own, ...around.map((activity) => membersOf(activity).id), ...inner];
}

function fits(statement: Statement, query: Query): boolean {
	const { verb, context } = statement;
	const isRelatedAgent = query.related_agents === 'true';
	const isRelatedActivity = query.related_activities === 'true';
	const agent = query.agent && identifierOf(JSON.parse(query.agent));
	return (
		(!query.verb || membersOf(verb).id === query.verb) &&
		(!query.registration || membersOf(context).registration === query.registration) &&
		(!agent || agentsIn(statement, isRelatedAgent).some((one) => identifierOf(one) === agent)) &&
		(!query.activity || activitiesIn(statement, isRelatedActivity).includes(query.activity))
	);
}

/** X: the statements that a query asks for, the latest first; those that were voided are left out. */
export function select(store: Store, query: Query): Statement[] {
	const since = query.since ? Date.parse(query.since) : -Infinity;
	const until = query.until ? Date.parse(query.until) : Infinity;
	const found = store
		.all()
		.filter(({ storedMs, isVoided }) => !isVoided && storedMs > since && storedMs <= until)
		.map(({ statement }) => statement)
		.filter((statement) => fits(statement, query));
	return query.ascending === 'true' ? found : found.reverse();
}

/** X: `ids` leaves out all that is for people to read. unknown: which language `canonical` chooses; all are left. */
export function formatted(statement: Statement, format: string | undefined): Statement {
	if (format !== 'ids') return statement;
	const { actor, verb, object } = statement as Statement & Members;
	return {
		...statement,
		actor: without('name', membersOf(actor)),
		verb: { id: membersOf(verb).id },
		object: without('definition', membersOf(object)),
	};
}

const without = (name: string, value: Members): Members =>
	Object.fromEntries(Object.entries(value).filter(([own]) => own !== name));
