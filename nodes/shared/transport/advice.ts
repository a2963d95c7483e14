import type { CredentialWords } from '../account';

/** What advice is made of. */
export interface Advised {
	/** The action of the operation, e.g. `Create user`. */
	action: string;
	/** What the request names, e.g. `User "ada@example.com"`. */
	subjects: readonly string[];
	host: string;
	/** What messages call the parts of the credential. */
	credential: CredentialWords;
}

/** What to say of a refusal: what happened, and what to do. */
interface Advice {
	message: (context: Advised, words: string) => string;
	todo: (context: Advised, words: string) => string;
}

/** For what has no advice of its own. */
export const REFUSED: Advice = {
	message: ({ action }) => `Litmos refused the values (${action})`,
	todo: () => 'Correct the field that Litmos mentions below, then run the item again.',
};

/** By status. */
export const ADVICE: Readonly<Record<number, Advice>> = {
	400: {
		message: ({ action }) => `Litmos could not read the request (${action})`,
		todo: () =>
			'Check the fields of this item: numbers, dates and phone numbers must have the format given in their descriptions.',
	},
	401: {
		message: (context) => `Litmos did not accept ${context.credential.refused}`,
		todo: (context) => context.credential.todo,
	},
	403: {
		message: ({ action }) => `Litmos does not allow this operation (${action})`,
		todo: (context) =>
			`The owner of the ${context.credential.key} may lack the permission, the feature may be off in your account, or the record belongs to another account. If this happens with every operation, check ${context.credential.access} in the credential.`,
	},
	404: {
		message: ({ subjects, action }) =>
			subjects.length > 0
				? `${subjects.join(' or ')} was not found in Litmos`
				: `Litmos did not find the record (${action})`,
		todo: ({ subjects, host }) =>
			`Choose it from the list, or check the value. An ID must be the coded one from the API (for example Oe4zZK7ZntpWn8FLGZTxuw2), not the number shown in the browser.${subjects.length > 0 ? '' : ` If this happens with every operation, check the Region or the Base URL in the credential (now ${host}).`}`,
	},
	406: {
		message: ({ action }, words) => words || `Litmos does not accept this combination (${action})`,
		todo: () => 'Correct what Litmos reports, then run the item again.',
	},
	409: {
		message: (context, words) =>
			words ? `Litmos refused the values: ${words}` : REFUSED.message(context, ''),
		todo: (_, words) =>
			/already exists/.test(words)
				? 'Choose another name. To change what exists instead, use Update, or Create or Update.'
				: 'Correct the value that Litmos mentions (it calls the field Language "Culture").',
	},
	422: REFUSED,
};
