import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

/** What a community package brings into n8n. */
export interface NodePackage {
	/** By their names in workflows, such as n8n-nodes-quickrouter.quickRouter. */
	nodes: Record<string, INodeType>;
	/** By their names, such as quickRouterApi. */
	credentials: Record<string, ICredentialType>;
}

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** Loads a built package as n8n does: from the files that package.json's n8n section names. */
export function loadPackage(folder: string): NodePackage {
	const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
	const { nodes: nodeFiles, credentials: credentialFiles } = manifest.n8n;
	const nodes = nodeFiles.map((file) => construct(folder, file) as INodeType);
	const credentials = credentialFiles.map((file) => construct(folder, file) as ICredentialType);
	return {
		nodes: Object.fromEntries(
			nodes.map((node) => [`${manifest.name}.${node.description.name}`, node]),
		),
		credentials: Object.fromEntries(credentials.map((type) => [type.name, type])),
	};
}

/** n8n takes a file's class by the name that the file has before its first dot. */
function construct(folder: string, file: string): unknown {
	const [className = ''] = path.basename(file).split('.');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- n8n loads packages so, too
	const exported = require(path.join(folder, file)) as Record<string, new () => unknown>;
	const Class = exported[className];
	if (!Class) throw new Error(`${file} exports no class ${className}`);
	return new Class();
}
