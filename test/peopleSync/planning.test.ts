// That planning takes as long per person for many as for few.
import { planCost } from '../../scripts/bench/planning';

it('takes about as long per person for 50,000 as for 5,000', () => {
	// Warms up the compiler.
	planCost(5_000);
	const [small, large] = [planCost(5_000, 5), planCost(50_000)];
	expect(small).toMatchObject({ created: 49, updated: 249, deactivated: 30 });
	// Per person at most a few times as long. What compares each with each takes ten times as long.
	expect(large.milliseconds / small.milliseconds).toBeLessThan(40);
});
