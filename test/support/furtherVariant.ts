import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PlainAnswer, SeenRequest } from './recorder';

/** A way to set one operation that does not follow from its fields alone. */
export interface FurtherVariant {
	name: string;
	/** In addition to what is required, or to everything. */
	set?: INodeParameters;
	from?: 'everything';
	items?: IDataObject[];
	/** Litmos knows no such record. */
	isMissing?: true;
	/** What Litmos answers where that is not what the contract has first. */
	answer?: (seen: SeenRequest) => PlainAnswer | undefined;
}
