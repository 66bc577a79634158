import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

import { arrowRules } from './tools/lint/arrows.cjs';
import { n8nRules } from './tools/lint/n8nRules.mjs';

export default defineConfig({ ignores: ['dist/', 'demo-output/'] }, n8nRules, arrowRules, {
	files: ['**/*.ts'],
	extends: [
		js.configs.recommended,
		tseslint.configs.strictTypeChecked,
		tseslint.configs.stylisticTypeChecked,
	],
	languageOptions: {
		parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
	},
	rules: {
		'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
		'@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
		// Numbers read well in messages
		'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
	},
});
