import type { Answer } from './answers';
import type { RequestBody } from './body';
import type { Settings } from '../options';
import type { State } from '../state/state';

/** One request as a route sees it. */
export interface Call {
	state: State;
	settings: Settings;
	params: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
	body: RequestBody;
	/** The sandbox's time. */
	now: number;
	/** Rows beyond the limit on a full page (T). */
	extraRows: number;
}

/** One served endpoint. The path is relative to /v1.svc. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: `/${string}`;
	handle: (call: Call) => Answer;
}

/** `sendmessage=true` or `false` when it was said, otherwise the operation's default. */
export function wantsMail(call: Call, byDefault: boolean): boolean {
	const said = call.query.sendmessage?.toLowerCase();
	if (said === 'true') return true;
	return said === 'false' ? false : byDefault;
}

/** Notes a mail instead of sending it; unknown: whether the inactive get any, so they do not. */
export function recordMail(call: Call, userId: string, why: string): void {
	const user = call.state.users.get(userId);
	if (user?.Active) call.state.mails.push({ to: user.Email || user.UserName, why, at: call.now });
}
