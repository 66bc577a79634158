import { ARROWS } from '../lint/arrows.cjs';

/** The folders of nodes/QuickRouter and what each imports, but for what all may: shared/. */
export function arrowDiagram(): string {
	const arrows = Object.entries(ARROWS).flatMap(([folder, below]) =>
		below
			.filter((other) => other !== 'shared')
			// What is drawn by way of another needs no arrow of its own
			.filter((other) => !below.some((between) => leadsTo(between, other)))
			.map((other) => `  ${folder} --> ${other}`),
	);
	return ['```mermaid', 'flowchart TD', ...arrows, '```'].join('\n');
}

function leadsTo(folder: string, other: string): boolean {
	const below = ARROWS[folder] ?? [];
	return below.includes(other) || below.some((between) => leadsTo(between, other));
}
