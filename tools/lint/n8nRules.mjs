import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** n8n's two plugins with their recommended sets, over what is shipped. */
export const n8nRules = defineConfig({
	files: ['package.json', '{nodes,credentials}/**/*.{ts,json}'],
	languageOptions: { parser: tseslint.parser },
	plugins: { 'n8n-nodes-base': nodesBase },
	extends: [
		n8nCommunityNodesPlugin.configs.recommended,
		{ rules: { 'no-console': 'error' } },
		{ files: ['package.json'], rules: nodesBase.configs.community.rules },
		{
			files: ['credentials/**/*.ts'],
			rules: {
				...nodesBase.configs.credentials.rules,
				// Wants a name of a page in n8n's own documentation; n8n's scanner has it off, too
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			},
		},
		{
			files: ['nodes/**/*.ts'],
			rules: {
				...nodesBase.configs.nodes.rules,
				// Want the literal 'main' where n8n has NodeConnectionTypes now; n8n's scanner has them off, too
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
				// The API does have upper limits; n8n's scanner has it off, too
				'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			},
		},
	],
});
