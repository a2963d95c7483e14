import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { TimeLimit } from '../limiter/timeLimit';
import type { LitmosResponse } from './errors';

/** The body of n8n's full response where a stream was asked for: it comes as Litmos sends it, unpacked. */
interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy(reason?: Error): unknown;
}

/** A thousand rows have 1 or 2 MB; what is much larger would take up n8n's memory. */
const MOST_BYTES = 50_000_000;

/** Of an answer that is too large, for the words in it. */
const BEGINNING_BYTES = 10_000;

/** Node's words for an answer that ended too early. */
const BROKEN_OFF = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'];

/**
 * n8n's full response as text with lower-case header names. What is too large is cut.
 * @throws what the connection breaks off with. It is closed then, as it is after a cut.
 */
export async function readResponse(
	{ statusCode, statusMessage, headers, body }: IN8nHttpFullResponse,
	timeLimit?: TimeLimit,
): Promise<LitmosResponse> {
	const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return {
		status: statusCode,
		statusText: statusMessage ?? '',
		headers: Object.fromEntries(named) as Record<string, string>,
		...(isStream(body) ? await readStream(body, timeLimit) : { text: textOf(body) }),
	};
}

/** Not from the network: what n8n was told to answer with instead. */
function textOf(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

function isStream(body: unknown): body is BodyStream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function readStream(
	stream: BodyStream,
	timeLimit: TimeLimit | undefined,
): Promise<Pick<LitmosResponse, 'text' | 'isCut'>> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	const stop = () => void stream.destroy();
	timeLimit?.signal.addEventListener('abort', stop);
	if (timeLimit?.signal.aborted) stop();
	try {
		for await (const chunk of stream) {
			timeLimit?.noteSign();
			chunks.push(chunk);
			bytes += chunk.length;
			// To leave the loop closes the connection.
			if (bytes > MOST_BYTES) break;
		}
	} catch (error) {
		throw brokenOff(error as Error & { code?: string });
	} finally {
		timeLimit?.signal.removeEventListener('abort', stop);
	}
	const isCut = bytes > MOST_BYTES;
	return { text: Buffer.concat(chunks, isCut ? BEGINNING_BYTES : bytes).toString('utf8'), isCut };
}

/** n8n's own word for it, where it reads answers by itself. */
function brokenOff(error: Error & { code?: string }): Error {
	if (error.code && BROKEN_OFF.includes(error.code)) error.code = 'ERR_BAD_RESPONSE';
	return error;
}
