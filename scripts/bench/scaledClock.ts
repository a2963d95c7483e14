/* eslint-disable @n8n/community-nodes/no-restricted-globals -- scripts do not ship */
/** Lets timers, Date and performance of this process run so many times as fast. */
export function scaleClock(scale: number): void {
	if (scale === 1) return;
	const { setTimeout: plainTimeout, setInterval: plainInterval } = globalThis;
	const nowMono = performance.now.bind(performance);
	const nowDate = Date.now;
	const monoBegan = nowMono();
	const dateBegan = nowDate();
	const scaled = (plain: typeof plainTimeout | typeof plainInterval) =>
		((act: () => void, ms = 0, ...rest: unknown[]) =>
			plain(act, ms / scale, ...(rest as []))) as typeof plainTimeout;
	Object.assign(globalThis, {
		setTimeout: scaled(plainTimeout),
		setInterval: scaled(plainInterval),
	});
	Date.now = () => dateBegan + (nowDate() - dateBegan) * scale;
	performance.now = () => monoBegan + (nowMono() - monoBegan) * scale;
}
