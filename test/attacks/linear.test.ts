/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */
// Ten times the text takes about ten times as long, whatever the text is: never a hundred times.
import { checkEmail } from '../../nodes/Litmos/resources/user/record';
import { readEvent } from '../../nodes/LitmosWebhookTrigger/events';
import { readAccount } from '../../nodes/shared/account';
import { codedIdIn } from '../../nodes/shared/operation/names/matching';
import { createRedactor } from '../../nodes/shared/secrets/redact';
import { withoutSecrets, withoutSecretText } from '../../nodes/shared/secrets/named';
import { notJson, refusal, retryAfterMs } from '../../nodes/shared/transport/errors';
import { tellsLimit } from '../../nodes/shared/transport/words';
import { decodeEntities, parseTime, readDate } from '../../nodes/shared/values';
import { readXml, writeXml } from '../../nodes/shared/xml';
import { answer, READ } from '../support/answers';
import { attacks } from './linear.cases';

const { redact, carry } = createRedactor(['0b5c1d2e-3f4a-5b6c-7d8e-9fa0b1c2d3e4']);
const account = { apiKey: 'key', region: 'custom', source: 'n8n' };

/** Every way that a text of others goes. */
const WAYS: Readonly<Record<string, (text: string) => unknown>> = {
	'names in a text': withoutSecretText,
	'names in a row': (text) => withoutSecrets({ Note: text, [text]: 'x' }),
	values: redact,
	'what is carried': (text) => carry({ body: text }),
	'an error': (text) => refusal(answer(500, text, text), { ...READ, redact }),
	'an address': (text) => refusal({ ...answer(302), headers: { location: text } }, READ),
	'a page': (text) => notJson(answer(200, text), READ),
	'the limit': (text) => tellsLimit(answer(503, text, text)),
	'when to come back': (text) =>
		retryAfterMs({ ...answer(503), headers: { 'retry-after': text } }, 0),
	XML: readXml,
	'text for XML': (text) => writeXml('A', { B: text }),
	entities: decodeEntities,
	'an event': (text) => readEvent(Buffer.from(text)),
	dates: (text) => [readDate(text), parseTime(text)],
	IDs: codedIdIn,
	'an email address': (text) => checkEmail({ Email: text }),
	'a base URL': (text) => {
		try {
			return readAccount({ ...account, baseUrl: `https://a.example.com/${text}` });
		} catch {
			return undefined;
		}
	},
};

/** Less cannot be told from chance. */
const LEAST_MS = 8;

/** Of ten times the text; what goes back and forth takes a hundred times as long. */
const MOST_TIMES = 40;

/** Processor time: what other processes take does not count. */
function timeOf(way: (text: string) => unknown, text: string): number {
	const since = process.cpuUsage();
	way(text);
	const { user, system } = process.cpuUsage(since);
	return Math.max(LEAST_MS, (user + system) / 1000);
}

/** How many times as long the longer text takes; looked at again where it is too slow: memory may have been tidied up, or others had the processor. */
function timesOf(way: (text: string) => unknown, shorter: string, longer: string): number {
	let least = Infinity;
	for (let attempt = 0; attempt < 5 && least > MOST_TIMES; attempt++) {
		const long = timeOf(way, longer);
		// Then the shorter one cannot take so little that it is too slow.
		if (long <= MOST_TIMES * LEAST_MS) return MOST_TIMES;
		least = Math.min(least, long / timeOf(way, shorter));
	}
	return least;
}

describe('C14 Texts that take long to read', () => {
	it.each(attacks['C14 Texts that take a pattern long'].map(({ name, make }) => [name, make]))(
		'takes time by its length: %s',
		(_name, make) => {
			const texts = [10_000, 100_000, 1_000_000].map(make as (size: number) => string);
			for (const [name, way] of Object.entries(WAYS)) {
				for (const [index, text] of texts.entries()) {
					const times = timesOf(way, texts[index - 1] ?? '', text);
					expect([name, times <= MOST_TIMES]).toEqual([name, true]);
				}
			}
		},
	);
});
