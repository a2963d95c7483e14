import { CALLED, keyIn } from './match';
import type { Matching } from './match';
import type { Change, Rules, Stop, Wanted } from './types';

interface Judged {
	matching: Matching;
	wanted: readonly Wanted[];
	changes: readonly Change[];
	inScope: number;
	rules: Rules;
}

/** So many are named in a message. */
const NAMED = 10;

/** Why nothing at all is to be written; nothing where all is well. */
export function stopsFor(judged: Judged): Stop[] {
	return [emptyList, contradictions, namelessRows, shorterList, tooMany]
		.map((look) => look(judged))
		.filter((stop) => stop !== undefined);
}

function emptyList({ wanted }: Judged): Stop | undefined {
	if (wanted.length > 0) return undefined;
	return {
		message: 'The list of users is empty',
		todo: 'Check the step before. No setting lets an empty list pass: it would mean that everybody has left.',
	};
}

function contradictions({ matching: { clashes }, rules: { matchBy } }: Judged): Stop | undefined {
	if (clashes.length === 0) return undefined;
	const who = clashes.map(
		([one, other]) => `${keyIn(one, matchBy)} (rows ${one.position + 1} and ${other.position + 1})`,
	);
	return {
		message: `The list has ${clashes.length === 1 ? 'one user' : `${clashes.length} users`} twice, with different values: ${some(who)}`,
		todo: `Correct the list so that each ${CALLED[matchBy]} stands in it once, or choose another "Match By".`,
	};
}

function namelessRows({
	matching: { nameless },
	rules: { matchBy, missing },
}: Judged): Stop | undefined {
	if (nameless.length === 0 || missing === 'leave') return undefined;
	const rows = nameless.map(({ position }) => String(position + 1));
	return {
		message: `${nameless.length === 1 ? 'One row has' : `${nameless.length} rows have`} no ${CALLED[matchBy]}, so it is not known who has left (row ${some(rows)})`,
		todo: 'Complete the list, or set "Users Not in the List" to Leave as They Are.',
	};
}

function shorterList({ wanted, rules: { safety } }: Judged): Stop | undefined {
	const { lastRows, shrinkPercent } = safety;
	if (lastRows === undefined || wanted.length === 0) return undefined;
	const lost = ((lastRows - wanted.length) / lastRows) * 100;
	if (lost < shrinkPercent) return undefined;
	return {
		message: `The list has ${wanted.length} rows, and had ${lastRows} when this node last ran: it shrank by ${Math.round(lost)}%`,
		todo: `If that is right, raise "Stop If the List Shrinks by (%)" under Safety Stop, now ${shrinkPercent}, for one run.`,
	};
}

function tooMany({ changes, inScope, rules: { safety } }: Judged): Stop | undefined {
	const leavers = changes.filter(({ action }) => action === 'deactivate');
	const { most } = safety;
	const allowed = 'count' in most ? most.count : (most.percent / 100) * inScope;
	if (leavers.length <= allowed) return undefined;
	const share = Math.round((leavers.length / inScope) * 1000) / 10;
	const limit = 'count' in most ? `${most.count}` : `${most.percent}%`;
	const field =
		'count' in most ? '"Maximum Users to Deactivate"' : '"Maximum Users to Deactivate (%)"';
	return {
		message: `${leavers.length} of ${inScope} active users (${share}%) would be deactivated, more than the ${limit} allowed: ${some(leavers.map(({ userName }) => userName))}`,
		todo: `Check whether the list is complete. If they have really left, raise ${field} for one run.`,
	};
}

function some(names: readonly string[]): string {
	const rest = names.length - NAMED;
	return names.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
