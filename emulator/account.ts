import type { FastifyInstance } from 'fastify';

import { modelNames } from './models';

/** What the emulator's key has been granted; it does not count what is made. */
const GRANTED = 5_000_000;
const USED = 1_250_000;

/** The free calls about the account, as relays of the new-api family answer them. */
export function addAccountCalls(app: FastifyInstance): void {
	app.get('/api/usage/token/', { config: { verb: 'usage' } }, () => ({
		code: true,
		message: 'ok',
		data: {
			object: 'token_usage',
			name: 'emulator',
			total_granted: GRANTED,
			total_used: USED,
			total_available: GRANTED - USED,
			unlimited_quota: false,
			model_limits: {},
			model_limits_enabled: false,
			expires_at: 0,
		},
	}));
	app.get('/api/pricing', { config: { verb: 'prices' } }, () => ({
		success: true,
		data: [
			...modelNames.map((name) => ({
				model_name: name,
				quota_type: 1,
				model_price: 0.025,
				model_ratio: 0,
				enable_groups: ['default', 'vip'],
			})),
			{
				model_name: 'chat-model',
				quota_type: 0,
				model_price: 0,
				model_ratio: 1.25,
				enable_groups: ['all'],
			},
		],
		group_ratio: { default: 1, vip: 0.8 },
		usable_group: { default: 'Default', vip: 'VIP' },
	}));
}
