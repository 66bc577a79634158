// Lints the description as it is assembled: the linters read literals, and miss what is derived.
import { createRequire } from 'node:module';
import { ESLint } from 'eslint';

import { n8nRules } from './n8nRules.mjs';

const require = createRequire(import.meta.url);
const { QuickRouter } = require('../../dist/nodes/QuickRouter/QuickRouter.node.js');
const { description } = new QuickRouter();

// As it would be written by hand: keys without quotes, connections by n8n's constant
const literal = JSON.stringify(description, null, '\t')
	.replace(/^(\t+)"(\w+)":/gm, '$1$2:')
	.replaceAll('"main"', 'NodeConnectionTypes.Main');
const source = `
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class QuickRouter implements INodeType {
	description: INodeTypeDescription = ${literal};
	async execute() { return [[]]; }
}
`;

const eslint = new ESLint({
	overrideConfigFile: true,
	overrideConfig: [
		...n8nRules,
		// The actions name models, and would write "FLUX" in small letters
		{ rules: { 'n8n-nodes-base/node-param-operation-option-action-miscased': 'off' } },
	],
});
const filePath = 'nodes/QuickRouter/QuickRouter.node.ts';
const results = await eslint.lintText(source, { filePath });
const formatter = await eslint.loadFormatter('stylish');
const told = await formatter.format(results);
if (told !== '') {
	const lines = source.split('\n');
	const found = results[0].messages.map(({ line }) => lines.slice(line - 1, line + 4).join('\n'));
	console.error(`${told}\n${found.join('\n…\n')}`);
	process.exitCode = 1;
}
