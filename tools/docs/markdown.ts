/** Says in a language of the README what the code says in English. */
export type Say = (english: string) => string;

/** A table in Markdown. */
export function inMarkdown(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
