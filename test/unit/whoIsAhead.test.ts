import { sentenceOf } from '../../scripts/bench/page/ahead';

type Summary = Parameters<typeof sentenceOf>[1];

const OURS: Summary = {
	accepted: 99.5,
	acceptedEstimating: 93.3,
	refused: 0,
	secondsFor50: 2.1,
	secondsFor100: 4.3,
	secondsExact: 605,
	secondsFor1000: 651,
	beside: 55.7,
	lost: 0,
	repeated: 0,
	severalAccepted: 95.8,
	severalRefused: 2.6,
	severalJain: 0.999,
	latecomer: 13.8,
	severalStrictAccepted: 95,
	severalStrictRefused: 2.5,
} as Summary;

const said = (other: Partial<Summary>, busiest = 100) =>
	sentenceOf({ name: 'other', theirs: { ...OURS, ...other }, busiest }, OURS);

describe('the sentence about a contender of the bench', () => {
	it('is not there where it is ahead nowhere', () => {
		expect(said({})).toBeUndefined();
		expect(said({ accepted: 90, lost: 5 })).toBeUndefined();
		// What prints alike is alike.
		expect(said({ accepted: 99.51 })).toBeUndefined();
	});

	it('says in which figures it is ahead, with ours', () => {
		expect(said({ accepted: 100, secondsExact: 542 })).toBe(
			'- **other** is ahead in accepted per minute (100.0, here 99.5), 1,000 requests by servers that count exactly (542 s, here 605 s). Against it: nothing that was measured.',
		);
	});

	it('says what is most against it, the worst first', () => {
		const text = said({ accepted: 100, beside: 3005, latecomer: Infinity, secondsFor50: 3 })!;
		const [, against] = text.split('Against it: ');
		expect(against).toMatch(
			/^the latecomer of three processes \(.+, here 13\.8 s\), 10 beside 5,000/,
		);
		expect(against).toContain('50 requests (3.0 s, here 2.1 s)');
	});

	it('says first that it breaks the limit', () => {
		expect(said({ accepted: 100 }, 112)).toContain(
			'Against it: 112 requests arrive in 60 s, so the limit is broken.',
		);
	});
});
