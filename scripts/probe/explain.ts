import { AccountError } from '../../nodes/shared/account';
import { UsageError } from './options';
import { Unanswered } from './unanswered';

/** What to do about it; nothing that a server has sent is repeated. */
export function explain(error: unknown): string {
	if (error instanceof UsageError) return `${error.message}\nSee npm run probe -- --help`;
	if (error instanceof AccountError) return error.message;
	if (error instanceof Unanswered && error.status === 401)
		return 'Litmos does not accept the API Key. Check the key and --region.';
	if (error instanceof Unanswered)
		return `Litmos did not list any users (${error.status ?? 'no usable response'}). Check the key, its rights and --region.`;
	return 'No usable response came. Check --region and your network, then try again.';
}
