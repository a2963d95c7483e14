/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */

/**
 * The least processor time of some work in that many attempts, in microseconds. What other processes
 * take does not count, and memory is not tidied up in each attempt.
 */
export async function processorTime(work: () => unknown, attempts = 1): Promise<number> {
	let least = Infinity;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const began = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(began);
		least = Math.min(least, user + system);
	}
	return least;
}
