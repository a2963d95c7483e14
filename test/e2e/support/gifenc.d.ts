/** What film.ts uses of this library, which comes without types. */
declare module 'gifenc' {
	type Color = number[];
	interface FrameOptions {
		palette?: Color[];
		/** Milliseconds. */
		delay?: number;
		transparent?: boolean;
		transparentIndex?: number;
		dispose?: number;
	}
	interface Encoder {
		writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
		finish(): void;
		bytes(): Uint8Array;
	}
	export function GIFEncoder(): Encoder;
	export function quantize(rgba: Uint8Array, colors: number): Color[];
	export function applyPalette(rgba: Uint8Array, palette: Color[]): Uint8Array;
}
