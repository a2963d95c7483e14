/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
export const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));
