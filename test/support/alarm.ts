/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */

/** Says whether a time is over. Timers go off in order, on a busy machine as well: one that was set later, for longer, has not gone off yet. */
export function setAlarm(ms: number): () => boolean {
	let isOver = false;
	setTimeout(() => (isOver = true), ms).unref();
	return () => isOver;
}
