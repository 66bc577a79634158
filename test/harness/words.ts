import { quickRouter } from './workflow';

/** What the tests of answers share: nodes, what the relay says, and what the user is told. */
export const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 30 } });
export const hasty = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 1 } });

export const UNCLEAR_ADVICE =
	"It was not sent again, to avoid paying twice. Check your usage in QuickRouter before you run the item again. A retry sends it again only with the option 'Resubmit If Unclear'.";
export const FAILED_ADVICE =
	'Run the item again. If it fails every time, change the prompt or the fields, or try another model.';
export const INVALID_ADVICE = 'Change what the message names, and run the item again.';

export const tooLow = {
	loc: ['body', 'num_inference_steps'],
	msg: 'Input should be greater than or equal to 1',
	type: 'greater_than_equal',
	url: 'https://docs.fal.ai/errors/#greater_than_equal',
	ctx: { ge: 1 },
	input: 0,
};
