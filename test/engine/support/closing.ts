const open: Array<() => Promise<void>> = [];

/** Closed when the test ends, however it ends: an open server would keep jest from ending. */
export function closeAfterTest(close: () => Promise<void>): void {
	open.push(close);
}

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (close) => await close()));
});
