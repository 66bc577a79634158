import type { z } from 'zod/v4';

/** An entry of fal's 422 `detail`. */
export interface Detail {
	loc: (string | number)[];
	msg: string;
	type: string;
	url: string;
	ctx?: Record<string, unknown>;
	input?: unknown;
}

/** An entry as fal writes it, for a fault that is found while a model runs. */
export function detail(
	place: string | (string | number)[],
	type: string,
	msg: string,
	input?: unknown,
): Detail {
	return { loc: ['body', ...[place].flat()], msg, type, url: urlOf(type), input };
}

/** An entry as fal writes it, for what does not fit a model's schema. */
export function detailOf(issue: z.core.$ZodIssue): Detail {
	const { msg, type, ctx } = inFalsWords(issue);
	const loc = ['body', ...(issue.path as (string | number)[])];
	return { loc, msg, type, url: urlOf(type), ctx, input: issue.input };
}

function urlOf(type: string): string {
	return `https://docs.fal.ai/errors/#${type}`;
}

function inFalsWords(issue: z.core.$ZodIssue): Pick<Detail, 'msg' | 'type' | 'ctx'> {
	if (issue.input === undefined) return { msg: 'Field required', type: 'missing' };
	switch (issue.code) {
		case 'too_small':
			if (issue.origin === 'string') {
				const msg = 'String should have at least 1 character';
				return { msg, type: 'string_too_short', ctx: { min_length: issue.minimum } };
			}
			return {
				msg: `Input should be greater than or equal to ${issue.minimum}`,
				type: 'greater_than_equal',
				ctx: { ge: issue.minimum },
			};
		case 'too_big':
			return {
				msg: `Input should be less than or equal to ${issue.maximum}`,
				type: 'less_than_equal',
				ctx: { le: issue.maximum },
			};
		case 'invalid_value':
			return {
				msg: `Input should be one of ${issue.values.map(String).join(', ')}`,
				type: 'one_of',
				ctx: { expected: issue.values },
			};
		default:
			return { msg: issue.message, type: 'value_error' };
	}
}
