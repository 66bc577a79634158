import { z } from 'zod/v4';

import { parseObject } from './json';
import type { Reply, Send } from './relay';

/**
 * The free calls about the account, as relays of the new-api family answer them. Of the usage an
 * address may ask 20 times in 20 minutes.
 */
const PATHS = { usage: '/api/usage/token/', prices: '/api/pricing' };

export type AccountCall = keyof typeof PATHS;

/** What the API key may spend, in units of quota; what a unit is worth is not told. */
export interface Usage {
	/** Of the key. */
	name?: string;
	totalGranted?: number;
	totalUsed?: number;
	totalAvailable?: number;
	/** Whether the balance of the account is the key's only limit. */
	unlimitedQuota?: boolean;
	/** Whether the key may use only some models. */
	modelLimitsEnabled?: boolean;
	/** Those models; none where it may use all. */
	modelLimits: string[];
	/** In seconds since 1970; missing where it never expires. */
	expiresAtS?: number;
}

/** A model in the price list. The list has no currency, and does not tell the key's group. */
export interface Price {
	modelName: string;
	/** What is priced; missing where the list has a formula of its own. */
	pricedBy?: 'call' | 'tokens';
	/** Of a call, where calls are priced. */
	modelPrice?: number;
	/** The groups of users that may use it; the price is multiplied by their ratio. */
	groups: { group: string; ratio?: number }[];
}

/** What an account call brought; or the reply itself, where it is not what was asked for. */
export type AccountAnswer = { usage: Usage } | { prices: Price[] } | { failed: Reply };

/** Asks for something about the account. */
export async function askAccount(
	send: Send,
	call: AccountCall,
	timeoutMs: number,
): Promise<AccountAnswer> {
	const reply = await send({ method: 'GET', path: PATHS[call], timeoutMs });
	const isGood = 'text' in reply && reply.statusCode >= 200 && reply.statusCode < 300;
	const read = isGood ? readers[call](parseObject(reply.text)) : undefined;
	return read ?? { failed: reply };
}

const readers: Record<AccountCall, (body: unknown) => AccountAnswer | undefined> = {
	usage: readUsage,
	prices: readPrices,
};

const text = z.string().min(1).optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const usageAnswer = z.looseObject({
	success: z.literal(true).optional(),
	data: z.looseObject({
		name: text,
		total_granted: number,
		total_used: number,
		total_available: number,
		unlimited_quota: flag,
		model_limits: z.record(z.string(), z.unknown()).nullish().catch(undefined),
		model_limits_enabled: flag,
		expires_at: number,
	}),
});

function readUsage(body: unknown): { usage: Usage } | undefined {
	const read = usageAnswer.safeParse(body);
	if (!read.success) return undefined;
	const { name, expires_at: expiresAtS = 0, ...data } = read.data.data;
	const { total_available: totalAvailable, unlimited_quota: unlimitedQuota } = data;
	if (totalAvailable === undefined && unlimitedQuota === undefined) return undefined;
	const usage: Usage = {
		name,
		totalGranted: data.total_granted,
		totalUsed: data.total_used,
		totalAvailable,
		unlimitedQuota,
		modelLimitsEnabled: data.model_limits_enabled,
		modelLimits: data.model_limits_enabled ? Object.keys(data.model_limits ?? {}) : [],
		// 0 and -1 stand for never
		expiresAtS: expiresAtS > 0 ? expiresAtS : undefined,
	};
	return { usage };
}

const priceEntry = z.looseObject({
	model_name: z.string().min(1),
	quota_type: number,
	model_price: number,
	billing_mode: text,
	enable_groups: z.array(z.string()).nullish().catch(undefined),
});

const pricesAnswer = z.looseObject({
	success: z.literal(true).optional(),
	data: z.array(z.unknown()),
	group_ratio: z.record(z.string(), number).nullish().catch(undefined),
});

/** What the list's `quota_type` means. */
const PRICED_BY = new Map<number | undefined, Price['pricedBy']>([
	[0, 'tokens'],
	[1, 'call'],
]);

/** Stands for every group. */
const ALL_GROUPS = 'all';

function readPrices(body: unknown): { prices: Price[] } | undefined {
	const read = pricesAnswer.safeParse(body);
	if (!read.success) return undefined;
	const ratios = new Map(Object.entries(read.data.group_ratio ?? {}));
	const prices = read.data.data.flatMap((entry) => readPrice(entry, ratios));
	return { prices };
}

/** An entry that cannot be read is passed over. */
function readPrice(entry: unknown, ratios: Map<string, number | undefined>): Price[] {
	const read = priceEntry.safeParse(entry);
	if (!read.success) return [];
	const { model_name: modelName, quota_type: type, model_price: price } = read.data;
	const { billing_mode: formula, enable_groups: enabled } = read.data;
	const pricedBy = formula === undefined ? PRICED_BY.get(type) : undefined;
	const groups = enabled?.includes(ALL_GROUPS) ? [...ratios.keys()] : (enabled ?? []);
	return [
		{
			modelName,
			pricedBy,
			modelPrice: pricedBy === 'call' ? price : undefined,
			groups: groups.map((group) => ({ group, ratio: ratios.get(group) })),
		},
	];
}
