/* eslint-disable no-console -- scripts do not ship */
// What it takes to plan a sync: `npm run measure:plan`.
import { planCost } from './bench/planning';

const [, small, large] = [5_000, 10_000, 100_000].map((people) => {
	const { milliseconds, megabytes, created, updated, deactivated } = planCost(people);
	console.log(
		`${people} users: ${Math.round(milliseconds)} ms of the processor, ${Math.round(megabytes)} MB in use; ${created} created, ${updated} updated, ${deactivated} deactivated`,
	);
	return milliseconds / people;
});
console.log(`Per user, 100,000 take ${(large! / small!).toFixed(2)} times as long as 10,000.`);
