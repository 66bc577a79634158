import { quickRouter } from './workflow';

/** What the tests of answers share: nodes, what the relay says, and what the user is told. */
export const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 30 } });
export const hasty = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 1 } });

export const UNCLEAR_ADVICE =
	"It was not sent again, to avoid paying twice. Check your usage in QuickRouter before you run the item again. A retry sends it again only if the option 'Resubmit If Unclear' is on.";
export const FAILED_ADVICE =
	'Try again. If it keeps failing, change the prompt or the fields, or use another model.';
export const INVALID_ADVICE = 'Change the values named in the message, and try again.';

export const tooLow = {
	loc: ['body', 'num_inference_steps'],
	msg: 'Input should be greater than or equal to 1',
	type: 'greater_than_equal',
	url: 'https://docs.fal.ai/errors/#greater_than_equal',
	ctx: { ge: 1 },
	input: 0,
};
