/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- scripts do not ship */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { LitmosApi } from '../../credentials/LitmosApi.credentials';
import { readAccount } from '../../nodes/shared/account';
import type { Account, ApiAccount } from '../../nodes/shared/account';
import { readResponse } from '../../nodes/shared/transport/answer';
import { createTransmit } from '../../nodes/shared/transport/attempt';
import type { RequestContext } from '../../nodes/shared/transport/attempt';
import { createRedactor } from '../../nodes/shared/secrets/redact';
import type { LitmosResponse } from '../../nodes/shared/transport/errors';
import {
	errorContextOf,
	toHttpOptions,
	type LitmosRequest,
} from '../../nodes/shared/transport/request';
import { sendWithRetries } from '../../nodes/shared/transport/retry';
import { Unanswered } from './unanswered';

type Query = Record<string, string | number>;
type Writing = Pick<LitmosRequest, 'body'> & { qs?: Query };

/** The fields of the credential that lead to one account. */
export interface Access {
	apiKey: string;
	region: 'us' | 'eu' | 'au' | 'custom';
	baseUrl?: string;
	requestsPerMinute?: number;
}

/** The time in milliseconds since 1970, and a wait. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** An account of Litmos, reached by the transport and the rate limiter that ship. */
export interface Litmos {
	host: string;
	clock: Clock;
	get(path: string, qs?: Query): Promise<LitmosResponse>;
	/** Only for what the probe has made itself, or is about to make. @throws Error for anything else */
	write(
		method: 'POST' | 'PUT' | 'DELETE',
		path: string,
		sent?: Writing,
	): Promise<LitmosResponse | undefined>;
	/** A record is the probe's own from now on. */
	own(id: string): void;
	/**
	 * One request past the rate limiter, which prevents what the questions about the limit are about.
	 * @throws Unanswered where no response came
	 */
	sendUnlimited(request: LitmosRequest): Promise<LitmosResponse>;
	requests(): number;
}

const WAIT_MINUTES = 10;
const SOURCE = 'n8n-probe';
/** No response has come by then. */
const SILENCE_MS = 30_000;
/** What makes a record that nobody has yet. */
const MAKING = /^\/(users|teams|collections)$/;

/** What n8n does for a node: the credential acquires the permit and adds the key, then the request is sent. */
async function sendAsN8n(
	credential: LitmosApi,
	access: Access,
	options: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	return await dispatch(await credential.authenticate({ ...access, source: SOURCE }, options));
}

async function dispatch(options: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
	const { url, method, headers, body, abortSignal } = options;
	const query = new URLSearchParams(options.qs as Record<string, string>);
	const response = await fetch(`${url}?${query.toString()}`, {
		method,
		headers: headers as Record<string, string>,
		body: body as string | undefined,
		redirect: 'manual',
		signal: abortSignal as AbortSignal | undefined,
	});
	return {
		statusCode: response.status,
		statusMessage: response.statusText,
		headers: Object.fromEntries(response.headers),
		body: response.body ? Readable.fromWeb(response.body as ReadableStream) : '',
	};
}

async function sendPast(account: ApiAccount, request: LitmosRequest): Promise<LitmosResponse> {
	const options = toHttpOptions(request, account);
	const headers = { ...options.headers, apikey: account.apiKey };
	const qs = { ...options.qs, source: SOURCE };
	const abortSignal = AbortSignal.timeout(SILENCE_MS);
	try {
		return await readResponse(await dispatch({ ...options, headers, qs, abortSignal }), undefined);
	} catch {
		throw new Unanswered('noResponse');
	}
}

function contextFor(access: Access, account: Account): RequestContext {
	const credential = new LitmosApi();
	const fields = { ...access, baseUrl: account.baseUrl, region: 'custom' as const };
	const helpers = {
		httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
			await sendAsN8n(credential, fields, options),
	};
	return { helpers } as unknown as RequestContext;
}

/** Opens the account. @throws AccountError for fields that cannot be used. */
export function openLitmos(access: Access, clock: Clock): Litmos {
	const account = readAccount({ source: SOURCE, processes: 1, ...access });
	const { redact } = createRedactor([account.apiKey]);
	const usage = { requests: 0, delayed: 0, delayedMs: 0, rejected: 0 };
	const transmit = createTransmit(contextFor(access, account), account, {
		sender: { lane: 'run', flow: 'probe' },
		usage,
		onResponse: () => undefined,
	});
	const send = async (request: LitmosRequest): Promise<LitmosResponse | undefined> =>
		await sendWithRetries(
			request,
			{ ...errorContextOf(request, account), redact },
			{ transmit, maxWaitMinutes: WAIT_MINUTES, signal: undefined },
		);
	const owned = new Set<string>();
	return {
		host: new URL(account.origin).host,
		clock,
		sendUnlimited: async (request) => {
			usage.requests++;
			return await sendPast(account, request);
		},
		requests: () => usage.requests,
		own: (id) => void owned.add(id),
		get: async (path, qs) => {
			const response = await send({ method: 'GET', path, qs, action: 'probe', slow: true });
			if (!response) throw new Unanswered('noResponse');
			return response;
		},
		write: async (method, path, { body, qs } = {}) => {
			const isOwn = path.split('/').some((part) => owned.has(part));
			if (!isOwn && !(method === 'POST' && MAKING.test(path)))
				throw new Error('The probe writes to nothing but what it has made itself.');
			return await send({ method, path, body, qs, action: 'probe' });
		},
	};
}
