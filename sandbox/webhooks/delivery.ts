/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox does not ship */
import { setTimeout as pause } from 'node:timers/promises';

/** Where an event goes, and what happens if it is not taken. */
export interface WebhookTarget {
	url: string;
	headers?: Record<string, string>;
	/** unknown: how often Litmos tries again; 3 times unless a test says otherwise. */
	retries?: number;
	/** unknown: how long it waits before it does; a second. */
	pauseMs?: number;
	/** D: 10 seconds. */
	timeoutMs?: number;
	/** D: an event can come twice although it was taken. */
	repeats?: number;
}

/** What one delivery was answered with; null: nothing in time. */
export interface DeliveryAttempt {
	status: number | null;
	ms: number;
	text: string;
}

/** D: anything else counts as not taken. */
const TAKEN = [200, 201, 202];
const TIMEOUT_MS = 10_000;

/** D: a POST with JSON. */
async function deliver(event: unknown, target: WebhookTarget): Promise<DeliveryAttempt> {
	const began = performance.now();
	const took = (): number => Math.round(performance.now() - began);
	try {
		const response = await fetch(target.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json; charset=utf-8', ...target.headers },
			body: JSON.stringify(event),
			signal: AbortSignal.timeout(target.timeoutMs ?? TIMEOUT_MS),
		});
		return { status: response.status, text: await response.text(), ms: took() };
	} catch (error) {
		return { status: null, text: String(error), ms: took() };
	}
}

const wasTaken = ({ status }: DeliveryAttempt): boolean =>
	status !== null && TAKEN.includes(status);

/** Sends an event as Litmos' webhooks do: until it is taken, or given up. */
export async function sendEvent(event: unknown, target: WebhookTarget): Promise<DeliveryAttempt[]> {
	const attempts: DeliveryAttempt[] = [];
	let repeats = target.repeats ?? 0;
	for (let failures = 0; failures <= (target.retries ?? 3);) {
		if (attempts.length > 0) await pause(target.pauseMs ?? 1_000, undefined, { ref: false });
		const attempt = await deliver(event, target);
		attempts.push(attempt);
		if (!wasTaken(attempt)) failures++;
		else if (--repeats < 0) break;
	}
	return attempts;
}
