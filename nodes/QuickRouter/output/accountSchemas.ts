import { z } from 'zod/v4';

/** What output items about the account hold, as itemSchemas.ts has it for requests. */

const text = z.string();
const textOrNull = z.string().nullable();
const quotaOrNull = z.number().nullable();

/** The item about the key's usage. */
export const usageItem = z.strictObject({
	name: textOrNull.describe('Of the API key'),
	totalGranted: quotaOrNull.describe('In units of quota; null where the key has no limit'),
	totalUsed: quotaOrNull.describe('In units of quota'),
	totalAvailable: quotaOrNull.describe('In units of quota; null where the key has no limit'),
	unlimitedQuota: z.boolean().nullable(),
	modelLimitsEnabled: z.boolean().nullable().describe('Whether it may use only some models'),
	modelLimits: z.array(text).describe('Those models'),
	expiresAt: textOrNull.describe('When the key expires; null where it does not'),
});

/** An item per model of the price list. */
export const priceItem = z.strictObject({
	modelName: text,
	pricedBy: textOrNull.describe('Either call or tokens'),
	modelPrice: z
		.number()
		.nullable()
		.describe('Of a call by the price list, in its currency; null where calls are not priced'),
	groupPrices: z.array(
		z.strictObject({
			group: text.describe('A group of users; which one the key belongs to is not known'),
			price: z.number().nullable().describe('Of a call for that group, by the price list'),
		}),
	),
});
