import type { ImportRecord } from '../state/contentRecords';
import { addListing } from '../routes/listings';
import type { State } from '../state/state';

const DAY_MS = 86_400_000;

function seedCollections(state: State): void {
	const { random } = state;
	const [first, second] = [...state.courses.keys()];
	const plans = [
		{ Name: 'Partner Training', courses: [first, second], Description: 'For sales partners' },
		{ Name: 'Customers & Friends', courses: [second], Description: 'Open to customers' },
	];
	for (const { Name, Description, courses } of plans) {
		const Id = random.shortId();
		state.collections.set(Id, {
			Id,
			Name,
			Description,
			DefaultListing: false,
			ImageURL: '',
			courses: new Set(courses.filter((id) => id !== undefined)),
			learningPaths: new Set(),
		});
		const listing = addListing(state, { Name: `${Name}, everybody`, CollectionId: Id });
		[...state.users.keys()].slice(1, 4).forEach((id) => listing.users.add(id));
		[...state.teams.keys()].slice(0, 1).forEach((id) => listing.teams.add(id));
		const some = { Name: `${Name}, ten people`, CollectionId: Id, MaxUsers: '10' };
		addListing(state, { ...some, DurationType: 'dynamic', DurationDays: 90 });
	}
}

/** One token of each type there is something for. */
function seedTokens(state: State, today: number): void {
	const kinds = [state.courses, state.teams, state.learningPaths, state.listings];
	kinds.forEach((records, index) => {
		const [target] = [...records.keys()];
		if (target === undefined) return;
		const TokenId = state.random.shortId();
		state.tokens.set(TokenId, {
			TokenId,
			TokenCode: `WELCOME-${index + 1}`,
			TokenType: index + 1,
			TokenTypeId: target,
			Active: index !== 2,
			MaximumActivations: 100,
			TokenExpiration: new Date(today + 365 * DAY_MS).toISOString().slice(0, 19),
		});
	});
}

/** An import of the past, with one row that failed. */
function seedImport(state: State, today: number): void {
	const at = today - 3 * DAY_MS;
	const job: ImportRecord = {
		Id: state.random.shortId(),
		of: 'people',
		at,
		doneAt: at,
		status: 'Completed',
		rows: [{ Username: 'no address' }],
		sendEmails: false,
		skipFirstLogin: false,
		created: 0,
		duplicate: 0,
		invalidEmail: 1,
		errors: [{ Username: 'no address', ImporStatus: 'Invalid email address.' }],
	};
	state.imports.set(job.Id, job);
}

/** Collections with listings, tokens and an import; last, so that the rest of the tenant stays as it was. */
export function seedContent(state: State, today: number): void {
	seedCollections(state);
	seedTokens(state, today);
	seedImport(state, today);
}
