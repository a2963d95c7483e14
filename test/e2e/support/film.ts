import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** How often it looks; a picture that stays as it is is kept once. */
const EVERY_MS = 150;
/** What a picture is shown for: waiting is shortened, and what is gone at once can still be seen. */
const SHORTEST_MS = 200;
const LONGEST_MS = 600;
const LAST_MS = 3_000;
/** One more stands for "as before". */
const COLORS = 127;
/** Enough to find the colors. */
const SAMPLE_PIXELS = 400_000;

interface Picture {
	rgba: Uint8Array;
	width: number;
	height: number;
	shownMs: number;
}

export interface Film {
	/** Ends the film, as a GIF. */
	end(): Promise<Uint8Array>;
}

/** A picture of a page has no mouse: this dot stands for it. */
const MOUSE = `(() => {
	const dot = document.createElement('div');
	dot.style.cssText = 'position:fixed;z-index:99999;width:18px;height:18px;margin:-9px;border-radius:50%;background:#e83e8c;border:2px solid #fff;pointer-events:none;left:-50px;top:-50px';
	document.body.append(dot);
	addEventListener('mousemove', ({ clientX, clientY }) => {
		dot.style.left = clientX + 'px';
		dot.style.top = clientY + 'px';
	}, true);
})()`;

/** Films what happens on a page from now on. */
export async function film(page: Page): Promise<Film> {
	await page.evaluate(MOUSE);
	const pictures: Picture[] = [];
	let isRunning = true;
	let last = '';
	let since = performance.now();
	const look = async (): Promise<void> => {
		const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
		const now = performance.now();
		const text = shot.toString('base64');
		if (text === last) return;
		if (pictures.length > 0) pictures.at(-1)!.shownMs = now - since;
		[last, since] = [text, now];
		const { data, width, height } = PNG.sync.read(shot);
		pictures.push({ rgba: new Uint8Array(data), width, height, shownMs: LAST_MS });
	};
	const running = (async () => {
		while (isRunning) {
			await look();
			await page.waitForTimeout(EVERY_MS);
		}
	})();
	return {
		end: async () => {
			isRunning = false;
			await running;
			await look();
			return encode(pictures);
		},
	};
}

/** Some pixels of all pictures, one after the other. */
function sampleOf(pictures: readonly Picture[]): Uint8Array {
	const all = pictures.reduce((sum, { rgba }) => sum + rgba.length / 4, 0);
	const step = Math.max(1, Math.ceil(all / SAMPLE_PIXELS));
	const sample: number[] = [];
	for (const { rgba } of pictures) {
		for (let at = 0; at < rgba.length; at += 4 * step) sample.push(...rgba.subarray(at, at + 4));
	}
	return Uint8Array.from(sample);
}

/** Each picture has only what differs from the one before. */
function encode(pictures: readonly Picture[]): Uint8Array {
	const palette = quantize(sampleOf(pictures), COLORS);
	const same = palette.length;
	const gif = GIFEncoder();
	let before: Uint8Array | undefined;
	for (const [index, { rgba, width, height, shownMs }] of pictures.entries()) {
		const isLast = index === pictures.length - 1;
		const delay = isLast ? LAST_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, shownMs));
		const pixels = applyPalette(rgba, palette);
		const known = before;
		const changed = known
			? pixels.map((pixel, at) => (pixel === known[at] ? same : pixel))
			: pixels;
		gif.writeFrame(changed, width, height, {
			...(known ? { transparent: true, transparentIndex: same } : {}),
			...(known ? {} : { palette: [...palette, [0, 0, 0]] }),
			delay,
			dispose: 1,
		});
		before = pixels;
	}
	gif.finish();
	return gif.bytes();
}
