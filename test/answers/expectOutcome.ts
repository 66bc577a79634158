import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from './answerCase';

/** What became of an item. */
export interface Seen {
	/** The items it gave, without an error's. */
	json: IDataObject[];
	/** Its error's message and description, a line each. */
	words: string;
	submits: number;
	polls: number;
	/** Of the requests that were accepted for it. */
	ids: string[];
}

/** Compares what a user gets with what he must get. */
export function expectOutcome({ json, words, ids, ...calls }: Seen, outcome: Outcome): void {
	const { items, submits, polls, namesRequest = false, says = [], never = [] } = outcome;
	const isCounted = typeof polls === 'number';
	// What stands there as a request, and is not the "request id" in the relay's own words
	const isNamed = ids.some((id) => words.includes(id)) || /\(request (?!id:)/.test(words);
	const got = {
		items: json.length,
		submits: calls.submits,
		polls: isCounted ? calls.polls : calls.polls > 0,
		namesRequest: isNamed,
		...(json.length === items ? {} : { words }),
	};
	expect(got).toEqual({ items, submits, polls, namesRequest });
	// The reason is never empty
	if (items === 0) expect(words).not.toMatch(/: *(\((?!request id:)|\[|\n|$)/);
	for (const said of says) {
		if (typeof said === 'string') expect(words).toContain(said);
		else expect(words).toMatch(said);
	}
	for (const unsaid of never) expect(words).not.toMatch(unsaid);
	if (outcome.json) expect(json[0]).toMatchObject(outcome.json);
}
