/** Where an account is: its name in the credential, and the address of the API; undefined where the Base URL says it. */
export interface Region {
	name: string;
	baseUrl?: string;
}

/** Root of the API below each host (contract: hosts). */
const API_ROOT = '/v1.svc';

/** By the value that n8n stores. */
export const REGIONS: ReadonlyMap<unknown, Region> = new Map<unknown, Region>([
	['us', { name: 'United States', baseUrl: `https://api.litmos.com${API_ROOT}` }],
	['eu', { name: 'Europe', baseUrl: `https://api.litmoseu.com${API_ROOT}` }],
	['au', { name: 'Australia', baseUrl: `https://api.litmos.com.au${API_ROOT}` }],
	['custom', { name: 'Custom' }],
]);
