/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import './n8nEnvironment';
import { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	IDataObject,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import path from 'node:path';
import { standInNodes } from './standInNodes';

/** A built package, loaded by n8n's own loader, and the stand-ins for n8n's own nodes. */
export interface LoadedPackage {
	nodeTypes: INodeTypes;
	credentialTypes: Record<string, ICredentialType>;
	/** The names n8n gives to the nodes of the package, e.g. `n8n-nodes-litmos.litmos`. */
	nodeNames: string[];
}

export const PROJECT_ROOT = path.resolve(__dirname, '../..');

/** The project's own package is loaded once for each test file. */
let own: Promise<LoadedPackage> | undefined;

export async function loadPackage(directory?: string): Promise<LoadedPackage> {
	if (directory === undefined) return await (own ??= load(PROJECT_ROOT));
	return await load(directory);
}

/** The same with further node types. */
export function withNodes(loaded: LoadedPackage, more: Record<string, INodeType>): LoadedPackage {
	const { nodeTypes } = loaded;
	return {
		...loaded,
		nodeTypes: {
			getByName: (name) => more[name] ?? nodeTypes.getByName(name),
			getByNameAndVersion: (name, version) =>
				more[name] ?? nodeTypes.getByNameAndVersion(name, version),
			getKnownTypes: () => nodeTypes.getKnownTypes(),
		},
	};
}

async function load(directory: string): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const nodes = Object.fromEntries(
		Object.entries(loader.nodeTypes).map(([name, loaded]) => [
			`${loader.packageName}.${name}`,
			loaded.type,
		]),
	);
	const credentialTypes = Object.fromEntries(
		Object.entries(loader.credentialTypes).map(([name, loaded]) => [name, loaded.type]),
	);
	return {
		nodeTypes: new KnownNodeTypes({ ...standInNodes, ...nodes }),
		credentialTypes,
		nodeNames: Object.keys(nodes),
	};
}

class KnownNodeTypes implements INodeTypes {
	constructor(private readonly types: Record<string, INodeType | IVersionedNodeType>) {}

	getByName(name: string): INodeType | IVersionedNodeType {
		const type = this.types[name];
		if (!type) throw new Error(`Neither the package nor the stand-ins have a node "${name}"`);
		return type;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
