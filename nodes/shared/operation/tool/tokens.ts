/**
 * What a character costs, in tokens. No tokenizer ships, so these are bounds: of text of one kind, made at random, real
 * tokenizers count at most four tenths more, of records about three tenths less (test/unit/tokens.test.ts).
 */
const COSTS: ReadonlyArray<readonly [kind: RegExp, tokens: number]> = [
	[/[a-z]/g, 0.4],
	[/[A-Z]/g, 0.5],
	[/\d/g, 0.4],
	[/[ -/:-@[-`{-~]/g, 0.5],
	[/[\x7f-\u07ff]/g, 0.8],
	[/[\u0800-\uffff]/g, 1.9],
	// Words, numbers and the rest: where one follows the other, a token ends.
	[/[A-Z]?[a-z]+|[A-Z]+|\d+|[^A-Za-z\d]+/g, 0.3],
	[/\n/g, 0.6],
];

/** What stands between texts in JSON is one token, whatever its length. JSON itself has no line breaks. */
const JOINTS = /"[:,]"?|"\},\{"|null|true|false/g;

/** The cheapest character. */
const LEAST = 0.4;

/** Longer texts are too long for any answer, however many tokens they have. */
const MOST_LOOKED_AT = 50_000;

/** How much of what a model can read a text in JSON takes, rather too much than too little. */
export function tokensIn(json: string): number {
	if (json.length > MOST_LOOKED_AT) return json.length * LEAST;
	const text = json.replace(JOINTS, '\n');
	return COSTS.reduce((sum, [kind, tokens]) => sum + tokens * (text.match(kind)?.length ?? 0), 0);
}
