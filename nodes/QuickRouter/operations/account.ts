import { z } from 'zod/v4';

import { field } from '../form/field';
import { defineForm } from '../form/form';
import { defineOperation } from './operation';
import { accountOptions } from './options';

const search = field(z.string().describe('text'), {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. fal-ai/',
	description: 'Only return models whose name contains this text. Leave empty to return all.',
});

/** Getting what QuickRouter's models cost by its price list. */
export const getPrices = defineOperation({
	resource: 'account',
	operation: 'getPrices',
	displayName: 'Get Prices',
	action: 'Get prices of models',
	description:
		"Get QuickRouter's price list, for free. The amount charged can differ from the list.",
	form: defineForm('additionalFields', { search }, {}),
	options: accountOptions,
	task: ({ search: wanted }) => ({ verb: 'prices', search: wanted }),
});

/** Getting what the API key may spend. */
export const getUsage = defineOperation({
	resource: 'account',
	operation: 'getUsage',
	displayName: 'Get Usage',
	action: 'Get usage of the API key',
	description:
		'Get the used and available quota of the API key, for free. QuickRouter allows 20 calls in 20 minutes.',
	form: defineForm('additionalFields', {}, {}),
	options: accountOptions,
	task: () => ({ verb: 'usage' }),
});
