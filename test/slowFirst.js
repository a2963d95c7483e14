const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that wait for real minutes begin first, so that they do not come last. */
const SLOW = /[/](?:slow[.]test|(?:queue|reliability|triggers|triggersQueue|webhook)[.]e2e)[.]ts$/;

module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const isSlow = ({ path }) => SLOW.test(path);
		return super.sort(tests).sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
	}
};
