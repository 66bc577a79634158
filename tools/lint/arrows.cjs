'use strict';

/** Which folders of nodes/QuickRouter, and its catalog.ts, may import from which: all arrows go down. */
const ARROWS = {
	execution: [
		'catalog',
		...['operations', 'form', 'output', 'files', 'queue', 'relay', 'pace', 'shared'],
	],
	catalog: ['endpoints', 'operations', 'form'],
	endpoints: ['operations', 'form', 'shared'],
	operations: ['form', 'shared'],
	form: ['shared'],
	output: ['relay', 'shared'],
	files: ['pace', 'shared'],
	queue: ['relay', 'pace', 'shared'],
	relay: ['shared'],
	pace: [],
	shared: [],
};

/** ESLint's rules that hold them. */
const arrowRules = Object.entries(ARROWS).map(([folder, below]) => {
	const others = Object.keys(ARROWS).filter((other) => other !== folder && !below.includes(other));
	const inFolder = folder === 'catalog' ? 'catalog.ts' : `${folder}/**/*.ts`;
	const message = `${folder}/ may import from ${below.join(', ') || 'nothing'} (tools/lint/arrows.cjs)`;
	return {
		files: [`nodes/QuickRouter/${inFolder}`],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ regex: `^(?:\\.{1,2}/)+(?:${others.join('|')})(?:/|$)`, message }] },
			],
		},
	};
});

module.exports = { ARROWS, arrowRules };
