import type { INodeParameterResourceLocator } from 'n8n-workflow';

/** A locator as n8n stores it. */
export function by(mode: string, value: string): INodeParameterResourceLocator {
	return { __rl: true, mode, value };
}
