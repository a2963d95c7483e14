/** A phrase that a native reader stumbles over, with what to say instead. */
export interface Phrase {
	wrong: RegExp;
	/** A text that has it. */
	example: string;
	say: string;
	/** Wrong in the panels and messages of the nodes only. */
	inPanels?: true;
}

export const PHRASES: readonly Phrase[] = [
	{
		wrong: /what it never does/i,
		example: 'What it never does',
		say: 'What you can rely on',
	},
	{
		wrong: /\bnobody\b/i,
		example: 'It mails nobody by itself',
		say: 'It never emails anyone unless …; no one',
	},
	{
		wrong: /\b(?:do|wipe|mail) nothing\b|\bnothing twice\b/i,
		example: 'Wipe nothing. Do nothing twice.',
		say: 'It never …',
	},
	{
		wrong: /\bhands? out no\b|\bnowhere else\b/i,
		example: 'Send the key nowhere else',
		say: 'It only …',
	},
	{
		wrong: /\b(?:places?|slots?) (?:is|are) kept for\b/i,
		example: 'Two places are kept for the editor',
		say: '… requests per minute are reserved for the editor',
	},
	{
		wrong: /\bif twice would be\b/i,
		example: 'If twice would be bad, let the last step look for the id',
		say: 'To rule out duplicates, check the event id first',
	},
	{ wrong: /\bat set times\b/i, example: 'It asks Litmos at set times', say: 'on a schedule' },
	{
		wrong: /\bstop(?:s|ped)? (?:to count|counting)\b|\bcounts? any ?more\b/i,
		example: 'before the completion stops to count',
		say: 'before the completion expires; has expired',
	},
	{
		wrong: /\blitmos is asked\b/i,
		example: 'Litmos is asked at the Poll Times above',
		say: 'Polls at the times above (minimum 1 minute)',
	},
	{
		wrong: /\bto the letter\b|\bcapitals do not matter\b|\bwithout capitals\b/i,
		example: 'must be the same to the letter, though capitals do not matter',
		say: 'must match exactly (not case-sensitive); ignore case and spaces',
	},
	{
		wrong: /\b(?:made )?on the screens of\b/i,
		example: 'made on the screens of Litmos',
		say: 'started in the Litmos UI',
	},
	{
		wrong: /\bis no (?:valid|json|id|date|number|email|text|list|path)\b/i,
		example: 'The body is no valid JSON',
		say: 'is not valid JSON',
	},
	{
		wrong: /\bout of order\b/i,
		example: 'Litmos is out of order right now',
		say: 'temporarily unavailable',
	},
	{
		wrong: /\bsessions? to come\b/i,
		example: 'A session to come was made',
		say: 'An upcoming session was created',
	},
	{
		wrong: /\bwritten to otherwise\b/i,
		example: 'no one is written to otherwise',
		say: 'otherwise no one is emailed',
	},
	{
		wrong: /\bthis very\b|\btaken for this\b/i,
		example: 'taken for this very machine only',
		say: 'accepted for this machine only (localhost)',
	},
	{ wrong: /\banswer format\b/i, example: 'Answer Format', say: 'Response Format' },
	{
		wrong: /\bnobody has shown\b|\bheeds?\b/i,
		example: 'nobody has shown that Litmos heeds it',
		say: 'nothing: doubts about Litmos stand in docs/not-proven.md',
	},
	{
		wrong: /\banew\b/i,
		example: 'counting starts anew',
		say: 'starts from zero, starts fresh, again',
	},
	{ wrong: /\be-mails?\b/i, example: 'by e-mail', say: 'email' },
	{ wrong: /\bholds no\b/i, example: 'The filter holds no ID', say: 'is not …' },
	{ wrong: /\bkept in mind\b/i, example: 'more than can be kept in mind', say: 'kept track of' },
	{
		wrong: /\b(?:people(?! sync)|persons?|somebody)\b/i,
		example: 'People of this team',
		say: 'users',
		inPanels: true,
	},
	{
		wrong: /\b(?:undocumented|not documented|untested|unproven)\b/i,
		example: 'How it differs from a mirror is not documented',
		say: 'nothing: doubts about Litmos stand in docs/not-proven.md',
		inPanels: true,
	},
	{ wrong: /\brequest limit\b/i, example: 'the Litmos request limit', say: 'rate limit' },
];

/** What is wrong with a text, each as a line for its author. */
export function phrasesIn(text: string, isPanel: boolean): string[] {
	return PHRASES.filter(({ inPanels }) => isPanel || !inPanels).flatMap(({ wrong, say }) => {
		const found = wrong.exec(text);
		return found ? [`"${found[0]}": say ${say}`] : [];
	});
}
