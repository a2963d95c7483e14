import type { IDataObject } from 'n8n-workflow';
import { withoutSecrets } from '../../secrets/named';
import type { Client } from '../../transport/client';
import type { LitmosRequest } from '../../transport/request';
import { CHANGES } from '../records/changes';
import type { CallOptions, ItemResult } from '../types';

/** A request that was not sent has no answer, and the code cannot go on without it. */
export class Unanswered extends Error {
	override name = 'Unanswered';

	constructor(
		/** More would be written. */
		readonly isMore: boolean,
	) {
		super(FURTHER);
	}
}

const FURTHER = 'Further requests depend on what Litmos answers to earlier ones.';

/** Takes writes in place of Litmos, for items that are done together. */
export interface Preview {
	/** @throws Unanswered where the answer is needed. */
	take: (request: LitmosRequest, options: Pick<CallOptions, 'needed' | 'serves'>) => void;
	/** A result for each item in place of the one that it came to: its requests, and their number. */
	tell: (items: readonly Previewed[], results: readonly ItemResult[]) => ItemResult[];
}

/** An item, and what calls name it by. */
interface Previewed {
	item: number;
	names: readonly unknown[];
}

interface Taken {
	request: IDataObject;
	/** The item whose output has it whole, once there is one. */
	shownAt?: number;
}

/** Lets reads through and stops all else, whoever should try: for runs of items that are only previewed. */
export function readsOnly(send: Client['send']): Client['send'] {
	return async (request) => {
		if (request.method !== 'GET') throw new Error('A preview sends nothing but reads');
		return await send(request);
	};
}

export function createPreview(carry: Client['carry']): Preview {
	const ofAll: Taken[] = [];
	const ofSome = new Map<unknown, Taken[]>();

	function take(request: LitmosRequest, { needed, serves }: Parameters<Preview['take']>[1]): void {
		carry(request);
		const taken = { request: shown(request) };
		if (!serves) ofAll.push(taken);
		for (const name of serves ?? []) ofSome.set(name, [...(ofSome.get(name) ?? []), taken]);
		if (needed) throw new Unanswered(needed === 'toWrite');
	}

	function tell(items: readonly Previewed[], results: readonly ItemResult[]): ItemResult[] {
		return items.map(({ item, names }, index) => {
			const result = results[index];
			if (result instanceof Error && !(result instanceof Unanswered)) return result;
			const own = [...ofAll, ...names.flatMap((name) => ofSome.get(name) ?? [])];
			const isOpen = result instanceof Unanswered && (result.isMore || own.length === 0);
			const requests = own.filter((taken) => (taken.shownAt ??= item) === item).length;
			const preview = own.map((taken) => shownFor(item, taken));
			const changes = Array.isArray(result) && pick(result[0] ?? {}, CHANGES);
			return [{ preview, requests, ...changes, ...(isOpen && { further: FURTHER }) }];
		});
	}

	return { take, tell };
}

const pick = (record: IDataObject, name: string): IDataObject =>
	Object.hasOwn(record, name) ? { [name]: record[name] } : {};

/** As Litmos would get it, without the key and without what nobody may see. */
function shown({ method, path, qs = {}, body, contentType }: LitmosRequest): IDataObject {
	const isJson = body !== undefined && contentType !== 'application/xml';
	const request = {
		method,
		path,
		...(Object.keys(qs).length > 0 && { query: qs }),
		...(body !== undefined && { body: isJson ? (JSON.parse(body) as unknown) : body }),
	};
	return withoutSecrets(request) as IDataObject;
}

/** What serves several items is told whole once. */
function shownFor(item: number, { request, shownAt }: Taken): IDataObject {
	if (shownAt === item) return request;
	const { method, path } = request;
	return { method, path, sharedWithItem: shownAt };
}
