import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Price, Usage } from '../relay/account';
import type { priceItem, usageItem } from './accountSchemas';

/** The JSON of the output item about the key's usage. */
export function usageJson(usage: Usage): IDataObject {
	const { name = null, totalGranted = null, totalUsed = null, totalAvailable = null } = usage;
	const { unlimitedQuota = null, modelLimitsEnabled = null, modelLimits, expiresAtS } = usage;
	// The relay counts on for a key without a limit, from a number that means nothing
	const limit = unlimitedQuota ? { totalGranted: null, totalAvailable: null } : undefined;
	const item: z.output<typeof usageItem> = {
		...{ name, totalGranted, totalUsed, totalAvailable, ...limit },
		...{ unlimitedQuota, modelLimitsEnabled, modelLimits, expiresAt: dateOf(expiresAtS) },
	};
	return { ...item };
}

/** The JSON of the output items of a price list: those models whose name has `search` in it, in any case. */
export function pricesJson(prices: Price[], search = ''): IDataObject[] {
	const wanted = search.trim().toLowerCase();
	return prices
		.filter(({ modelName }) => modelName.toLowerCase().includes(wanted))
		.map((price) => ({ ...priceJson(price) }));
}

function priceJson(price: Price): z.output<typeof priceItem> {
	const { modelName, pricedBy = null, modelPrice = null, groups } = price;
	return {
		modelName,
		pricedBy,
		modelPrice,
		groupPrices: groups.map(({ group, ratio }) => ({
			group,
			price: modelPrice === null || ratio === undefined ? null : rounded(modelPrice * ratio),
		})),
	};
}

/** Without what multiplying leaves in the last digits, as in 0.020000000000000004. */
function rounded(price: number): number {
	return Number(price.toPrecision(12));
}

function dateOf(seconds: number | undefined): string | null {
	const date = new Date((seconds ?? Number.NaN) * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
