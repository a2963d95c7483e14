import type { Asker } from '../askers';
import { tryLimit, type Trial } from '../limitTrial';
import type { Litmos } from '../litmos';

const FEW = 50;

const trials = new WeakMap<Litmos, Promise<Trial>>();

/** The questions share one trial. */
async function trialOf(litmos: Litmos): Promise<Trial> {
	const known = trials.get(litmos) ?? tryLimit(litmos);
	trials.set(litmos, known);
	return await known;
}

async function askBurst(litmos: Litmos): Promise<string> {
	const { accepted, refusal } = await trialOf(litmos);
	if (!refusal) return 'all';
	return accepted < FEW ? 'few' : 'most';
}

async function askModel(litmos: Litmos): Promise<string> {
	const { accepted, findModel } = await trialOf(litmos);
	const { model } = await findModel();
	return model === 'bucket' && accepted < FEW ? 'even' : model;
}

/** About the rate limit. */
export const LIMIT_ASKERS: Readonly<Record<string, Asker>> = {
	refusal: async (litmos) => {
		const { refusal } = await trialOf(litmos);
		return refusal ? String(refusal.status) : 'never';
	},
	retryAfter: async (litmos) =>
		(await trialOf(litmos)).refusal?.headers['retry-after'] ? 'yes' : 'no',
	burst: askBurst,
	limitModel: askModel,
	countRefused: async (litmos) => (await (await trialOf(litmos)).findModel()).counts,
};
