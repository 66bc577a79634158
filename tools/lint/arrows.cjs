'use strict';

/** Which folders of nodes/QuickRouter may import from which: all arrows go down. */
const ARROWS = {
	execution: [
		...['endpoints', 'operations', 'form', 'output', 'files', 'queue', 'relay', 'pace', 'shared'],
		'catalog',
	],
	endpoints: ['operations', 'form', 'shared'],
	operations: ['form', 'shared'],
	form: ['shared'],
	output: ['relay', 'shared'],
	files: ['form', 'pace', 'shared'],
	queue: ['relay', 'pace', 'shared'],
	relay: ['shared'],
	pace: ['shared'],
	shared: [],
};

/** ESLint's rules that hold them. */
const arrowRules = Object.entries(ARROWS).map(([folder, below]) => {
	const others = [...Object.keys(ARROWS), 'catalog'].filter(
		(other) => other !== folder && !below.includes(other),
	);
	const message = `${folder}/ may import from ${below.join(', ') || 'nothing'} (tools/lint/arrows.cjs)`;
	return {
		files: [`nodes/QuickRouter/${folder}/**/*.ts`],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ regex: `^(?:\\.\\./)+(?:${others.join('|')})(?:/|$)`, message }] },
			],
		},
	};
});

module.exports = { ARROWS, arrowRules };
