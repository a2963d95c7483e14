import { countTokens as inCl100k } from 'gpt-tokenizer/cjs/encoding/cl100k_base';
import { countTokens as inO200k } from 'gpt-tokenizer/cjs/encoding/o200k_base';

/** What each answer of a tool may take of a model's memory. */
export const MOST_TOKENS = 4000;

/** By the stricter of the two tokenizers of OpenAI's models. */
export const tokensOf = (text: string): number => Math.max(inCl100k(text), inO200k(text));
