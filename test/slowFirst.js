const { default: Sequencer } = require('@jest/test-sequencer');

/** The one file that waits for real minutes begins first, so that it does not come last. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const isSlow = ({ path }) => path.endsWith('/slow.test.ts');
		return super.sort(tests).sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
	}
};
